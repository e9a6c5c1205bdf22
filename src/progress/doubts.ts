import type { UnitId } from '../roster/roster.ts';
import { atOnce, type Steps } from '../time/steps.ts';
import { alikeColleague } from './doubts/alike-colleague.ts';
import { alikeOwn } from './doubts/alike-own.ts';
import { copiedTexts } from './doubts/campaign-text.ts';
import type { Doubt, FreshEssay, Scope, Window } from './doubts/doubt.ts';
import { within } from './doubts/doubt.ts';
import { hastyEssays } from './doubts/hasty-essay.ts';
import { dueWithin, lastDays } from './doubts/last-day.ts';
import { lateEntries } from './doubts/late-entry.ts';
import { longDays } from './doubts/long-day.ts';
import { manyDeeds } from './doubts/many-deeds.ts';
import { rushes } from './doubts/rush.ts';
import { twoPlaces } from './doubts/two-places.ts';
import type { Progress } from './progress.ts';

export type { Doubt, DoubtReason, Window } from './doubts/doubt.ts';

const REASONS: readonly ((scope: Scope) => readonly Doubt[])[] = [
  longDays,
  rushes,
  twoPlaces,
  lateEntries,
  manyDeeds,
  copiedTexts,
  alikeOwn,
  alikeColleague,
  hastyEssays,
  lastDays,
];

/** Records of the window that deserve a second look and that nobody has looked at again. */
export const doubts = (progress: Progress, window: Window, unit?: UnitId): Doubt[] =>
  atOnce(doubtsInSteps(progress, window, unit));

/** The same in steps, for a whole county. */
export function* doubtsInSteps(
  progress: Progress,
  window: Window,
  unit = progress.roster.root.id,
): Steps<Doubt[]> {
  const all = yield* lookEverywhere(progress, window, unit);
  return all.filter(({ key }) => !progress.state.settled(key));
}

/** The same with those that are settled, oldest first. */
export const allDoubts = (progress: Progress, window: Window, unit: UnitId): Doubt[] =>
  atOnce(lookEverywhere(progress, window, unit));

function* lookEverywhere(progress: Progress, window: Window, unit: UnitId): Steps<Doubt[]> {
  const due = dueWithin(progress, window);
  const found: Doubt[] = [];
  for (const { id: place } of progress.roster.subtree(unit)) {
    const sessions = progress.facts.sessionsHeldBy(place);
    const essays = freshEssays(progress, window, place);
    const scope: Scope = { progress, unit, place, window, due, sessions, essays };
    for (const reason of REASONS) {
      found.push(...reason(scope));
      yield;
    }
  }
  return unexplained(found).sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : Number(a.key > b.key)));
}

/** Who copied the same campaign text is alike for that reason alone. */
function unexplained(found: readonly Doubt[]): Doubt[] {
  const copied = new Set(found.flatMap((doubt) => (doubt.reason === 'campaign-text' ? doubt.essay.id : [])));
  return found.filter((doubt) => doubt.reason !== 'alike-colleague' || !copied.has(doubt.essay.id));
}

/** Essays that stand, neither taken back nor replaced, and came in the window. */
function freshEssays({ roster, state }: Progress, window: Window, place: UnitId): FreshEssay[] {
  return roster.residents(place).flatMap((person) => {
    const newest = new Map(state.essaysOf(person.id).map((essay) => [essay.topic, essay]));
    return [...newest.values()]
      .filter(({ at }) => within(window, at))
      .map((essay): FreshEssay => ({ person, essay }));
  });
}
