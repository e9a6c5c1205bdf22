import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRoster } from '../../src/roster/parse.ts';
import {
  type Duty,
  FLAGS,
  type Person,
  personId,
  ROLES,
  type RosterData,
  type UnitData,
  type UnitId,
} from '../../src/roster/roster.ts';
import { anyText } from '../support/any-text.ts';
import { dataOf, printRoster } from './sheets.ts';

const han = fc.constantFrom(...'春夏秋冬东南西北金木水火土张王李赵');
const words = fc.array(han, { minLength: 2, maxLength: 5 }).map((characters) => characters.join(''));
const webhook = fc.option(
  fc
    .stringMatching(/^[\w-]{8,20}$/)
    .map((key) => `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}`),
);

interface Seed {
  readonly names: readonly string[];
  readonly units: readonly {
    readonly above: number;
    readonly category: string;
    readonly webhook: string | null;
    readonly branches: readonly string[];
  }[];
  readonly people: readonly {
    readonly account: string;
    readonly name: string;
    readonly home: number;
    readonly roles: readonly string[];
    readonly supervised: readonly number[];
    readonly flags: RosterData['people'][number]['flags'];
  }[];
}

const seed: fc.Arbitrary<Seed> = fc.record({
  names: fc.uniqueArray(words, { minLength: 6, maxLength: 6 }),
  units: fc.array(
    fc.record({
      above: fc.nat(),
      category: words,
      webhook,
      branches: fc.uniqueArray(words, { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  people: fc.uniqueArray(
    fc.record({
      account: fc.stringMatching(/^[a-z0-9][\w\-@.]{0,12}$/).map((text) => text.toLowerCase()),
      name: words,
      home: fc.nat(),
      roles: fc.subarray(['member', 'secretary', 'leader', 'principal', 'office']),
      supervised: fc.array(fc.nat(), { maxLength: 3 }),
      flags: fc.subarray([...FLAGS]),
    }),
    { selector: ({ account }) => account, maxLength: 12 },
  ),
});

function grow({ names, units: seeds, people: folk }: Seed): RosterData {
  const tree = seeds.flatMap(({ above, category, webhook, branches }, index): readonly UnitData[] => {
    const id = names[index] as UnitId;
    const parent = index === 0 ? null : (names[above % index] as UnitId);
    const unit: UnitData = { id, name: id, kind: index === 0 ? 'office' : 'unit', category, parent, webhook };
    const below = branches.map(
      (name): UnitData => ({
        id: `${id}/${name}` as UnitId,
        name,
        kind: 'branch',
        category,
        parent: id,
        webhook: null,
      }),
    );
    return [unit, ...below];
  });
  return { units: tree, people: folk.map((each) => settle(each, tree)), former: [] };
}

function settle(
  { account, name, home, roles, supervised, flags }: Seed['people'][number],
  units: readonly UnitData[],
): Person {
  const pick = (index: number, from: readonly UnitData[]) => from[index % from.length]?.id ?? ('' as UnitId);
  const at = pick(home, units);
  const owner = (at.split('/')[0] ?? '') as UnitId;
  const root = units.find(({ parent }) => parent === null)?.id ?? at;
  const whole = new Set(roles.includes('principal') ? [...roles, 'leader'] : roles);
  if (flags.includes('applicant')) whole.delete('member');
  const place = { member: at, secretary: at, leader: owner, principal: owner, office: root };
  const held = Object.entries(place).filter(([role]) => whole.has(role));
  const watched = new Set(
    supervised.map((index) =>
      pick(
        index,
        units.filter(({ kind }) => kind !== 'branch'),
      ),
    ),
  );
  const duties: readonly Duty[] = [
    ...held.flatMap(([role, unit]) =>
      ROLES.filter((known) => known === role).map((known) => ({ role: known, unit })),
    ),
    ...[...watched].map((unit): Duty => ({ role: 'supervisor', unit })),
  ];
  const order = ({ role, unit }: Duty) => `${ROLES.indexOf(role)} ${unit}`;
  return {
    id: personId(account),
    account: personId(account),
    name,
    home: at,
    duties: duties.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)),
    flags,
  };
}

it('keeps every roster that is printed in the clerk’s columns and parsed again', () => {
  fc.assert(
    fc.property(seed, (grown) => {
      const data = grow(grown);
      expect(dataOf(parseRoster(printRoster(data)))).toEqual(data);
    }),
  );
});

it('never throws, whatever stands in the cells, and tells either data or mistakes', () => {
  const cell = fc.oneof(anyText(), words, fc.constantFrom('', '县教育局', '督导（', '书记'));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 10, maxLength: 10 }), { maxLength: 8 }), (cells) => {
      const header = printRoster({ units: [], people: [], former: [] });
      const rows = cells.map((line, index) => ({ number: index + 2, cells: line }));
      const parsed = parseRoster([...header, ...rows]);
      expect('mistakes' in parsed ? parsed.mistakes.length : parsed.data.units.length).toBeGreaterThan(0);
    }),
  );
});
