import type { UnitId } from '../roster/roster.ts';
import { alikeColleague } from './doubts/alike-colleague.ts';
import { alikeOwn } from './doubts/alike-own.ts';
import { copiedTexts } from './doubts/campaign-text.ts';
import type { Doubt, FreshEssay, Scope, Window } from './doubts/doubt.ts';
import { within } from './doubts/doubt.ts';
import { hastyEssays } from './doubts/hasty-essay.ts';
import { lastDays } from './doubts/last-day.ts';
import { longDays } from './doubts/long-day.ts';
import { rushes } from './doubts/rush.ts';
import type { Progress } from './progress.ts';

export type { Doubt, DoubtReason, Window } from './doubts/doubt.ts';

const REASONS: readonly ((scope: Scope) => readonly Doubt[])[] = [
  longDays,
  rushes,
  copiedTexts,
  alikeOwn,
  alikeColleague,
  hastyEssays,
  lastDays,
];

/** Records of the window that deserve a second look and that nobody has looked at again. */
export function doubts(progress: Progress, window: Window, unit = progress.roster.root.id): Doubt[] {
  return allDoubts(progress, window, unit).filter(({ key }) => !progress.state.settled(key));
}

/** The same with those that are settled, oldest first. */
export function allDoubts(progress: Progress, window: Window, unit: UnitId): Doubt[] {
  const sessions = progress.facts.sessionsHeldIn(unit);
  const scope: Scope = { progress, unit, window, sessions, essays: freshEssays(progress, window, unit) };
  return unexplained(REASONS.flatMap((reason) => reason(scope))).sort(
    (a, b) => a.at - b.at || (a.key < b.key ? -1 : Number(a.key > b.key)),
  );
}

/** Who copied the same campaign text is alike for that reason alone. */
function unexplained(found: readonly Doubt[]): Doubt[] {
  const copied = new Set(found.flatMap((doubt) => (doubt.reason === 'campaign-text' ? doubt.essay.id : [])));
  return found.filter((doubt) => doubt.reason !== 'alike-colleague' || !copied.has(doubt.essay.id));
}

/** Essays that stand, neither taken back nor replaced, and came in the window. */
function freshEssays({ roster, state }: Progress, window: Window, unit: UnitId): FreshEssay[] {
  return [...roster.peopleOf(unit)].flatMap((person) => {
    const newest = new Map(state.essaysOf(person.id).map((essay) => [essay.topic, essay]));
    return [...newest.values()]
      .filter(({ at }) => within(window, at))
      .map((essay): FreshEssay => ({ person, essay }));
  });
}
