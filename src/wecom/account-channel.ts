import type { Content, Target } from '../journal/outgoing.ts';
import type { Channel, Lane, SendResult } from '../outreach/channel.ts';
import type { PersonId } from '../roster/roster.ts';

/** A channel that calls people by their accounts, for those who know them by their ids. Accounts change, ids do not. */
export class AccountChannel implements Channel {
  readonly name: string;
  readonly markdownBytes: number;
  readonly #inner: Channel;
  readonly #accountOf: (person: PersonId) => PersonId | null;

  constructor(inner: Channel, accountOf: (person: PersonId) => PersonId | null) {
    this.name = inner.name;
    this.markdownBytes = inner.markdownBytes;
    this.#inner = inner;
    this.#accountOf = accountOf;
  }

  lane(target: Target): Lane | undefined {
    const addressed = this.#addressed(target);
    return addressed && this.#inner.lane(addressed);
  }

  send(target: Target, content: Content, again: boolean): Promise<SendResult> {
    const addressed = this.#addressed(target);
    if (!addressed) throw new Error('there is no way to somebody without an account');
    return this.#inner.send(addressed, this.#calling(content), again);
  }

  /** Undefined for somebody who has no account. */
  #addressed(target: Target): Target | undefined {
    if (target.kind === 'group') return target;
    const person = this.#accountOf(target.person);
    return person === null ? undefined : { ...target, person };
  }

  #calling(content: Content): Content {
    return 'mention' in content
      ? { ...content, mention: content.mention.flatMap((person) => this.#accountOf(person) ?? []) }
      : content;
  }
}
