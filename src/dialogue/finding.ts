import type { Person, Roster, Unit, UnitId } from '../roster/roster.ts';
import { nearest } from '../wording/nearest.ts';
import { excerpt } from '../wording/plain.ts';
import { type Context, Refusal } from './command.ts';

/** How many of the possible ones are shown. */
const MOST = 8;

const sameName = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** The units a name may mean: by full path, else by own name, the speaker's neighbours first. */
export function unitsNamed(roster: Roster, name: string, near: UnitId): readonly Unit[] {
  const wanted = sameName(name);
  const exact = roster.units.filter((unit) => sameName(unit.title) === wanted);
  if (exact.length > 0) return exact;
  const named = roster.units.filter((unit) => sameName(unit.name) === wanted);
  const [, parent] = [...roster.lineage(near)];
  const neighbours = named.filter((unit) => unit.parent === near || unit.parent === parent?.id);
  return neighbours.length > 0 ? neighbours : named;
}

/** The one unit meant. Refuses with what to type instead when there is none or more than one. */
export function requireUnit(context: Context, name: string): Unit {
  const { roster, say } = context;
  const found = unitsNamed(roster, name, context.unit.id);
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  if (only)
    throw new Refusal(
      say('errors.unit-ambiguous', {
        name: excerpt(name, 20),
        choices: found.slice(0, MOST).map(({ title }) => ({ id: title })),
      }),
    );
  const near = nearest(
    name,
    roster.units.flatMap((unit) => [unit.name, unit.title]),
  );
  throw new Refusal(say('errors.unit-unknown', { name: excerpt(name, 20), near }));
}

/** The people a name or userid means, among those given. */
export function peopleNamed(people: Iterable<Person>, name: string): readonly Person[] {
  const wanted = sameName(name);
  const all = [...people];
  const byAccount = all.filter(({ id, account }) => (account ?? id) === wanted);
  return byAccount.length > 0 ? byAccount : all.filter((person) => sameName(person.name) === wanted);
}

/** The one person meant within a unit and below it, or among others whom the unit may speak of. */
export function requirePerson(
  context: Context,
  name: string,
  within: UnitId,
  among: Iterable<Person> = context.roster.peopleOf(within),
): Person {
  const people = [...among];
  const found = peopleNamed(people, name);
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const { say } = context;
  if (only)
    throw new Refusal(
      say('errors.person-ambiguous', {
        name: excerpt(name, 20),
        choices: found
          .slice(0, MOST)
          .map(({ id, account, home }) => ({ id: account ?? id, home: context.roster.titleOf(home) })),
      }),
    );
  const near = nearest(
    name,
    people.map((person) => person.name),
  );
  throw new Refusal(
    say('errors.person-unknown', { name: excerpt(name, 20), unit: context.roster.titleOf(within), near }),
  );
}
