import { describe, expect, it } from 'vitest';
import { digestFor } from '../../src/outreach/digest.ts';
import type { CellTable, Picture } from '../../src/report/chart/picture.ts';
import type { Person, UnitData, UnitId } from '../../src/roster/roster.ts';
import { atOnce } from '../../src/time/steps.ts';
import { inventedWorld, shipped } from '../report/support/invented.ts';
import { BUREAU, FIRST, OFFICE, only, person, SECOND, UNITS, WATER, World, xianju } from './support/world.ts';

function pictures(world: World, when: string, unit?: UnitId): Picture[] {
  const { pictures } = atOnce(digestFor(world.outlook(when), `digest/${OFFICE}/2014-W12`, unit));
  return pictures.flatMap(({ content: { order } }) => (order.kind === 'picture' ? [order.picture] : []));
}

function table(picture: Picture | undefined): CellTable {
  if (picture?.table.kind !== 'cells') throw new Error('no table of cells');
  return picture.table;
}

const marks = (picture: Picture | undefined): string[][] =>
  table(picture).cells.map((row) => row.map(({ mark, amount }) => (amount ? `${mark} ${amount}` : mark)));

const FRIDAY = '2014-03-21 17:00';

describe('the picture of a few units', () => {
  it('follows the digest with a key of its own, covers nothing and nudges nobody', () => {
    const { message, pictures } = atOnce(digestFor(new World().outlook(FRIDAY), `digest/${OFFICE}/2014-W12`));
    expect(pictures).toHaveLength(1);
    expect(pictures[0]).toMatchObject({
      key: `digest/${OFFICE}/2014-W12/picture`,
      to: message.to,
      covers: [],
      nudges: [],
      content: { type: 'image', name: '第12周一图看进度.png' },
    });
  });

  it('has a row a requirement and a column a unit, in the order of the campaign and of the roster', () => {
    const { rows, columns } = table(pictures(new World(), FRIDAY)[0]);
    const titles = xianju().requirements.map(({ title }) => title);
    expect(rows.map(({ text }) => text)).toEqual(
      titles.filter((title) => rows.some(({ text }) => text === title)),
    );
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
    expect(columns.map(({ text }) => text)).toEqual(['县教育局', '县水利局']);
  });

  it('tells what is met from what is begun and what is not, and what is late', () => {
    const world = new World({ campaign: only('three-thoughts', 'essay') });
    world.meets(WATER, '2014-03-18 09:00', 240, ['bai'], '三思三观');
    world.meets(FIRST, '2014-03-18 09:00', 240, ['lin', 'chen', 'he'], '三思三观');
    world.meets(SECOND, '2014-03-18 09:00', 240, ['mo'], '三思三观');
    world.writes('lin', '2014-03-19 09:00');
    expect(marks(pictures(world, FRIDAY)[0])).toEqual([
      ['met', 'met'],
      ['partly 1/4', 'unmet'],
    ]);
    const late = pictures(world, '2014-05-09 17:00')[0];
    expect(marks(late)[1]).toEqual(['late 1/4', 'late']);
    expect(table(late).rows.map(({ late }) => late)).toEqual([false, true]);
    expect(table(late).rows.map(({ note }) => note)).toEqual(['全部完成', expect.stringMatching(/已过期$/)]);
  });

  it('marks what is new since the last digest, once', () => {
    const world = new World({ campaign: only('three-thoughts') });
    world.meets(WATER, '2014-03-18 09:00', 240, ['bai'], '三思三观');
    const fresh = (when: string) =>
      table(pictures(world, when)[0]).cells.map((row) => row.map((each) => each.fresh));
    expect(fresh(FRIDAY)).toEqual([[false, true]]);
    expect(pictures(world, FRIDAY)[0]?.tiles.map(({ value }) => value)).toEqual(['0', '1', '0', '+1']);
    world.queue([atOnce(digestFor(world.outlook(FRIDAY), `digest/${OFFICE}/2014-W12`)).message], FRIDAY);
    expect(fresh('2014-03-28 17:00')).toEqual([[false, false]]);
  });

  it('explains the marks that are seen and no others, what they do not mean, and that nobody is ranked', () => {
    const world = new World({ campaign: only('three-thoughts') });
    const [picture] = pictures(world, FRIDAY);
    expect(picture?.legend).toEqual([{ mark: 'unmet', text: '还没有完成' }]);
    expect(picture?.footnotes.join('')).toMatch(/“还没有完成”.*不等于没有做.*不排名次/);
  });

  it('lists what falls due in two weeks, and says so when nothing does', () => {
    const world = new World({ campaign: only('three-thoughts') });
    expect(pictures(world, FRIDAY)[0]?.list?.lines).toEqual([
      '4月1日（周二）截止，本县定　“三思三观”集中讨论1次，不少于半天',
    ]);
    expect(pictures(world, '2014-03-07 17:00')[0]?.list?.lines).toEqual(['没有']);
  });

  it("of a unit's own digest shows its branches", () => {
    const world = new World({ campaign: only('essay') });
    world.meets(FIRST, '2014-03-18 09:00', 240, ['lin', 'chen', 'he'], '三思三观');
    world.meets(SECOND, '2014-03-18 09:00', 240, ['mo'], '三思三观');
    world.writes('mo', '2014-03-19 09:00');
    const [picture] = pictures(world, FRIDAY, BUREAU);
    expect(table(picture).columns.map(({ text }) => text)).toEqual(['第一支部', '第二支部']);
    expect(marks(picture)).toEqual([['unmet', 'met']]);
    expect(picture?.subheading).toContain('县教育局');
  });

  it('is none where nothing is asked of anybody', () => {
    expect(pictures(new World({ campaign: { ...xianju(), requirements: [] } }), FRIDAY)).toEqual([]);
  });
});

