import { holds, type Person, type Roster, type Unit } from '../roster/roster.ts';
import { FLAG_TITLE } from '../roster/words.ts';
import type { Group, Person as PlatformPerson } from '../simulator/chat.ts';

/** A group of the stand-in platform and the unit it belongs to. */
export interface CountyGroup {
  readonly group: Group;
  readonly unit: Unit;
  readonly key: string;
}

const TITLES = [
  ['office', '活动办'],
  ['supervisor', '督导'],
  ['principal', '主要负责人'],
  ['leader', '班子成员'],
  ['secretary', '书记'],
  ['deputy', '副书记'],
  ['member', '党员'],
] as const;

/** Everybody of the roster as a member of the platform, with what they are beside the name: a branch's secretary first. */
export function countyPeople(roster: Roster): PlatformPerson[] {
  return roster.units
    .flatMap(({ id }) => roster.residents(id).toSorted((a, b) => rank(a) - rank(b)))
    .flatMap((person) => {
      if (person.account === null) return [];
      const team = roster.titleOf(person.home).replace('/', ' ');
      return [{ userid: person.account, name: person.name, note: noteOf(person), team }];
    });
}

const ORDER = ['secretary', 'office', 'principal', 'leader', 'supervisor'] as const;

function rank(person: Person): number {
  const found = ORDER.findIndex((role) => holds(person, role));
  return found < 0 ? ORDER.length : found;
}

function noteOf(person: Person): string {
  const titles = TITLES.filter(([role]) => holds(person, role)).map(([, title]) => title);
  const main = titles.length > 1 ? titles.filter((title) => title !== '党员') : titles;
  const flags = person.flags.map((flag) => FLAG_TITLE[flag]);
  return [...(main.length > 0 ? main : ['群众']), ...flags].join(' · ');
}

/** A group for every unit that has a webhook: a branch's own people, a unit's with all below it, the office's staff. */
export function countyGroups(roster: Roster): CountyGroup[] {
  return roster.units.flatMap((unit): CountyGroup[] => {
    const key = unit.webhook === null ? null : URL.parse(unit.webhook)?.searchParams.get('key');
    if (!key) return [];
    const people = unit.kind === 'office' ? officeStaff(roster) : [...roster.peopleOf(unit.id)];
    const name = unit.kind === 'branch' ? unit.title.replace('/', ' ') : unit.name;
    return [
      {
        unit,
        key,
        group: {
          id: `wr-${unit.id}`,
          name: `${name}群`,
          members: people.flatMap(({ account }) => account ?? []),
        },
      },
    ];
  });
}

/** Who works at the office or answers for it. */
function officeStaff(roster: Roster): Person[] {
  const { id } = roster.root;
  return [...new Set([...roster.residents(id), ...roster.holders('office', id)])];
}

/** The group nobody has bound yet, where the visitor begins, and the secretary who may bind it. */
export function openingScene(roster: Roster): { readonly place: CountyGroup; readonly secretary: Person } {
  const place = countyGroups(roster).findLast(({ unit }) => unit.kind === 'branch');
  const [secretary] = place ? roster.holders('secretary', place.unit.id) : [];
  if (!place || !secretary)
    throw new Error('a roster for the demo has a branch with a group and a secretary');
  return { place, secretary };
}

/** The groups in which the guided tour takes place. */
export function tourGroups(roster: Roster): { readonly branch: string; readonly office: string } {
  const office = countyGroups(roster).find(({ unit }) => unit.kind === 'office');
  if (!office) throw new Error('a roster for the demo has a group of the office');
  return { branch: openingScene(roster).place.group.id, office: office.group.id };
}
