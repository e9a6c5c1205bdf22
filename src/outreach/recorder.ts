import type { Committed } from '../journal/commit.ts';
import type { Addressed, Outgoing } from '../journal/outgoing.ts';
import type { Logger } from '../log.ts';
import type { Books } from '../progress/books.ts';
import type { LedgerRecord } from '../records/records.ts';
import type { Draft } from '../report/draft.ts';
import type { Roster } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';

/** What a message, a tick or a page button has decided: to be put on record together, or not at all. */
export interface Act {
  /** The id of what caused it. */
  readonly cause: string;
  readonly at: Instant;
  readonly records?: readonly LedgerRecord[];
  readonly messages?: readonly Outgoing[];
  /** Messages whose picture or file is still to be made; they come after `messages`. */
  readonly drafts?: readonly Draft[];
}

export interface Recorded {
  /** `nothing`: there was nothing to put on record. */
  readonly status: Committed | 'nothing';
  /** Whether every draft could be made. Those that could not are left out. */
  readonly complete: boolean;
}

export interface RecorderOptions {
  readonly books: Pick<Books, 'commit'>;
  /** Asked anew for every act: an import may have replaced it. */
  roster(): Roster;
  /** Cuts a message that is too long for the way it will go into several. */
  portions(message: Outgoing): readonly Outgoing[];
  /** Makes and stores the file of a draft. Rejects when it cannot be done. */
  finish(draft: Draft): Promise<Outgoing>;
  /** Called once outgoing messages are durable. */
  onQueued(): void;
  readonly log: Logger;
}

/** Puts on record what was decided, in one commit with the messages it sends, and sets off their delivery. */
export class Recorder {
  readonly #options: RecorderOptions;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  /** Everything is durable and counted when it resolves. Rejects with a JournalWriteError, and then nothing has happened. */
  record = async ({ cause, at, records = [], messages = [], drafts = [] }: Act): Promise<Recorded> => {
    const finished = await this.#finish(drafts);
    const complete = finished.length === drafts.length;
    const whole = messages.flatMap((message) => this.#options.portions(message));
    const outbox = [...whole, ...finished].map((message) => this.#addressed(message));
    if (records.length === 0 && outbox.length === 0) return { status: 'nothing', complete };
    const status = await this.#options.books.commit({ cause, at, records, outbox });
    if (outbox.length > 0) this.#options.onQueued();
    return { status, complete };
  };

  async #finish(drafts: readonly Draft[]): Promise<Outgoing[]> {
    const finished = await Promise.allSettled(drafts.map((draft) => this.#options.finish(draft)));
    return finished.flatMap((each, index) => {
      if (each.status === 'fulfilled') return [each.value];
      const { key } = drafts[index] ?? {};
      this.#options.log.error({ err: each.reason, key }, 'a picture or file could not be made');
      return [];
    });
  }

  #addressed(message: Outgoing): Addressed {
    const { to } = message;
    const roster = this.#options.roster();
    const unit = to.kind === 'group' ? to.unit : (roster.person(to.person)?.home ?? roster.root.id);
    return { unit, message };
  }
}
