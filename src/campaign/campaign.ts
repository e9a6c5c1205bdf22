import type { Flag, Role } from '../roster/roster.ts';
import type { StudyDay } from '../time/duration.ts';
import type { WorkdayOverrides } from '../time/workdays.ts';
import type { Day } from '../time/zone.ts';
import type { AppraisalRules } from './appraisal.ts';
import type { Deadline } from './deadline.ts';
import type { DocumentType, Phase } from './documents.ts';
import type { FollowUpRules } from './follow-ups.ts';
import type { Each, MeasureUse } from './measures/measure.ts';
import type { OpinionRules } from './opinions.ts';
import type { Quorum } from './quorum.ts';
import type { DeedRule, TargetList } from './target-list.ts';
import type { Term } from './term.ts';

export type { Term };

/** A text the campaign itself hands out: the notice, a speech, a model essay. */
export interface CampaignText {
  readonly title: string;
  readonly text: string;
}

/** Who may read what is handed in: `office` sends it up to the office, `branch` keeps it in the branch. */
export type Readership = 'office' | 'branch';

export interface Requirement {
  readonly id: string;
  readonly title: string;
  /** Document number and part, as people would cite it. */
  readonly clause: string;
  readonly each: Each;
  readonly where: {
    readonly category: readonly string[];
    readonly role: readonly Role[];
    /** Whoever holds one of these is not asked, whatever else they are. */
    readonly notRole: readonly Role[];
    /** Only people with one of these flags are asked; everyone when empty. */
    readonly flag: readonly Flag[];
    /** Only party members are asked, whatever else they are. */
    readonly member: boolean;
    /** Whether the office itself is asked: not at all, besides the units below it, or alone. */
    readonly office: 'no' | 'too' | 'only';
  };
  /** Flags that let a person off. */
  readonly except: { readonly flag: readonly Flag[] };
  readonly measure: MeasureUse;
  /** `all`: everything there is to do, however much that is. */
  readonly min: number | 'all';
  readonly max: number | null;
  /** By when; null where nobody has set a date. */
  readonly due: Deadline | null;
  /** Shown, never nagged about. */
  readonly advisory: boolean;
  readonly readers: { readonly leader: Readership; readonly others: Readership };
}

/** People whose part in a meeting is watched. Who holds one of the roles or has one of the flags belongs to it without saying so. */
export interface AttendeeGroup extends Term {
  readonly role: readonly Role[];
  readonly flag: readonly Flag[];
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

export interface DigestRules {
  /** 1 for Monday. */
  readonly weekday: number;
  /** Minutes from midnight. */
  readonly at: number;
  /** Units that get a digest of their own if they have a group: none, all, or those of some categories. */
  readonly units: 'none' | 'all' | readonly string[];
}

export interface Campaign {
  readonly id: string;
  readonly title: string;
  /** The notice's document number. */
  readonly document: string;
  readonly start: Day;
  readonly end: Day;
  readonly studyDay: StudyDay;
  /** What a session needs to count, where a requirement does not say otherwise. */
  readonly quorum: Quorum;
  /** Flags of people who may stay away from what calls everybody. */
  readonly excuse: readonly Flag[];
  readonly activities: readonly Term[];
  readonly topics: readonly Term[];
  readonly modes: readonly Term[];
  /** Groups of people whose part in a meeting is watched: 职工代表, 离退休老同志. */
  readonly groups: readonly AttendeeGroup[];
  /** Texts that an essay should not merely copy. */
  readonly texts: readonly CampaignText[];
  readonly lists: readonly TargetList[];
  readonly deeds: readonly DeedRule[];
  readonly documents: readonly DocumentType[];
  /** In the order they follow each other. */
  readonly phases: readonly Phase[];
  /** How secret ballots are held; null where the notice wants none. */
  readonly appraisal: AppraisalRules | null;
  readonly opinions: OpinionRules;
  readonly followUps: FollowUpRules;
  readonly requirements: readonly Requirement[];
  readonly reminders: ReminderRules;
  readonly digest: DigestRules;
  /** From where on records deserve a second look: days after a session, and deeds of one person on one day. */
  readonly doubts: { readonly lateEntry: number; readonly deedsADay: number };
  readonly workdays: WorkdayOverrides;
}

/** The term people mean by a word, by its name or one of its other names. */
export function findTerm(terms: readonly Term[], word: string): Term | undefined {
  return terms.find((term) => term.name === word || term.also.includes(word));
}
