import { expect, it, onTestFinished } from 'vitest';
import type { RecordId } from '../../../src/records/records.ts';
import { planWorkbook, workbookErrand } from '../../../src/report/workbook/plan.ts';
import { groupSight } from '../../../src/report/workbook/sight.ts';
import { Workshop } from '../../../src/report/workshop.ts';
import { personId, Roster } from '../../../src/roster/roster.ts';
import { inventRoster, OFFICE } from '../../bench/invented.ts';
import { only, say, World } from '../../outreach/support/world.ts';
import { turnsDuring } from '../../support/turns.ts';
import { partsOf } from '../support/opened.ts';

const SIZE = { branches: 1_200, people: 26_000 };

/** A whole county that has met once, all of it, and of which every other person has written. */
function largeCounty(): World {
  const data = inventRoster(SIZE);
  const world = new World({
    campaign: only('collective-study', 'essay'),
    units: data.units,
    people: data.people,
  });
  expect(new Roster(data).leaves(OFFICE)).toHaveLength(SIZE.branches);
  world.meets(
    OFFICE,
    '2014-03-05 09:00',
    360,
    data.people.map(({ id }) => id),
  );
  for (const [index, { id, home }] of data.people.entries())
    if (index % 2 === 0)
      world.record({
        kind: 'essay.written',
        unit: home,
        id: `essay-${index}` as RecordId,
        at: world.moment('2014-03-20 09:00'),
        by: personId(id),
        person: personId(id),
        topic: '三思三观',
        text: null,
        file: null,
        length: 0,
      });
  return world;
}

it('of 1,200 branches and 26,000 people is planned in small steps and made in the worker, below what a message takes', async () => {
  const world = largeCounty();
  const brief = {
    progress: world.progress(),
    unit: OFFICE,
    sight: groupSight(true),
    now: world.moment('2014-04-20 10:00'),
    say,
  };
  let steps = 0;
  const planning = planWorkbook(brief);
  let step = planning.next();
  for (; !step.done; step = planning.next()) steps++;
  expect(steps).toBeGreaterThan(SIZE.people);
  const planned = Object.fromEntries(step.value.sheets.map(({ name, rows }) => [name, rows.count]));
  expect(planned).toMatchObject({ 单位: 240, 支部: SIZE.branches, 体会文章: SIZE.people, 学习与出勤: 1 });

  const files = { put: () => Promise.reject(new Error('not used')), get: () => Promise.reject(new Error()) };
  const workshop = new Workshop({ files });
  onTestFinished(() => workshop.close());
  let file: Uint8Array = new Uint8Array();
  const turns = await turnsDuring(async () => {
    file = await workshop.make(workbookErrand(brief));
  });
  expect(turns).toBeGreaterThan(20);
  expect(file.length).toBeLessThan(5_000_000);
  const parts = await partsOf(file);
  const rowsIn = (name: string) => (parts.get(name) ?? '').split('<row ').length - 1;
  const essays = Object.keys(planned).indexOf('体会文章') + 1;
  expect(rowsIn(`xl/worksheets/sheet${essays}.xml`)).toBe(SIZE.people + 3);
});
