import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { benchCheckIns } from './check-ins.ts';
import { benchCommits } from './commits.ts';
import { benchCounty } from './county.ts';
import { benchEssayFiles } from './essay-files.ts';
import { benchLikeness } from './likeness.ts';
import { benchNotices } from './notices.ts';
import { type Row, tableOf } from './rows.ts';

const quiet = (): void => {};

function expectFigures(rows: readonly Row[]): void {
  for (const row of rows) {
    expect(row.samples.length, row.item).toBeGreaterThan(0);
    for (const { ours, reference = 1 } of row.samples) {
      expect(ours, row.item).toBeGreaterThan(0);
      expect(reference, row.item).toBeGreaterThan(0);
    }
  }
}

it('lets real processes check in through the real callback and a real long connection, beside bots that do less', async () => {
  const county = { branches: 2, people: 6 };
  const rows = await benchCheckIns({ county, atOnce: [3, 64], rounds: 1 }, quiet);
  expectFigures(rows);
  expect(rows).toHaveLength(2 * 11);
  expect(rows.every(({ samples }) => samples.every(({ reference }) => reference !== undefined))).toBe(true);
  expect(rows.filter(({ aim }) => aim)).toMatchObject([
    { item: 'A 签到（对照回声），同时 64 个：每秒', aim: { atLeast: 0.55, goal: 0.7 } },
    { item: 'A 签到（对照回声），同时 64 个：每次占处理器', aim: { atMost: 2.1, goal: 1.6 } },
    { item: 'A 签到（对照回声），同时 64 个：p99', aim: { atMost: 2, goal: 1.5 } },
    { item: 'A 签到（对照朴素机器人），同时 64 个：每秒', aim: { atLeast: 1, goal: 1.3 } },
    { item: 'B 签到（对照 A），同时 64 个：每次占处理器', aim: { atMost: 0.5, goal: 0.33 } },
  ]);
});

it('takes a document in until it is an essay on record, and watches the event loop meanwhile', async () => {
  const county = { branches: 2, people: 6 };
  const rows = await benchEssayFiles({ county, bytes: 200_000, rounds: 1 }, quiet);
  expectFigures(rows);
  expect(rows).toMatchObject([{ unit: 'ms' }, { unit: 'ms', aim: { atMost: 50, goal: 20 } }]);
});

it('compares commits to a long ledger with commits to a short one', async () => {
  const rows = await benchCommits(
    { lines: { large: 200, small: 10 }, turns: 3, count: 20, rounds: 2 },
    quiet,
  );
  expectFigures(rows);
  expect(rows[0]).toMatchObject({ aim: { atMost: 1.2 } });
});

it('reads back every record of the county it has invented, and plans from them', async () => {
  const rows = await benchCounty({ branches: 6, people: 30, rounds: 1 }, quiet);
  expectFigures(rows);
  expect(rows.map(({ item }) => item).join('\n')).toMatch(/拟提醒 [1-9].*\n周报连图片、表格共 [1-9]/);
});

it('gives the answers SQL gives for all campaign files at once, and counts one record more of every kind', async () => {
  const campaigns = fileURLToPath(new URL('../../templates/campaigns/', import.meta.url));
  const rows = await benchNotices({ branches: 12, people: 40, rounds: 1 }, campaigns, quiet);
  expectFigures(rows);
  const agreement = rows.find(({ item }) => item.startsWith('答案一致'));
  for (const { ours, reference } of agreement?.samples ?? []) expect(ours).toBe(reference);
  for (const measure of ['days', 'sessions', 'attended', 'essays', 'coverage', 'evidence'])
    expect(agreement?.item).toContain(measure);
  expect(rows.filter(({ item }) => item.startsWith('新记一条'))).toHaveLength(8);
});

it('finds the essays of which a copy was changed, and finds them as a comparison with each would', async () => {
  const rows = await benchLikeness({ essays: 60, lookUps: 10, compared: 4, rounds: 2 }, quiet);
  expectFigures(rows);
  const right = rows.find(({ item }) => item.startsWith('答案与逐篇比较一致'));
  expect(right?.samples).toEqual([
    { ours: 4, reference: 4 },
    { ours: 4, reference: 4 },
  ]);
});

it('prints medians, how far apart the rounds lie and what is missed, without calling that a failure', () => {
  const line = { item: '签到', unit: '次' };
  const samples = [0.3, 0.4, 0.5].map((ratio) => ({ ours: ratio * 1000, reference: 1000 }));
  const lone = [40, 30, 90].map((ours) => ({ ours }));
  const [head, ...lines] = tableOf([
    { ...line, samples, aim: { atLeast: 0.5 } },
    { ...line, samples, aim: { atMost: 0.45, goal: 0.35 } },
    { ...line, samples: lone, aim: { atMost: 50 } },
  ]);
  expect(head).toMatch(/^项目 +群学 +对照 +比值 +最小–最大 +轮 +要求$/);
  expect(lines[0]).toMatch(/400 次 +1,000 次 +0\.400 +0\.300–0\.500 +3 +≥ 0\.5 未达$/);
  expect(lines[1]).toMatch(/≤ 0\.45 达到，目标 ≤ 0\.35 未达$/);
  expect(lines[2]).toMatch(/40\.0 次 +30\.0–90\.0 +3 +≤ 50 达到$/);
});
