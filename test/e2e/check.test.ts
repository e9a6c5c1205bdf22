import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCommand } from '../../src/cli/check.ts';
import { type Clock, MovableClock } from '../../src/time/clock.ts';
import { instant } from '../support/county.ts';
import { command } from './support/command.ts';
import { install } from './support/install.ts';
import { program } from './support/program.ts';

const CAMPAIGN = resolve('test/support/campaigns/study.yaml');
const ROSTER = resolve('templates/campaigns/roster-sample.csv');

/** Runs `check` in a fresh folder, with the campaign changed on its way there. */
async function check(
  args: readonly string[],
  change: (text: string) => string = (text) => text,
  clock: Clock = new MovableClock(instant('2014-03-03', '09:00')),
) {
  const { folder } = await install({ roster: false });
  const campaign = change(await readFile(CAMPAIGN, 'utf8'));
  const file = join(folder, 'ours.yaml');
  await writeFile(file, campaign);
  const lineOf = (part: string): number => campaign.slice(0, campaign.indexOf(part)).split('\n').length;
  const ended = await command((io) => checkCommand(['--campaign', file, ...args], io, {}, clock));
  return { ...ended, lineOf };
}

describe('npm run check', () => {
  it('prints every requirement as it was understood', async () => {
    const { code, out, err } = await check(['--roster', ROSTER]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/编号\s+要求\s+依据\s+对谁\s+计量\s+计什么\s+至少\s+至多\s+截止/);
    expect(out).toMatch(
      /collective-study\s+集中学习讨论不少于3天.*第一部分\s+每个单位（机关、事业单位）\s+days.*\s3\s+—\s+2014-04-16，本县定/,
    );
    expect(out).toMatch(/discussion-evidence.*evidence.*全部\s+—\s+2014-04-11/);
    expect(out.trimEnd().endsWith('没有错误。')).toBe(true);
  });

  it('says first that a campaign is over, and what to change, and not that all is well', async () => {
    const { code, out } = await check([], undefined, new MovableClock(instant('2014-05-17', '09:00')));
    expect(code).toBe(0);
    expect(out).toMatch(
      /^请先看这里：这个活动已经结束：最后的日期是 2014-05-16，今天是 2014-05-17.*start.*end.*by/,
    );
    expect(out).not.toContain('没有错误。');
    const last = await check([], undefined, new MovableClock(instant('2014-05-16', '23:00')));
    expect(last.out).not.toContain('已经结束');
  });

  it('prints JSON and nothing else with --json', async () => {
    const { code, out } = await check(['--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      mistakes: [],
      requirements: [
        { id: 'collective-study', who: '每个单位（机关、事业单位）', min: 3, max: null, due: '2014-04-16' },
        { id: 'three-thoughts', measure: 'sessions', clause: '仙群组办发〔2014〕3号 第二部分' },
        { id: 'essay', who: '每个人（党员）' },
        { id: 'discussion-evidence', min: 'all' },
      ],
    });
  });

  it('names every mistake with file, line and what is allowed, and ends with 1', async () => {
    const broken = (text: string) =>
      text
        .replace('measure: days', 'measure: dayz')
        .replace('by: day 30', 'by: 2014-02-01')
        .replace('topic: [三思三观], after', 'topic: [三思], after');
    const { code, err, lineOf } = await check([], broken);
    expect(code).toBe(1);
    for (const part of ['measure: dayz', 'by: 2014-02-01', 'topic: [三思], after'])
      expect(err).toContain(`ours.yaml:${lineOf(part)} `);
    expect(err).toMatch(/没有“dayz”这种计量方式。可填：.*days/);
    const asJson = await check(['--json'], broken);
    expect(asJson.code).toBe(1);
    expect(JSON.parse(asJson.out)).toMatchObject({
      requirements: [],
      mistakes: expect.arrayContaining([
        expect.objectContaining({
          file: expect.stringMatching(/ours\.yaml$/),
          line: asJson.lineOf('measure: dayz'),
        }),
      ]),
    });
  });

  it('names the line of a file that is no YAML', async () => {
    const { code, err, lineOf } = await check([], (text) => text.replace('end: day 75', 'end: [day 75'));
    expect(code).toBe(1);
    expect(Number(/ours\.yaml:(\d+)/.exec(err)?.[1])).toBeGreaterThanOrEqual(lineOf('end: [day 75'));
  });

  it('warns of a category that no unit has, which is no mistake', async () => {
    const { code, out } = await check(['--roster', ROSTER], (text) =>
      text.replace('[机关, 事业单位]', '[机关, 企业单位]'),
    );
    expect(code).toBe(0);
    expect(out).toMatch(/请留意：名册里没有类别“企业单位”的单位.*用到它的要求：collective-study\n/);
    expect(out).not.toContain('等于没有人要完成');
  });

  it('names the rows of a roster that are wrong', async () => {
    const { folder } = await install({ roster: false });
    const roster = join(folder, 'ours.csv');
    await writeFile(roster, '姓名,账号,单位,上级单位,类别,支部,职务,角色,标记\n赵磊,,县图书馆,,,,,,\n');
    const args = ['--campaign', CAMPAIGN, '--roster', roster];
    const { code, err } = await command((io) => checkCommand(args, io, {}));
    expect(code).toBe(1);
    expect(err).toMatch(/ours\.csv:2\s+账号：“赵磊”没有账号/);
  });

  it('ends with 1 for a file that is not there and with 2 for what it does not understand', async () => {
    const { folder } = await install({ roster: false });
    const missing = await program(['check', '--campaign', 'nowhere.yaml'], {}, folder).ended();
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('nowhere.yaml')]);
    const odd = await command((io) => checkCommand(['--colour'], io, {}));
    expect([odd.code, odd.err]).toEqual([2, expect.stringContaining('用法')]);
    const nothing = await program([], {}, folder).ended();
    expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('npm start')]);
  });
});
