import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { benchCheckIns, benchConnectedCheckIns } from './check-ins.ts';
import { benchCommits } from './commits.ts';
import { benchCounty } from './county.ts';
import { benchEssayFiles } from './essay-files.ts';
import { benchNotices } from './notices.ts';
import { type Row, ratioOf, tableOf } from './rows.ts';

const quiet = (): void => {};

function expectFigures(rows: readonly Row[]): void {
  for (const row of rows) {
    expect(row.ours, row.item).toBeGreaterThan(0);
    expect(ratioOf(row) ?? 1, row.item).toBeGreaterThan(0);
  }
}

it.each([
  ['the real callback, beside the echo bot', benchCheckIns],
  ['a real long connection, beside the echo bot of the official SDK', benchConnectedCheckIns],
])('lets real processes check in through %s', async (_, bench) => {
  const county = { branches: 2, people: 6 };
  const rows = await bench({ county, atOnce: [3], rounds: 1 }, quiet);
  expect(rows).toHaveLength(4);
  expectFigures(rows);
  expect(rows.every(({ reference }) => reference !== undefined)).toBe(true);
});

it('takes a document in until it is an essay on record, and watches the event loop meanwhile', async () => {
  const county = { branches: 2, people: 6 };
  const rows = await benchEssayFiles({ county, bytes: 200_000, rounds: 1 }, quiet);
  expectFigures(rows);
  const pause = { unit: 'ms', reference: 50, aim: { atMost: 1 } };
  expect(rows).toMatchObject([{ unit: 'ms' }, pause, pause]);
});

it('compares commits to a long ledger with commits to a short one', async () => {
  const rows = await benchCommits({ lines: { large: 200, small: 10 }, turns: 3, count: 20 }, quiet);
  expectFigures(rows);
  expect(rows[0]).toMatchObject({ aim: { atMost: 1.2 } });
});

it('reads back every record of the county it has invented, and plans from them', async () => {
  const rows = await benchCounty({ branches: 6, people: 30 }, quiet);
  expectFigures(rows);
  expect(rows.map(({ item }) => item).join('\n')).toMatch(/拟提醒 [1-9].*\n周报连图片、表格共 [1-9]/);
});

it('gives the answers SQL gives for all campaign files at once, and counts one record more of every kind', async () => {
  const campaigns = fileURLToPath(new URL('../../templates/campaigns/', import.meta.url));
  const rows = await benchNotices({ branches: 25, people: 75 }, campaigns, quiet);
  expectFigures(rows);
  const agreement = rows.find(({ item }) => item.startsWith('答案一致'));
  expect(agreement?.ours).toBe(agreement?.reference);
  for (const measure of ['days', 'sessions', 'attended', 'essays', 'coverage', 'evidence'])
    expect(agreement?.item).toContain(measure);
  expect(rows.filter(({ item }) => item.startsWith('新记一条'))).toHaveLength(8);
});

it('marks a missed aim without calling it a failure', () => {
  const row = { item: '签到', unit: '次', reference: 1000 };
  const [head, missed, met] = tableOf([
    { ...row, ours: 400, aim: { atLeast: 0.5 } },
    { ...row, ours: 2500, aim: { atMost: 3 } },
  ]);
  expect(head).toMatch(/^项目 +群学 +对照 +比值 +目标$/);
  expect(missed).toMatch(/400 次 +1,000 次 +0\.400 +≥ 0\.5 未达$/);
  expect(met).toMatch(/2,500 次 +1,000 次 +2\.50 +≤ 3 达到$/);
});
