import type { PersonId, StoredFile, UnitId } from '../records/records.ts';
import type { Instant } from '../time/clock.ts';

/** Where a message goes, in the domain's words. How it gets there is the channel's business. */
export type Target =
  | { readonly kind: 'group'; readonly unit: UnitId }
  | {
      readonly kind: 'person';
      readonly person: PersonId;
      /** The group in which it may be said aloud, with a mention, to who cannot be reached alone; absent for what is for one pair of eyes. */
      readonly aloud?: UnitId;
    };

/** One button. A tap says, for the person who taps, what they could as well have typed. */
export interface Choice {
  readonly label: string;
  readonly says: string;
}

/** Something to tap. Words of it are plain text, no markdown. */
export interface Card {
  /** The same wherever the card is shown, and as long as it is changed: at most 128 of `0-9A-Za-z_-@`. */
  readonly id: string;
  readonly title: string;
  /** What stands below the title, line by line. */
  readonly lines: readonly string[];
  /** Six at most; none once there is nothing left to choose. */
  readonly choices: readonly Choice[];
}

/** What a message says. `markdown` is already safe: text from people in it cannot act as platform syntax. */
export type Content =
  | {
      readonly type: 'markdown';
      readonly text: string;
      /** The same with tables, for ways that draw them; only where nobody is mentioned. */
      readonly tabled?: string;
      readonly mention: readonly PersonId[];
    }
  /** A card where the way can show one; elsewhere the text, as markdown. */
  | { readonly type: 'card'; readonly card: Card; readonly text: string }
  | { readonly type: 'image'; readonly file: StoredFile }
  | { readonly type: 'file'; readonly file: StoredFile };

/** A message decided but not yet delivered. */
export interface Outgoing {
  /** Names purpose and period, `digest/仙居县活动办/2014-W10`. The outbox takes a key once, ever. */
  readonly key: string;
  readonly to: Target;
  readonly content: Content;
  /** Smaller purposes this message fulfils, `essay/城关支部/T-3`: none is fulfilled twice. */
  readonly covers: readonly string[];
  /** Whom it nudges, for the daily and weekly budget. */
  readonly nudges: readonly PersonId[];
  /** Not worth sending after this moment; null for always worth sending. */
  readonly expires: Instant | null;
}

/** Of a message that fulfils no smaller purpose, nudges nobody and is always worth sending. */
export const ALONE = { covers: [], nudges: [], expires: null } as const;

/** A message and the unit in whose ledger it stands: its own group's, or its reader's home. */
export interface Addressed {
  readonly unit: UnitId;
  readonly message: Outgoing;
}
