import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overview } from '../../src/outreach/overview.ts';
import { Progress } from '../../src/progress/progress.ts';
import { State } from '../../src/progress/state.ts';
import type { LedgerRecord, RecordId } from '../../src/records/records.ts';
import { type Person, personId, Roster, type UnitData, type UnitId } from '../../src/roster/roster.ts';
import { Zone } from '../../src/time/zone.ts';
import { instant, sampleCampaign } from '../support/county.ts';
import { openingDay } from '../support/opening-day.ts';

const AT = instant('2014-03-10', '09:00');
const campaign = await sampleCampaign(
  () => `
id: tree
title: 活动
document: 测试〔2014〕1号
start: 2014-03-03
end: day 60
activities: [讨论]
topics: [三思三观]
requirements:
  - { id: unit, title: 讨论, clause: 一, each: unit, measure: sessions, of: { activity: [讨论] }, min: 1, by: day 30 }
  - { id: branch, title: 支部, clause: 二, each: branch, measure: sessions, of: { activity: [讨论] }, min: 1, by: day 30 }
  - { id: essay, title: 体会, clause: 三, each: person, measure: essays, of: { topic: [三思三观] }, min: 1, by: day 30 }
`,
);

/** A city, its counties, their towns and branches… as deep as it comes. */
interface Tree {
  readonly below: readonly Tree[];
  /** Where nothing is below: who lives there, and whether each has written; and how many came to talk. */
  readonly people: readonly boolean[];
  readonly came: number;
}

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    below: fc.oneof({ maxDepth: 5 }, fc.constant([]), fc.array(tie('tree'), { minLength: 1, maxLength: 3 })),
    people: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
    came: fc.nat({ max: 3 }),
  }),
}));
/** Something is below the office. */
const county = fc
  .array(tree, { minLength: 1, maxLength: 3 })
  .map((below): Tree => ({ below, people: [], came: 0 }));

/** What there is to count, straight from the tree: the units, the branches and the people, and who of them has. */
interface Count {
  readonly units: readonly [string, boolean][];
  readonly branches: readonly [string, boolean][];
  readonly people: readonly [string, boolean][];
}

function countOf({ below, people, came }: Tree, id: string): Count {
  // More than half of those who live there.
  const talked = Math.min(came, people.length) * 2 > people.length;
  if (below.length === 0)
    return { units: [], branches: [[id, talked]], people: people.map((wrote, n) => [`${id}-p${n}`, wrote]) };
  const counts = below.map((each, n) => countOf(each, `${id}-${n}`));
  const branches = counts.flatMap((each) => each.branches);
  return {
    units: [[id, branches.every(([, has]) => has)], ...counts.flatMap((each) => each.units)],
    branches,
    people: counts.flatMap((each) => each.people),
  };
}

const without = ({ units, ...rest }: Count, office: string): Count => ({
  ...rest,
  units: units.filter(([id]) => id !== office),
});

function progressOf(root: Tree): Progress {
  const units: UnitData[] = [];
  const people: Person[] = [];
  const state = new State();
  const note = (record: LedgerRecord): void =>
    state.apply({ cause: record.id, at: AT, records: [record], outbox: [] });
  grow(root, 'c', null);
  const roster = new Roster({ units, people, former: [] });
  return new Progress(campaign, roster, state, new Zone('Asia/Shanghai'), openingDay);

  function grow({ below, ...rest }: Tree, name: string, parent: UnitId | null): void {
    const id = name as UnitId;
    const kind = parent === null ? 'office' : below.length === 0 ? 'branch' : 'unit';
    units.push({ id, name, kind, category: '', parent, webhook: null });
    if (kind === 'branch') settle(id, rest);
    for (const [n, each] of below.entries()) grow(each, `${name}-${n}`, id);
  }

  function settle(home: UnitId, { people: residents, came }: Omit<Tree, 'below'>): void {
    const by = personId(`${home}-p0`);
    for (const [n, wrote] of residents.entries()) {
      const person = personId(`${home}-p${n}`);
      const duties = [{ role: 'member' as const, unit: home }];
      people.push({ id: person, account: person, name: person, home, duties, flags: [] });
      const essay = {
        ...fact(home, `${person}-essay`, person),
        topic: '三思三观',
        text: '一篇',
        file: null,
        length: 2,
      };
      if (wrote) note({ ...essay, kind: 'essay.written', person });
    }
    const opened = fact(home, `${home}-talk`, by);
    const meeting = {
      activity: '讨论',
      topic: null,
      title: '讨论',
      mode: null,
      joined: [],
      code: null,
    };
    note({ ...opened, ...meeting, kind: 'session.opened', start: AT, minutes: null });
    const session = opened.id;
    for (const [n] of residents.slice(0, came).entries()) {
      const person = personId(`${home}-p${n}`);
      const signed = { ...fact(home, `${person}-in`, person), session, person, late: null };
      note({ ...signed, kind: 'attended', mode: '现场' });
    }
    note({ ...fact(home, `${home}-end`, by), kind: 'session.closed', session, minutes: 120 });
  }
}

const fact = (unit: UnitId, id: string, by: Person['id']) => ({ id: id as RecordId, at: AT, by, unit });

const namesOf = (list: readonly [string, boolean][], wanted?: boolean): string[] =>
  list.filter(([, has]) => wanted === undefined || has === wanted).map(([id]) => id);

const rolled = (list: readonly [string, boolean][]) => ({
  asked: namesOf(list),
  met: namesOf(list, true),
  missing: namesOf(list, false),
});

it('rolls up along a tree of any depth what a direct count of it gives, at every unit', () => {
  fc.assert(
    fc.property(county, (root) => {
      const progress = progressOf(root);
      check(root, 'c');

      function check(node: Tree, id: string): void {
        const count = without(countOf(node, id), 'c');
        const found = new Map(
          [...progress.rollup(id as UnitId), ...progress.coverage(id as UnitId)].map(
            ({ requirement, asked, met, missing }) => [requirement.id, { asked, met, missing }],
          ),
        );
        expect(found.get('unit') ?? rolled([])).toEqual(rolled(count.units));
        expect(found.get('branch')).toEqual(rolled(count.branches));
        expect(found.get('essay')).toEqual(rolled(count.people));
        for (const [n, each] of node.below.entries()) check(each, `${id}-${n}`);
      }
    }),
    { numRuns: 60 },
  );
});

it('shows the office the same figures in the digest', () => {
  fc.assert(
    fc.property(county, (root) => {
      const { units, branches, people } = without(countOf(root, 'c'), 'c');
      const figures = new Map(
        overview(progressOf(root)).map(({ requirement, met, unmet }) => [requirement.id, { met, unmet }]),
      );
      const counted = (list: readonly [string, boolean][]) => ({
        met: namesOf(list, true).length,
        unmet: namesOf(list, false).length,
      });
      if (units.length > 0) expect(figures.get('unit')).toEqual(counted(units));
      expect(figures.get('branch')).toEqual(counted(branches));
      expect(figures.get('essay')).toEqual(counted(people));
    }),
    { numRuns: 60 },
  );
});
