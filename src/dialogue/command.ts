import type { Campaign } from '../campaign/campaign.ts';
import type { Cast } from '../journal/box/ballot-box.ts';
import type { Key } from '../journal/box/ballot-lock.ts';
import type { BoxChange } from '../journal/box/opinion-box.ts';
import type { Card, Outgoing } from '../journal/outgoing.ts';
import type { Progress } from '../progress/progress.ts';
import type { State } from '../progress/state.ts';
import type { LedgerRecord, RecordId, VoteCast } from '../records/records.ts';
import type { Draft } from '../report/draft.ts';
import type { Person, PersonId, Roster, Unit, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import type { Workdays } from '../time/workdays.ts';
import type { Day, Zone } from '../time/zone.ts';
import type { Say } from '../wording/wording.ts';
import type { Action } from './access.ts';
import type { Message } from './message.ts';
import type { Stamp } from './stamp.ts';

/** What a command decides: what to answer, what to put on record, what to send. Nothing has happened yet. */
export type Decision = OnRecord | OffRecord | Voted;

export interface OnRecord {
  readonly reply: string;
  /** Something to tap beside the reply; after a tap, the tapped card as it looks now. */
  readonly card?: Card;
  /** The same, drawn once everything is on record: what others have done meanwhile shows as well. */
  drawCard?(): Card | undefined;
  /** Whatever was wanted has not happened. */
  readonly refused?: boolean;
  readonly records?: readonly LedgerRecord[];
  readonly messages?: readonly Outgoing[];
  /** Messages whose picture or file the desk has made before anything is put on record; they come after `messages`. */
  readonly drafts?: readonly Draft[];
  /** The reply when one of the drafts cannot be made. What is left is put on record all the same. */
  readonly unmade?: string;
  /** What a repeat is told after a restart, where the reply holds something that is to be kept nowhere. */
  readonly again?: string;
  /** The key to a ballot that begins with these records; kept in memory alone. */
  readonly key?: { readonly appraisal: RecordId; readonly key: Key };
  /** The speaker's pages in a browser are closed, and links to them no longer hold. */
  readonly leavesPages?: true;
  readonly box?: never;
  readonly cast?: never;
}

/** Something anonymous: it goes into the box alone. No ledger, no outbox, and the reply is kept nowhere but in memory. */
export interface OffRecord {
  readonly reply: string;
  readonly card?: never;
  readonly drawCard?: never;
  readonly refused?: never;
  readonly box: BoxChange;
  readonly cast?: never;
  readonly records?: never;
  readonly messages?: never;
  readonly drafts?: never;
}

/** A secret ballot: how it was cast goes into the box, that it was cast on record. The reply is kept nowhere but in memory. */
export interface Voted {
  readonly reply: string;
  /** The tapped card as it looks now: says nothing of how the vote was cast. */
  readonly card?: Card;
  readonly drawCard?: never;
  readonly refused?: never;
  readonly cast: Cast;
  readonly mark: VoteCast;
  /** What a repeat of the message is told after a restart: says nothing of how the vote was cast. */
  readonly again: string;
  readonly box?: never;
  readonly records?: never;
  readonly messages?: never;
  readonly drafts?: never;
}

/** Everything a command may look at. Looking changes nothing. */
export interface Context {
  readonly message: Message;
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
  /** Whether the unit's group can be sent messages. */
  reachesGroup(unit: UnitId): boolean;
  /** The same, for a group that is about to be bound to the unit. */
  reachesGroupOnceBound(unit: UnitId): boolean;
  /** Whether the person can be sent messages for one pair of eyes. */
  reachesPerson(person: PersonId): boolean;
  /** Stamps a draft; the same message always gives the same ids. */
  readonly record: Stamp;
  /** A link that lets the speaker into the pages once; null where there are none. Asking makes nothing happen. */
  pageLink(): string | null;
  /** A number in [0, 1). */
  random(): number;
  /** A whole number below `choices` that nobody can foretell, for secrets. */
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
