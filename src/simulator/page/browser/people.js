import { byId, make } from './dom.js';

/** Fills the choice of who one is: those of the group first, each team together. */
export function drawPeople({ people }, me, group) {
  const inside = people.filter(({ userid }) => group?.members.includes(userid));
  const outside = people.filter(({ userid }) => !group?.members.includes(userid));
  const sections = group
    ? [...byTeam(inside, '本群成员', '本群 · '), ...byTeam(outside, '其他人')]
    : byTeam(outside, '');
  byId('me').replaceChildren(...sections.flatMap(({ label, team }) => section(label, team, me)));
}

function byTeam(people, nameless, prefix = '') {
  const teams = Map.groupBy(people, ({ team }) => team);
  return [...teams].map(([name, team]) => ({ label: name ? `${prefix}${name}` : nameless, team }));
}

function section(label, team, me) {
  const options = team.map(({ userid, name, note }) =>
    make('option', { value: userid, selected: userid === me }, note ? `${name}（${note}）` : name),
  );
  return label ? [make('optgroup', { label }, ...options)] : options;
}
