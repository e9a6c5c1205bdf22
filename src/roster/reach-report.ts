import { type Person, type Role, type Roster, type Unit, unitsOf } from './roster.ts';
import { ROLE_TITLE } from './words.ts';

const LONGEST_LIST = 20;
const REACHING: readonly Role[] = ['office', 'supervisor', 'principal', 'leader', 'secretary'];

/** Whoever reads or decides for more than their own branch, by role; those who did not so far are marked. */
export function reachReport(roster: Roster, before: Roster | null): readonly string[] {
  const lines = REACHING.flatMap((role) => {
    const found = roster.people.flatMap((person) => reachOf(roster, before, person, role));
    if (found.length === 0) return [];
    const shown = found.toSorted((a, b) => Number(b.isNew) - Number(a.isNew)).slice(0, LONGEST_LIST);
    const rest = found.length > LONGEST_LIST ? `；……共 ${found.length} 人` : '';
    return [`  ${ROLE_TITLE[role]}：${shown.map(({ text }) => text).join('；')}${rest}`];
  });
  return lines.length > 0 ? ['权限超出本支部的人，请核对：', ...lines] : [];
}

function reachOf(roster: Roster, before: Roster | null, person: Person, role: Role) {
  const known = before?.person(person.id);
  const units = unitsOf(person, role).flatMap((id) => roster.unit(id) ?? []);
  const wide = units.filter((unit) => role === 'supervisor' || isMoreThanOne(roster, unit));
  if (wide.length === 0) return [];
  const isNew = before !== null && wide.some(({ id }) => !known || !unitsOf(known, role).includes(id));
  const place = role === 'office' ? '全县' : wide.map(({ title }) => title).join('、');
  return [{ isNew, text: `${person.name}（${place}${isNew ? '，新增' : ''}）` }];
}

const isMoreThanOne = (roster: Roster, { id }: Unit): boolean => roster.children(id).length > 0;
