import type { Coverage } from '../progress/progress.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import type { View } from '../wording/wording.ts';
import type { Reader } from './page.ts';
import { personPath } from './paths.ts';
import { maySeeNames } from './rights.ts';

/** The people at home in exactly this unit with what each still lacks, in the roster's order; null for who may not know. */
export function peopleView(reader: Reader, unit: UnitId): View | null {
  const people = reader.roster.residents(unit);
  if (people.length === 0 || !maySeeNames(reader, unit)) return null;
  const coverages = reader.campaign.requirements
    .filter(({ each }) => each === 'person')
    .map((requirement) => reader.progress.coverageOf(requirement, unit, people));
  const lacks = titlesBy(coverages, ({ missing }) => missing);
  const asked = titlesBy(coverages, ({ asked }) => asked);
  return {
    count: people.length,
    people: people.map(({ id, name, flags }) => ({
      name,
      path: personPath(id),
      flags: flags.map((flag) => ({ word: reader.say(`pages.flag-${flag}`) })),
      lacks: lacks.get(id)?.join('、') ?? null,
      done: !lacks.has(id) && asked.has(id),
    })),
  };
}

function titlesBy(
  coverages: readonly Coverage[],
  of: (coverage: Coverage) => readonly PersonId[],
): ReadonlyMap<PersonId, readonly string[]> {
  const titles = new Map<PersonId, string[]>();
  for (const coverage of coverages)
    for (const person of of(coverage))
      titles.set(person, [...(titles.get(person) ?? []), coverage.requirement.title]);
  return titles;
}

/** Names that lead to their people where the reader may go on to them. */
export const nameViews = ({ roster }: Reader, people: readonly PersonId[]): View[] =>
  people.map((id) => ({ name: roster.nameOf(id), path: personPath(id) }));
