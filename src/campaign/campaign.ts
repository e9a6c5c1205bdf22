import type { Flag, Role } from '../roster/roster.ts';
import type { StudyDay } from '../time/duration.ts';
import type { WorkdayOverrides } from '../time/workdays.ts';
import type { Day } from '../time/zone.ts';
import type { Each, MeasureUse } from './measures/measure.ts';

/** A word people may type, and what else they may call it. */
export interface Term {
  readonly name: string;
  readonly also: readonly string[];
}

/** Who may read what is handed in: `office` sends it up to the office, `branch` keeps it in the branch. */
export type Readership = 'office' | 'branch';

export interface Requirement {
  readonly id: string;
  readonly title: string;
  /** Document number and part, as people would cite it. */
  readonly clause: string;
  readonly each: Each;
  readonly where: { readonly category: readonly string[]; readonly role: readonly Role[] };
  /** Flags that let a person off. */
  readonly except: { readonly flag: readonly Flag[] };
  readonly measure: MeasureUse;
  /** `all`: everything there is to do, however much that is. */
  readonly min: number | 'all';
  readonly max: number | null;
  readonly due: Day | null;
  /** Shown, never nagged about. */
  readonly advisory: boolean;
  readonly readers: { readonly leader: Readership; readonly others: Readership };
}

export interface ReminderRules {
  /** Minutes from midnight. */
  readonly at: number;
  /** Workdays ahead of a deadline, largest first. */
  readonly before: readonly number[];
  /** Workdays between reminders once overdue. */
  readonly overdueEvery: number;
  /** No message before `from` or after `until`, minutes from midnight. */
  readonly awake: { readonly from: number; readonly until: number };
  /** Messages a person a week. */
  readonly weeklyBudget: number;
  /** Whether members are mentioned in the group where they cannot be reached in private. */
  readonly mention: boolean;
}

export interface Campaign {
  readonly id: string;
  readonly title: string;
  /** The notice's document number. */
  readonly document: string;
  readonly start: Day;
  readonly end: Day;
  readonly studyDay: StudyDay;
  readonly activities: readonly Term[];
  readonly topics: readonly Term[];
  readonly modes: readonly Term[];
  readonly requirements: readonly Requirement[];
  readonly reminders: ReminderRules;
  readonly digest: { readonly weekday: number; readonly at: number };
  readonly workdays: WorkdayOverrides;
}

/** The term people mean by a word, by its name or one of its other names. */
export function findTerm(terms: readonly Term[], word: string): Term | undefined {
  return terms.find((term) => term.name === word || term.also.includes(word));
}