describe('the pictures of many units', () => {
  const world = inventedWorld(120, shipped('xianju'));
  const all = pictures(world, FRIDAY);

  it('are one that shows how many, and tables of each unit', () => {
    expect(all.map(({ table }) => table.kind)).toEqual(['bars', 'cells', 'cells']);
    const names = all.slice(1).flatMap((picture) => table(picture).rows.map(({ text }) => text));
    expect(names).toEqual(world.roster.units.filter(({ kind }) => kind === 'unit').map(({ name }) => name));
    expect(new Set(all.map(({ heading }) => heading)).size).toBe(3);
  });

  it('count as the digest does: the parts of a bar are the whole', () => {
    const [first] = all;
    if (first?.table.kind !== 'bars') throw new Error('no bars');
    expect(first.table.bars.length).toBe(table(all[1]).columns.length);
    for (const { met, partly, unmet, idle, amount } of first.table.bars)
      expect(amount).toContain(`完成${met}/${met + partly + unmet + idle}`);
    const study = first.table.bars.find(({ label }) => label.text.startsWith('集中学习讨论'));
    const cells = all
      .slice(1)
      .flatMap((picture) => table(picture).cells.map((row) => row[(study?.label.number ?? 0) - 1]));
    expect(cells.filter((cell) => cell?.mark === 'met')).toHaveLength(study?.met ?? -1);
    expect(cells.filter((cell) => cell?.mark === 'partly')).toHaveLength(study?.partly ?? -1);
    expect(study?.met).toBeGreaterThan(0);
    expect(study?.partly).toBeGreaterThan(0);
  });

  it('show units of the same name with the unit above', () => {
    const twins = [...UNITS, twin('县教育局'), twin('县水利局')];
    const { columns } = table(
      pictures(
        new World({ units: twins, people: oneEach(twins), campaign: only('three-thoughts') }),
        FRIDAY,
      )[0],
    );
    expect(columns.map(({ text }) => text)).toEqual([
      '县教育局',
      '县水利局',
      '县教育局 中心校',
      '县水利局 中心校',
    ]);
  });

  const twin = (parent: string): UnitData => ({
    id: `${parent}/中心校` as UnitId,
    name: '中心校',
    kind: 'unit',
    category: '机关',
    parent: parent as UnitId,
    webhook: null,
  });

  it('show the level right below together where there are too many', () => {
    const towns = Array.from({ length: 12 }, (_, town) => unitOf(`第${town + 1}镇`, OFFICE));
    const villages = towns.flatMap(({ id }) =>
      Array.from({ length: 20 }, (_, village) => unitOf(`${id}/第${village + 1}村`, id)),
    );
    const root = UNITS.filter(({ parent }) => parent === null);
    const units = [...root, ...towns, ...villages];
    const world = new World({ units, people: oneEach(units), campaign: only('three-thoughts') });
    const [glance, detail, ...more] = pictures(world, FRIDAY);
    expect(glance?.table.kind).toBe('bars');
    expect(table(detail).rows.map(({ text }) => text)).toEqual(towns.map(({ name }) => name));
    expect(more).toEqual([]);
    const flat = new World({
      units: [...root, ...villages.map((unit) => ({ ...unit, parent: OFFICE }))],
      people: oneEach(villages),
      campaign: only('three-thoughts'),
    });
    expect(pictures(flat, FRIDAY).map(({ table }) => table.kind)).toEqual(['bars']);
  });

  // Units without people are asked nothing.
  const oneEach = (units: readonly UnitData[]): readonly Person[] =>
    units.map(({ id }, index) => person(`someone${index}`, '某人', id));

  const unitOf = (id: string, parent: UnitId): UnitData => ({
    id: id as UnitId,
    name: id.split('/').at(-1) ?? id,
    kind: 'unit',
    category: '机关',
    parent,
    webhook: null,
  });
});
