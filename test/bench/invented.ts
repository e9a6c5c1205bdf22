import {
  type Duty,
  type Person,
  personId,
  type RosterData,
  type UnitData,
  type UnitId,
} from '../../src/roster/roster.ts';
import type { CountySize } from './size.ts';

export const OFFICE = '云溪县活动办' as UnitId;

const BRANCHES_A_UNIT = 5;
const CATEGORIES = ['机关', '事业单位', '乡镇', '国有企业'] as const;
const SURNAMES = [...'林陈何莫白沈温柳江石苗方'];
const GIVEN = ['小雨', '大山', '青', '问之', '云舒', '晓岚', '立夏', '长河', '思源', '望舒', '知秋'];

/** A county that is nowhere, with so many branches and people, spread evenly; each branch's first is its secretary. */
export function inventRoster({ branches, people }: CountySize): RosterData {
  const units = inventUnits(branches);
  const leaves = units.filter(({ kind }) => kind === 'branch');
  return {
    units,
    people: Array.from({ length: people }, (_, number) => inventPerson(number, leaves)),
    former: [],
  };
}

function inventUnits(branches: number): UnitData[] {
  const office: UnitData = {
    id: OFFICE,
    name: OFFICE,
    kind: 'office',
    category: '',
    parent: null,
    webhook: null,
  };
  const count = Math.ceil(branches / BRANCHES_A_UNIT);
  const units = Array.from({ length: count }, (_, number) => inventUnit(`第${number + 1}局`, number, OFFICE));
  const leaves = Array.from({ length: branches }, (_, number): UnitData => {
    const above = Math.floor(number / BRANCHES_A_UNIT);
    const parent = `第${above + 1}局` as UnitId;
    const name = `第${(number % BRANCHES_A_UNIT) + 1}支部`;
    return { ...inventUnit(name, above, parent), id: `${parent}/${name}` as UnitId, kind: 'branch' };
  });
  return [office, ...units, ...leaves];
}

function inventUnit(name: string, number: number, parent: UnitId): UnitData {
  const category = CATEGORIES[number % CATEGORIES.length] ?? '';
  return { id: name as UnitId, name, kind: 'unit', category, parent, webhook: null };
}

function inventPerson(number: number, leaves: readonly UnitData[]): Person {
  const home = leaves[number % leaves.length];
  if (!home) throw new RangeError('a county has one branch at least');
  const surname = SURNAMES[number % SURNAMES.length] ?? '';
  const given = GIVEN[number % GIVEN.length] ?? '';
  return {
    id: personId(`m${String(number).padStart(6, '0')}`),
    account: `m${String(number).padStart(6, '0')}`,
    name: `${surname}${given}`,
    home: home.id,
    duties: dutiesOf(number, home, leaves.length),
    flags: number % 40 === 39 ? ['retired'] : [],
  };
}

function dutiesOf(number: number, home: UnitData, branches: number): Duty[] {
  const duties: Duty[] = [{ role: 'member', unit: home.id }];
  if (number >= branches) return duties;
  duties.push({ role: 'secretary', unit: home.id });
  if (home.parent !== null && number % BRANCHES_A_UNIT === 0)
    duties.push({ role: 'leader', unit: home.parent }, { role: 'principal', unit: home.parent });
  return duties;
}
