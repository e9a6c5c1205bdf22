import { holds, Roster, type RosterData, type Unit } from './roster.ts';

/** What a clerk should know about a roster that can be imported nevertheless. Holds no webhook key. */
export function rosterNotices(data: RosterData): readonly string[] {
  const roster = new Roster(data);
  const leaves = roster.units.filter((unit) => isLeafWithPeople(roster, unit));
  const leaderless = leaves.filter((unit) => roster.holders('secretary', unit.id).length === 0);
  const silent = [roster.root, ...leaves].filter(({ webhook }) => webhook === null);
  const sorted = roster.units.filter(({ kind, category }) => kind === 'unit' && category === '');
  return [
    ...leaderless.map(({ title }) => `“${title}”还没有书记，开会、提醒都要由书记经手`),
    ...about(silent, '没有填推送地址，机器人不能主动往这些群里发提醒'),
    ...withoutPeople(roster),
    ...about(sorted, '没有填类别，按类别布置的规定动作不会算到'),
    ...(roster.people.some((person) => holds(person, 'office')) ? [] : ['还没有人的角色是“活动办”']),
    ...sharedWebhooks(roster),
  ];
}

/** Where people meet: a branch, or a unit that has no units below it. */
function isLeafWithPeople(roster: Roster, unit: Unit): boolean {
  if (roster.residents(unit.id).length === 0) return false;
  return unit.kind === 'branch' || (unit.kind === 'unit' && roster.children(unit.id).length === 0);
}

/** Units that are asked nothing, since nobody belongs to them. */
export function withoutPeople(roster: Roster): readonly string[] {
  const empty = roster.units.filter(({ id }) => roster.headcount(id) === 0);
  return about(empty, '没有人，不布置任何要求；有人的话，请在名册里补上');
}

function about(units: readonly Unit[], what: string): readonly string[] {
  return units.length === 0 ? [] : [`${units.map(({ title }) => `“${title}”`).join('、')}${what}`];
}

// Dragging a cell down in Excel copies one group's address to the next, and one branch would read another's names.
function sharedWebhooks(roster: Roster): readonly string[] {
  const groups = Map.groupBy(
    roster.units.filter(({ webhook }) => webhook !== null),
    ({ webhook }) => webhook,
  );
  return [...groups.values()]
    .filter((units) => units.length > 1)
    .flatMap((units) => about(units, '填了同一个推送地址，请确认它们是不是同一个群'));
}
