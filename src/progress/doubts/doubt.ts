import type { CampaignText, Requirement } from '../../campaign/campaign.ts';
import type { SessionFact } from '../../campaign/facts.ts';
import type { Deed, EssayWritten, RecordId } from '../../records/records.ts';
import type { Person, PersonId, UnitId } from '../../roster/roster.ts';
import type { Instant } from '../../time/clock.ts';
import type { Day } from '../../time/zone.ts';
import type { Progress } from '../progress.ts';

interface Doubted {
  /** Names what is doubted and how much of it, so that a verdict holds until there is more to look at. */
  readonly key: string;
  /** Whose secretary and supervisor are asked to look again. */
  readonly unit: UnitId;
  /** When the last of the records was made. */
  readonly at: Instant;
  readonly records: readonly RecordId[];
}

/** More study settled on one day than a day of study holds. */
export interface LongDay extends Doubted {
  readonly reason: 'long-day';
  readonly day: Day;
  readonly minutes: number;
}

/** Check-ins faster than people can walk in. */
export interface Rush extends Doubted {
  readonly reason: 'rush';
  readonly session: SessionFact;
}

/** An essay minutes after the session on its topic. */
export interface HastyEssay extends Doubted {
  readonly reason: 'hasty-essay';
  readonly essay: EssayWritten;
  readonly session: SessionFact;
}

/** An essay nearly the same as one that was there before: a colleague's, or one's own on another topic. */
export interface AlikeEssay extends Doubted {
  readonly reason: 'alike-colleague' | 'alike-own';
  readonly essay: EssayWritten;
  readonly other: EssayWritten;
  /** 0 to 1. */
  readonly likeness: number;
}

/** An essay that is mostly one of the campaign's own texts. */
export interface CopiedText extends Doubted {
  readonly reason: 'campaign-text';
  readonly essay: EssayWritten;
  readonly text: CampaignText;
  /** How much of the essay is in the text, 0 to 1. */
  readonly share: number;
}

/** A requirement met by nothing but what was put on record on the day it fell due. */
export interface LastDay extends Doubted {
  readonly reason: 'last-day';
  readonly requirement: Requirement;
  readonly day: Day;
}

/** Attendance entered long after the session. */
export interface LateEntry extends Doubted {
  readonly reason: 'late-entry';
  readonly session: SessionFact;
  /** How many days later the last of it came. */
  readonly days: number;
}

/** The same people in two sessions of the same hour. */
export interface TwoPlaces extends Doubted {
  readonly reason: 'two-places';
  /** The one at which they are not counted. */
  readonly session: SessionFact;
  readonly people: readonly PersonId[];
}

/** More of one kind of deed on one day than can be done with care. */
export interface ManyDeeds extends Doubted {
  readonly reason: 'many-deeds';
  readonly person: PersonId;
  readonly deed: Deed;
  readonly day: Day;
  /** How many households, people or places. */
  readonly count: number;
}

/** Why records deserve a second look. Never proof of anything, and no count is lowered by it. */
export type Doubt =
  | LongDay
  | Rush
  | LateEntry
  | TwoPlaces
  | ManyDeeds
  | HastyEssay
  | AlikeEssay
  | CopiedText
  | LastDay;
export type DoubtReason = Doubt['reason'];

/** What was put on record after `from`, up to and including `to`. */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

export const within = ({ from, to }: Window, at: Instant): boolean => from < at && at <= to;

/** An essay that stands: neither taken back nor replaced by a later one on its topic. */
export interface FreshEssay {
  readonly person: Person;
  readonly essay: EssayWritten;
}

/** Where to look: one place of a unit after the other, and at what came in a window of time. */
export interface Scope {
  readonly progress: Progress;
  /** Whose doubts are wanted, all below it included. */
  readonly unit: UnitId;
  /** The unit itself, or one below it. */
  readonly place: UnitId;
  readonly window: Window;
  /** What fell due in the window. */
  readonly due: readonly DueDay[];
  /** Sessions held by the place itself, whenever. */
  readonly sessions: readonly SessionFact[];
  /** Essays of the people at home there that came in the window. */
  readonly essays: readonly FreshEssay[];
}

/** A requirement laid on units and its due day, from the last moment before it to its last. */
export interface DueDay {
  readonly requirement: Requirement;
  readonly day: Day;
  readonly hours: Window;
}
