import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Check, Examined } from '../../src/doctor/check.ts';
import { type Finding, fine, unset, warning, wrong } from '../../src/doctor/finding.ts';
import { abilityLines, isHealthy, linesOf, summaryOf } from '../../src/doctor/print.ts';
import { type Progress, progressOn } from '../../src/doctor/progress.ts';
import { examine } from '../../src/doctor/runner.ts';
import { APP, BOT } from './support/clinic.ts';

const silent: Progress = { begin: () => {}, end: () => {} };
const check = (name: string, run: Check['run'], limit?: number): Check => ({
  name,
  run,
  ...(limit === undefined ? {} : { limit }),
});
const saying = (name: string, ...findings: readonly Finding[]): Check => check(name, async () => findings);

async function all(checks: readonly Check[], progress = silent): Promise<readonly Examined[]> {
  const examined: Examined[] = [];
  for await (const each of examine(checks, progress)) examined.push(each);
  return examined;
}

const lines = (examined: readonly Examined[]): readonly string[] => examined.flatMap(linesOf);

describe('a round of checks', () => {
  it('goes through all of them in order', async () => {
    const examined = await all([
      saying('甲', fine('好')),
      saying('乙', unset(), warning('慢')),
      saying('丙'),
    ]);
    expect(lines(examined)).toEqual(['✓ 甲：正常（好）', '– 乙：没有配置', '⚠ 乙：慢']);
  });

  it('goes on after one that fails, whose message is nobody’s business', async () => {
    const address = 'https://qyapi.example/gettoken?corpsecret=not-a-real-secret';
    const examined = await all([
      check('甲', () => Promise.reject(new TypeError(`cannot parse ${address}`))),
      check('乙', () => Promise.reject(Object.assign(new Error(address), { code: 'EMFILE' }))),
      check('丙', () => {
        throw address;
      }),
      saying('丁', fine('好')),
    ]);
    const advice = '再运行一次 npm run doctor；还是这样，请把这一行告诉开发者';
    expect(lines(examined)).toEqual([
      `✗ 甲：检查中途出错（TypeError） → ${advice}`,
      `✗ 乙：检查中途出错（EMFILE） → ${advice}`,
      `✗ 丙：检查中途出错（原因不明） → ${advice}`,
      '✓ 丁：正常（好）',
    ]);
  });

  it('gives each its own time and calls off the one that is over it', async () => {
    const signals: AbortSignal[] = [];
    const hang = check(
      '甲',
      (signal) => {
        signals.push(signal);
        return new Promise(() => {});
      },
      20,
    );
    const slow = check('乙', async () => {
      await pause(40);
      return [fine('好')];
    });
    const examined = await all([hang, slow]);
    expect(lines(examined)).toEqual([
      '✗ 甲：0.02 秒内没有查完 → 检查服务器的负载、磁盘和网络，稍后再运行一次 npm run doctor',
      '✓ 乙：正常（好）',
    ]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('is called off for one that is done, so that it may close what it opened', async () => {
    let closed = false;
    const opens = check('甲', async (signal) => {
      signal.addEventListener('abort', () => {
        closed = true;
      });
      return [fine('好')];
    });
    await all([opens]);
    expect(closed).toBe(true);
  });
});

describe('what the doctor prints', () => {
  it('is one line a finding, the lines that belong to it below', () => {
    const finding = wrong('有 2 处要改', '改好再来', ['a.yaml:1  甲', 'a.yaml:2  乙']);
    expect(linesOf({ name: '活动文件', findings: [finding] })).toEqual([
      '✗ 活动文件：有 2 处要改 → 改好再来',
      '    a.yaml:1  甲',
      '    a.yaml:2  乙',
    ]);
  });

  it('holds no character that could steer a terminal, whoever wrote it', () => {
    const [first, second] = linesOf({
      name: '名册',
      findings: [warning('\u001b[2J甲\r\n乙\u009b31m', '', ['丙\u0007\u2028丁'])],
    });
    expect(first).toBe('⚠ 名册： [2J甲 乙 31m');
    expect(second).toBe('    丙 丁');
  });

  it('ends with how many of each there are, and what to do when something is wrong', () => {
    const of = (...findings: readonly Finding[]) => [
      { name: '甲', findings },
      { name: '乙', findings: [] },
    ];
    const good = of(fine('好'), warning('慢'), unset());
    expect(summaryOf(good)).toBe('结果：1 项正常，0 项要处理，1 项请留意。');
    expect(isHealthy(good)).toBe(true);
    const bad = of(fine('好'), wrong('坏', '修'), wrong('坏', '修'));
    expect(summaryOf(bad)).toBe(
      '结果：1 项正常，2 项要处理，0 项请留意。请按“→”后面的办法处理，再运行一次 npm run doctor。',
    );
    expect(isHealthy(bad)).toBe(false);
  });

  it('says what the set-up can and cannot do', () => {
    const wecom = { bot: BOT, app: null, botNames: [], apiBase: '' };
    const [setUp, ...abilities] = abilityLines(wecom);
    expect(setUp).toBe('接法：智能机器人（URL 回调）和群机器人');
    expect(abilities).toContainEqual(expect.stringMatching(/^ {4}不能主动给个人发私信：/));
    expect(abilityLines({ ...wecom, app: APP })).toContainEqual(
      expect.stringMatching(/^ {4}能主动给个人发私信：/),
    );
  });
});

describe('the progress of a round', () => {
  it('is one line of a terminal that is wiped again', async () => {
    const written: string[] = [];
    const stream = { isTTY: true, write: (text: string) => written.push(text) };
    await all([saying('甲', fine('好')), saying('乙', fine('好'))], progressOn(stream));
    expect(written).toEqual(['正在检查：甲……', '\r\u001b[K', '正在检查：乙……', '\r\u001b[K']);
  });

  it('is not shown to a pipe', async () => {
    const written: string[] = [];
    await all([saying('甲', fine('好'))], progressOn({ write: (text: string) => written.push(text) }));
    expect(written).toEqual([]);
  });
});
