import type { Requirement } from '../campaign/campaign.ts';
import type { Due } from '../campaign/deadline.ts';
import { dueInWords } from '../campaign/deadline-words.ts';
import type { Note } from '../campaign/measures/measure.ts';
import { type Dues, isOverdue } from '../progress/dues.ts';
import { type Coverage, countsLate, type Standing, statusOf } from '../progress/progress.ts';
import { amount, nameList } from '../wording/format.ts';
import { notesInWords } from '../wording/notes.ts';
import type { Context } from './command.ts';

/** How many names a line shows before it says 等N人. */
const NAMES = 8;

/** By when, and whose date it is. */
export const dueView = (
  { say, today }: Pick<Context, 'say' | 'today'>,
  { due: deadline }: Requirement,
  due: Due | null,
): { readonly due: string; readonly overdue: boolean } => ({
  due: dueInWords(say, deadline, due, today),
  overdue: due !== null && due.day < today,
});

/** The same of several: overdue where one of them is that has not met it. */
export const duesView = (
  context: Pick<Context, 'say' | 'today'>,
  requirement: Requirement,
  dues: Dues,
): ReturnType<typeof dueView> => ({
  ...dueView(context, requirement, dues.shared),
  overdue: isOverdue(dues, context.today),
});

/** One line on one requirement: done, or how much is there and how much is lacking, by when. */
export function standingLine(context: Context, standing: Standing): string {
  const { requirement, status, have, need } = standing;
  const over = status === 'unmet' && have >= need;
  return context.say(over ? 'standing.over' : `standing.${status}`, {
    title: requirement.title,
    max: requirement.max,
    advisory: requirement.advisory,
    part: isPart(context, standing),
    late: countsLate(standing),
    some: have > 0,
    have: amount(have),
    need: rangeOf(requirement, need),
    lacking: amount(need - have),
    counter: requirement.measure.counter,
    waived: standing.waived ?? null,
    ...dueView(context, requirement, standing.due),
  });
}

/** A branch is shown its own part of what is asked of its unit: the unit has done it when all its branches have. */
function isPart({ roster }: Context, { requirement, subject }: Standing): boolean {
  if (requirement.each !== 'unit' || subject.kind !== 'unit') return false;
  const unit = roster.unit(subject.unit);
  return unit?.kind === 'branch' && unit.parent !== null && roster.leaves(unit.parent).length > 1;
}

/** `3`, or `2–3` where there is a maximum too. */
const rangeOf = ({ max }: Requirement, need: number): string =>
  max === null || max <= need ? amount(need) : `${amount(need)}–${amount(max)}`;

/** One line on a requirement laid on people: how many of how many, and, for those who may know, who is missing. */
export function coverageLine(context: Context, coverage: Coverage, withNames: boolean): string {
  const { requirement, asked, met, missing, waived, dues } = coverage;
  const status = statusOf(coverage);
  const idle = asked.length - met.length - missing.length - waived.length;
  return context.say(`standing.coverage-${status}`, {
    title: requirement.title,
    advisory: requirement.advisory,
    done: met.length,
    asked: asked.length - (status === 'unmet' ? idle + waived.length : 0),
    idle: idle > 0 ? idle : null,
    waived: waived.length > 0 ? waived.length : null,
    withNames,
    names: nameList(
      missing.map((person) => context.roster.nameOf(person)),
      NAMES,
    ),
    ...duesView(context, requirement, dues),
  });
}

/** What this person still lacks, as lines; empty when nothing. */
export function personLacks(context: Context): string[] {
  return context.progress
    .forPerson(context.person)
    .filter((standing) => standing.status === 'unmet' && !standing.requirement.advisory)
    .map((standing) => standingLine(context, standing));
}

/** Why things do not count yet, in words, each once. */
export const noteLines = ({ say, today }: Pick<Context, 'say' | 'today'>, notes: readonly Note[]): string[] =>
  notesInWords(say, notes, today);

/** The notes of whatever is not met. */
export const openNotes = (standings: readonly Standing[]): readonly Note[] =>
  standings
    .filter(({ status }) => status !== 'met')
    .flatMap(({ notes }) => notes)
    // Its line says so already.
    .filter(({ key }) => key !== 'note.over' && key !== 'note.waived');
