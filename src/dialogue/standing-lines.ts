import type { Requirement } from '../campaign/campaign.ts';
import type { Note } from '../campaign/measures/measure.ts';
import { type Coverage, countsLate, type Standing, statusOf } from '../progress/progress.ts';
import { amount, nameList, shortDay } from '../wording/format.ts';
import { notesInWords } from '../wording/notes.ts';
import type { Context } from './command.ts';

/** How many names a line shows before it says 等N人. */
const NAMES = 8;

const dueOf = (
  context: Context,
  requirement: Requirement,
): { readonly due?: string; readonly overdue?: boolean } =>
  requirement.due === null
    ? {}
    : { due: shortDay(requirement.due), overdue: requirement.due < context.today };

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
    ...dueOf(context, requirement),
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
  const { requirement, asked, met, missing } = coverage;
  const status = statusOf(coverage);
  const idle = asked.length - met.length - missing.length;
  return context.say(`standing.coverage-${status}`, {
    title: requirement.title,
    advisory: requirement.advisory,
    done: met.length,
    asked: status === 'unmet' ? asked.length - idle : asked.length,
    idle: idle > 0 ? idle : null,
    withNames,
    names: nameList(
      missing.map((person) => context.roster.nameOf(person)),
      NAMES,
    ),
    ...dueOf(context, requirement),
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
export const noteLines = ({ say }: Context, notes: readonly Note[]): string[] => notesInWords(say, notes);

/** The notes of whatever is not met. */
export const openNotes = (standings: readonly Standing[]): readonly Note[] =>
  standings
    .filter(({ status }) => status !== 'met')
    .flatMap(({ notes }) => notes)
    // Its line says so already.
    .filter(({ key }) => key !== 'note.over');
