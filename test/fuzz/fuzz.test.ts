import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Dice } from './dice.ts';
import { readFacts } from './facts.ts';
import { fuzz } from './fuzz.ts';
import { allowed, growthProblems, type Mark } from './growth.ts';
import type { Making } from './making.ts';
import { readFailure, saveFailures, summaryOf } from './report.ts';
import { Seen } from './seen.ts';
import { anyShot, nothingShot } from './shots.ts';
import { MORNING, Stage } from './stage.ts';

const facts = await readFacts();
/** How fast a busy machine is, is not judged. */
const STILL = (): number => 0;

function making(seed: string, index: number): Making {
  const scene = { facts, seen: new Seen(), hosts: { api: 'http://127.0.0.1:1', trap: 'http://127.0.0.1:2' } };
  return { dice: new Dice(`${seed} ${index}`), scene, name: `any/${index}`, index, at: MORNING };
}

const bytesOf = (seed: string): string[] =>
  Array.from({ length: 300 }, (_, index) => {
    const { path, headers, body } = anyShot(making(seed, index));
    return `${path} ${JSON.stringify(headers)} ${body.toString('base64')}`;
  });

describe('hazard 7: a thousand spoiled callbacks', () => {
  it('are all answered as they should be, leave nothing behind and cost no memory', async () => {
    const outcome = await fuzz({ bodies: 1000, seed: 'county', now: STILL }, () => {});
    expect(outcome.failures.map(({ problem }) => problem)).toEqual([]);
    expect(outcome.sent).toBe(1000);
    // It is worth something only where much has been taken as well, by both doors.
    const summary = summaryOf({ seed: 'county' }, outcome);
    expect(outcome.marks?.worked.records).toBeGreaterThan(50);
    expect(summary).toMatch(/所说 +\d+ +200 流×\d{3}/);
    expect(summary).toMatch(/应用所说 +\d+ +200 文字×\d{2}/);
    expect(summary).toContain('没有发现问题');
  });
});

describe('what is sent', () => {
  it('is the same for the same seed, to the byte, and another for another', () => {
    expect(bytesOf('a')).toEqual(bytesOf('a'));
    expect(bytesOf('b')).not.toEqual(bytesOf('a'));
  });

  it('is made the same way whatever the bot has given out', () => {
    const plain = making('a', 0);
    const knowing = making('a', 0);
    knowing.scene.seen.read('✅ 已登记，编号 4711');
    knowing.scene.seen.show({ task: 'session-1', keys: ['/签到', '/签到 线上'] });
    for (const each of [plain, knowing])
      for (let times = 0; times < 50; times++) anyShot({ ...each, index: times });
    expect(knowing.dice.next()).toBe(plain.dice.next());
  });

  it('is of every kind at both doors', () => {
    const kinds = Array.from({ length: 3000 }, (_, index) => anyShot(making('kinds', index)).kind);
    for (const kind of [
      '所说',
      '结构',
      '明文',
      '外人',
      '信封',
      '密文',
      '签名',
      '正文',
      '请求',
      '验证',
      '断线',
      '原始',
    ])
      for (const each of [kind, `应用${kind}`]) expect(kinds).toContain(each);
  });

  it('comes, in the part that must leave nothing behind, from nobody of the county', () => {
    for (let index = 0; index < 500; index++) {
      const { kind } = nothingShot(making('none', index));
      expect(kind).not.toMatch(/所说|重复|少见|绑定/);
    }
  });
});

describe('memory', () => {
  const mark = (memory: number, more: Partial<Mark> = {}): Mark => ({
    ...{ kind: 'measured', memory, records: 0, resources: 10, answered: 20_000 },
    ...more,
  });
  const MEGABYTE = 2 ** 20;

  it('may grow with what is on record and with the answers that are remembered, which are ten thousand at most', () => {
    const few = mark(0, { answered: 0 });
    expect(allowed(few, mark(0, { answered: 10_000 }))).toBe(allowed(few, mark(0)));
    expect(allowed(mark(0), mark(0, { records: 1000 }))).toBeGreaterThan(allowed(mark(0), mark(0)));
  });

  it('may not grow otherwise, nor may timers and sockets become more', () => {
    const start = mark(50 * MEGABYTE);
    const steady = { warm: start, worked: start, calm: start };
    expect(growthProblems({ ...steady, end: mark(51 * MEGABYTE) })).toEqual([]);
    expect(growthProblems({ ...steady, end: mark(53 * MEGABYTE) })).toEqual([
      expect.stringMatching(/^what is refused: memory grew by 3145728 bytes/),
    ]);
    expect(growthProblems({ ...steady, end: mark(50 * MEGABYTE, { resources: 100 }) })).toEqual([
      'what is refused: 90 timers or sockets more',
    ]);
    const worked = mark(60 * MEGABYTE);
    expect(growthProblems({ warm: start, worked, calm: worked, end: worked })).toHaveLength(1);
  });
});

describe('a failure', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(STILL);
    return () => stage[Symbol.asyncDispose]();
  });

  it('can be kept and sent again to the byte, to a bot that has just been started', async () => {
    const seed = `kept-${process.pid}`;
    const shot = { ...anyShot(making('kept', 3)), expects: [299] };
    const folder = await saveFailures(seed, 'summary', [{ problem: 'it failed', shots: [shot] }]);
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const kept = await readFailure(join(folder, 'failure-1.json'));
    expect(kept).toEqual({ problem: 'it failed', shots: [shot] });
    const { failures } = await stage.round(kept?.shots ?? [], false);
    expect(failures).toEqual([
      { problem: expect.stringMatching(/^answered \d+, expected 299$/), shots: [shot] },
    ]);
  });

  it('is not read from a file that is none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'qunxue-fuzz-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, 'a.json'), '{"problem":1}');
    expect(await readFailure(join(folder, 'a.json'))).toBeUndefined();
    expect(await readFailure(join(folder, 'b.json'))).toBeUndefined();
  });

  it('is the end of the bot, too, and says with what words it ended', async () => {
    const { bot } = stage;
    process.kill(bot.pid, 'SIGKILL');
    await expect(bot.died).rejects.toThrow('the bot ended with SIGKILL');
    await expect(stage.round([anyShot(making('dead', 1))], false)).rejects.toThrow('the bot ended');
  });
});
