import type { Campaign } from '../campaign/campaign.ts';
import type { Outgoing } from '../ledger/outgoing.ts';
import type { LedgerRecord } from '../ledger/records.ts';
import type { Progress } from '../progress/progress.ts';
import type { State } from '../progress/state.ts';
import type { Person, Roster, Unit, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import type { Workdays } from '../time/workdays.ts';
import type { Day, Zone } from '../time/zone.ts';
import type { Say } from '../wording/wording.ts';
import type { Action } from './access.ts';
import type { Message } from './message.ts';

type Unstamped<R> = R extends LedgerRecord ? Omit<R, 'id' | 'at' | 'by'> : never;

/** A record as a command words it; id, time and author are stamped on by {@link Context.record}. */
export type RecordDraft = Unstamped<LedgerRecord>;

/** A record and the ledger it goes into. */
export interface Filed {
  readonly unit: UnitId;
  readonly record: LedgerRecord;
}

/** What a command decides: what to answer, what to put on record, what to send. Nothing has happened yet. */
export interface Decision {
  readonly reply: string;
  readonly records?: readonly Filed[];
  readonly messages?: readonly Outgoing[];
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
  /** Whether the unit's group can be sent messages. */
  reachesGroup(unit: UnitId): boolean;
  /** Stamps a draft; the same message always gives the same ids. */
  record(unit: UnitId, draft: RecordDraft): Filed;
  /** A number in [0, 1). */
  random(): number;
}

/** What a person can say. One file in commands/ each. */
export interface Command {
  readonly name: Action;
  /** Pinyin initials, an English word, other Chinese names; all lower case. */
  readonly aliases: readonly string[];
  /** One short line for the list of commands. */
  readonly summary: string;
  /** What can be typed, each with what it does. */
  readonly examples: readonly (readonly [typed: string, does: string])[];
  /** `rest` is what was typed behind the name, verbatim. */
  decide(context: Context, rest: string): Decision;
}

/** Ends a decision early with an answer that records nothing. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reply: string;

  constructor(reply: string) {
    super('refused');
    this.reply = reply;
  }
}
