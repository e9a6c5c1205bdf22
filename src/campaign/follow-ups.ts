import type { UnitId } from '../roster/roster.ts';
import type { Term } from './term.ts';

/** One of the answers a checklist knows. */
export interface AnswerWord extends Term {
  /** Whether there is nothing left to do. */
  readonly enough: boolean;
}

/** Questions that a unit puts to itself, point by point. */
export interface Checklist extends Term {
  readonly each: 'unit' | 'branch';
  readonly points: readonly string[];
  readonly answers: readonly AnswerWord[];
}

/** Items that are taken on and brought to an end by a date of their own. */
export interface Pipeline extends Term {
  /** From the first, in which an item is opened, to the last, in which it is done. Two at least. */
  readonly stages: readonly Term[];
  /** What sorts of items there are; none where it does not matter. */
  readonly types: readonly Term[];
  /** Whether an item has to say what it aims at. */
  readonly goal: boolean;
}

/** What the models among units of some categories are called; of all where none is named. */
export interface Award extends Term {
  readonly categories: readonly string[];
}

export interface FollowUpRules {
  readonly checklists: readonly Checklist[];
  readonly pipelines: readonly Pipeline[];
  /** What supervisors look at. */
  readonly lookpoints: readonly Term[];
  /** How often a unit may be urged on in a week, whoever does it. */
  readonly nudges: { readonly weekly: number };
  readonly exemplars: readonly Award[];
}

/** Lists that can be called by their own name; any other is called by the common command, `自查 名称` or `事项 名称`. */
export const OWN_COMMANDS = ['回头看', '查漏补缺', '心愿', '立行立改', '建章立制'] as const;
export type OwnCommand = (typeof OWN_COMMANDS)[number];

export const checklistCommand = (name: string): string => (hasOwn(name) ? name : `自查 ${name}`);
export const pipelineCommand = (name: string): string => (hasOwn(name) ? name : `事项 ${name}`);
const hasOwn = (name: string): boolean => OWN_COMMANDS.some((own) => own === name);

export const firstStage = ({ stages }: Pipeline): string => stages[0]?.name ?? '';
export const lastStage = ({ stages }: Pipeline): string => stages.at(-1)?.name ?? '';

/** The stage behind this one; null behind the last. */
export const stageAfter = ({ stages }: Pipeline, stage: string): string | null =>
  stages[stages.findIndex(({ name }) => name === stage) + 1]?.name ?? null;

/** The awards for a unit of this category. */
export const awardsFor = (awards: readonly Award[], category: string): readonly Award[] =>
  awards.filter(({ categories }) => categories.length === 0 || categories.includes(category));

/** A unit as one that answers for others: itself, or the unit it is a branch of. */
export interface Holding {
  readonly holder: UnitId;
  /** Whether it is one of several branches, so that the whole is not its own to see to. */
  readonly isPart: boolean;
}
