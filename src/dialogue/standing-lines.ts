import type { Requirement } from '../campaign/campaign.ts';
import type { Facts } from '../campaign/facts.ts';
import type { Note } from '../campaign/measures/measure.ts';
import { type Coverage, type Standing, statusOf } from '../progress/progress.ts';
import { isDay } from '../time/zone.ts';
import { amount, nameList, shortDay } from '../wording/format.ts';
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
  return context.say(`standing.${status}`, {
    title: requirement.title,
    advisory: requirement.advisory,
    have: amount(have),
    need: amount(need),
    lacking: amount(need - have),
    counter: requirement.measure.counter,
    ...dueOf(context, requirement),
  });
}

/** One line on a requirement laid on people: how many of how many, and, for those who may know, who is missing. */
export function coverageLine(context: Context, coverage: Coverage, withNames: boolean): string {
  const { requirement, asked, met, missing } = coverage;
  return context.say(`standing.coverage-${statusOf(coverage)}`, {
    title: requirement.title,
    done: met.length,
    asked: asked.length,
    withNames,
    names: nameList(
      missing.map((person) => context.roster.nameOf(person)),
      NAMES,
    ),
    ...dueOf(context, requirement),
  });
}

/** What this person still lacks, as lines; empty when nothing. */
export function personLacks(context: Context, facts: Facts = context.progress.facts): string[] {
  return context.progress
    .forPerson(context.person, facts)
    .filter((standing) => standing.status === 'unmet' && !standing.requirement.advisory)
    .map((standing) => standingLine(context, standing));
}

/** Why things do not count yet, in words, each once. */
export function noteLines(context: Context, notes: readonly Note[]): string[] {
  const lines = notes.map(({ key, view }) => {
    const day = view['day'];
    return context.say(key, typeof day === 'string' && isDay(day) ? { ...view, day: shortDay(day) } : view);
  });
  return [...new Set(lines)];
}

/** The notes of whatever is not met. */
export const openNotes = (standings: readonly Standing[]): readonly Note[] =>
  standings.filter(({ status }) => status === 'unmet').flatMap(({ notes }) => notes);
