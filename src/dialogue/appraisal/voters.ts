import type { VoterGroup } from '../../campaign/appraisal.ts';
import { findTerm } from '../../campaign/campaign.ts';
import type { Voter } from '../../records/records.ts';
import type { Person, PersonId, Roster, Unit } from '../../roster/roster.ts';
import { nearest } from '../../wording/nearest.ts';
import { excerpt } from '../../wording/plain.ts';
import { type Context, Refusal } from '../command.ts';
import { peopleNamed } from '../finding.ts';

const CHOICES = 6;
/** Stands in front of people who are appraised beside the unit's leaders. */
const APPRAISED: ReadonlySet<string> = new Set(['评议对象', '对象']);

/** Who was named when a ballot was opened. */
export interface Named {
  readonly voters: ReadonlyMap<PersonId, string>;
  readonly appraised: readonly PersonId[];
}

/** Reads `服务对象 范思远 苏志刚 评议对象 赵磊`: each person belongs to the heading last named. */
export function readNamed(context: Context, groups: readonly VoterGroup[], words: readonly string[]): Named {
  const voters = new Map<PersonId, string>();
  const appraised: PersonId[] = [];
  let heading: string | undefined;
  for (const word of words) {
    const group = findTerm(groups, word);
    if (group || APPRAISED.has(word)) heading = group?.name ?? '';
    else if (heading === undefined) throw new Refusal(unknownHeading(context, groups, word));
    else if (heading === '') appraised.push(personNamed(context, word).id);
    else voters.set(personNamed(context, word).id, heading);
  }
  return { voters, appraised };
}

const unknownHeading = ({ say }: Context, groups: readonly VoterGroup[], word: string): string =>
  say('appraisal.heading', {
    word: excerpt(word, 20),
    groups: groups.map(({ name }) => name).join('、'),
    example: groups.find(({ from }) => from === 'named')?.name ?? null,
  });

function personNamed({ roster, say }: Context, name: string): Person {
  const [only, ...others] = peopleNamed(roster.people, name);
  if (only && others.length === 0) return only;
  const shown = excerpt(name, 20);
  if (only)
    throw new Refusal(
      say('errors.person-ambiguous', {
        name: shown,
        choices: [only, ...others]
          .slice(0, CHOICES)
          .map(({ account, home }) => ({ id: account, home: roster.titleOf(home) })),
      }),
    );
  const near = nearest(
    name,
    roster.people.map((person) => person.name),
  );
  throw new Refusal(say('errors.person-unknown', { name: shown, unit: roster.root.name, near }));
}

/** Everybody who may vote on the unit's leadership, each in one group: as named, else the first group that fits. */
export function votersOf(
  roster: Roster,
  groups: readonly VoterGroup[],
  unit: Unit,
  named: Named['voters'],
): readonly Voter[] {
  return roster.people.flatMap((person) => {
    const group = named.get(person.id) ?? groups.find((each) => belongs(roster, each, person, unit))?.name;
    return group === undefined ? [] : [{ person: person.id, group }];
  });
}

function belongs(roster: Roster, { from, category, role }: VoterGroup, person: Person, unit: Unit): boolean {
  const home = roster.unit(person.home);
  if (!home || from === 'named') return false;
  const inside = roster.within(person.home, unit.id);
  const place =
    from === 'unit' ? inside : !inside && (category.length === 0 || category.includes(home.category));
  return place && (role.length === 0 || person.duties.some((duty) => role.includes(duty.role)));
}

/** The unit's leaders in the roster's order, and behind them those who were named. */
export function leadersOf(roster: Roster, unit: Unit, named: readonly PersonId[]): readonly PersonId[] {
  const leaders = roster.people.filter(({ duties }) =>
    duties.some((duty) => duty.unit === unit.id && (duty.role === 'principal' || duty.role === 'leader')),
  );
  return [...new Set([...leaders.map(({ id }) => id), ...named])];
}
