import type { Content, Target } from '../journal/outgoing.ts';
import type { Channel, Lane, SendResult } from '../outreach/channel.ts';
import type { PersonId } from '../roster/roster.ts';

/** A channel that calls people by their accounts, for those who know them by their ids. Accounts change, ids do not. */
export class AccountChannel implements Channel {
  readonly name: string;
  readonly markdownBytes: number;
  readonly #inner: Channel;
  readonly #accountOf: (person: PersonId) => PersonId;

  constructor(inner: Channel, accountOf: (person: PersonId) => PersonId) {
    this.name = inner.name;
    this.markdownBytes = inner.markdownBytes;
    this.#inner = inner;
    this.#accountOf = accountOf;
  }

  lane(target: Target): Lane | undefined {
    return this.#inner.lane(this.#addressed(target));
  }

  send(target: Target, content: Content, again: boolean): Promise<SendResult> {
    return this.#inner.send(this.#addressed(target), this.#calling(content), again);
  }

  #addressed(target: Target): Target {
    return target.kind === 'person' ? { ...target, person: this.#accountOf(target.person) } : target;
  }

  #calling(content: Content): Content {
    return 'mention' in content ? { ...content, mention: content.mention.map(this.#accountOf) } : content;
  }
}
