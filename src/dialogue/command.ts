import type { Campaign } from '../campaign/campaign.ts';
import type { Cast } from '../journal/box/ballot-box.ts';
import type { Key } from '../journal/box/ballot-lock.ts';
import type { BoxChange } from '../journal/box/opinion-box.ts';
import type { Card, Outgoing } from '../journal/outgoing.ts';
import type { Reach } from '../outreach/outlook.ts';
import type { Progress } from '../progress/progress.ts';
import type { State } from '../progress/state.ts';
import type { LedgerRecord, RecordId, VoteCast } from '../records/records.ts';
import type { Draft } from '../report/draft.ts';
import type { Person, Roster, Unit } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import type { Workdays } from '../time/workdays.ts';
import type { Day, Zone } from '../time/zone.ts';
import type { Say } from '../wording/wording.ts';
import type { Action } from './access.ts';
import type { Asked } from './asked.ts';
import type { Message } from './message.ts';
import type { Stamp } from './stamp.ts';

/**
 * What a command decides. Nothing has happened yet, so only an answer is in words already. The reply to anything else is asked for
 * once it is on disk, and tells the state it has led to.
 */
export type Decision = Only<Answer> | Only<OnRecord> | Only<Sending> | Only<OffRecord> | Only<Voted>;

type Parts = keyof Answer | keyof OnRecord | keyof Sending | keyof OffRecord | keyof Voted;

/** Has nothing that belongs to another kind of decision. */
type Only<T> = T & { readonly [P in Exclude<Parts, keyof T>]?: never };

/** Nothing goes on record. */
interface Answer {
  readonly reply: string;
  /** Something to tap beside the reply; after a tap, the tapped card as it looks now. */
  readonly card?: Card | undefined;
  /** What was asked for has not happened. */
  readonly refused?: boolean;
  /** What the speaker may say yes to with the next message. */
  readonly asks?: Asked;
  /** Signs the speaker out of the pages everywhere and cancels links not yet used. */
  readonly leavesPages?: true;
}

/** Goes on record, together with the messages it sends. */
interface OnRecord {
  readonly records: readonly LedgerRecord[];
  readonly messages?: readonly Outgoing[];
  /** The key to a ballot that begins with these records; kept in memory only. */
  readonly key?: { readonly appraisal: RecordId; readonly key: Key };
  reply(): string;
  /** As the card of an answer. */
  card?(): Card | undefined;
}

/** Sends files that have to be made first. One that cannot be made is left out, and the others are sent all the same. */
interface Sending {
  readonly drafts: readonly Draft[];
  /** Sent before the files. */
  readonly messages?: readonly Outgoing[];
  /** `complete`: whether all files could be made. */
  reply(complete: boolean): string;
}

/** Something anonymous: it goes into the box and nowhere else. The reply is kept in memory only. */
interface OffRecord {
  readonly box: BoxChange;
  reply(): string;
}

/** A secret ballot: how it was cast goes into the box, that it was cast on record. The reply is kept in memory only. */
interface Voted {
  readonly cast: Cast;
  readonly mark: VoteCast;
  reply(): string;
  /** The tapped card as it looks now: says nothing of how the vote was cast. */
  card?(): Card | undefined;
}

/** Everything a command may look at. Looking changes nothing. */
export interface Context {
  readonly message: Message;
  /** What the speaker was asked last and has not answered yet. */
  readonly asked: Asked | null;
  readonly person: Person;
  /** The unit this is about: the group's unit, or in a private chat the person's own. */
  readonly unit: Unit;
  readonly place: 'group' | 'private';
  readonly now: Instant;
  readonly today: Day;
  readonly zone: Zone;
  readonly workdays: Workdays;
  readonly campaign: Campaign;
  readonly roster: Roster;
  readonly state: State;
  readonly progress: Progress;
  readonly commands: readonly Command[];
  readonly say: Say;
  /** Where everybody finds the opinion box on the web; null where there is none. */
  readonly boxAddress: string | null;
  readonly reach: Reach;
  /** Stamps a draft; the same message always gives the same ids. */
  readonly record: Stamp;
  /** A link that lets the speaker into the pages once; null where there are none. Asking makes nothing happen. */
  pageLink(): string | null;
  /** A whole number from 0 up to, not including, `choices` that nobody can predict. */
  draw(choices: number): number;
}

/** What a person can say. One file in commands/ each. */
export interface Command {
  readonly name: Action;
  /** Pinyin initials, an English word, other Chinese names; all lower case. */
  readonly aliases: readonly string[];
  /** One short line for the list of commands. */
  readonly summary: string;
  /** What can be typed, each with what it does. `{{meeting}}` and `{{essayTopic}}` stand for the campaign's own words. */
  readonly examples: readonly (readonly [typed: string, does: string])[];
  /** Whether this campaign has any use for it by this person; the help leaves out what it has not. Always, when not given. */
  isUsed?(campaign: Campaign, person: Person): boolean;
  /** Said by people who must not be known by it: nothing is noted but what the command itself puts on record. */
  readonly isConfidential?: boolean;
  /** Different people may decide about the same thing with it: one is on record before the next is heard. */
  readonly isDecidedInTurn?: boolean;
  /** `rest` is what was typed behind the name, verbatim. */
  decide(context: Context, rest: string): Decision;
}

/** Tells a command from whatever else a file may export. */
export const isCommand = (value: unknown): value is Command =>
  typeof value === 'object' && value !== null && 'name' in value && 'decide' in value;

/** Ends a decision early with an answer that records nothing. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reply: string;
  /** What to tap instead, where there is a choice. */
  readonly card: Card | undefined;

  constructor(reply: string, card?: Card) {
    super('refused');
    this.reply = reply;
    this.card = card;
  }
}
