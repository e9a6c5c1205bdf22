import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { essayText, instant, openCounty } from '../support/county.ts';
import { recordsOf } from './support/books.ts';
import { Program } from './support/program.ts';

const SCENARIO = resolve('test/e2e/support/midnight.ts');
const seen = z.object({ said: z.array(z.string()), posts: z.array(z.string()), wrong: z.array(z.string()) });

async function midnightUnder(TZ: string) {
  const { code, out, err } = await new Program(SCENARIO, [], { TZ }).ended();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return seen.parse(JSON.parse(out));
}

describe('midnight in Shanghai', () => {
  it('is the same wherever the machine stands, and ends the day of a session', async () => {
    const [utc, newYork, shanghai] = await Promise.all(
      ['UTC', 'America/New_York', 'Asia/Shanghai'].map(midnightUnder),
    );
    expect(newYork).toEqual(utc);
    expect(shanghai).toEqual(utc);
    expect(utc?.wrong).toEqual([]);

    const answers = utc?.said.map((line) => line.slice(line.indexOf(': ') + 2)) ?? [];
    expect(answers[2]).toMatch(/已签到.*23:59/);
    expect(answers[3]).toMatch(/没有可以签到的会议.*补签/s);
    expect(answers[4]).toContain('3月4日（周二）');
    expect(answers[5]).toMatch(/已结束.*3月4日（周二），时长2小时，到会2\/9人/);
    expect(answers[6]).toContain('3月4日 集中学习');
    expect(answers[7]).toContain('集中学习讨论不少于3天：已0.3/3天');
    expect(answers[8]).toContain('3月6日（周四）');
    // Friday 17:00 and 21 March 09:00 on the clocks of Shanghai.
    const times = utc?.posts.map((post) => Number(post.split(' ')[0])) ?? [];
    expect(times).toContain(instant('2014-03-07', '17:00'));
    expect(times).toContain(instant('2014-03-21', '09:00'));
  });
});

describe('a clock that jumps', () => {
  it('two hours back: nothing is sent twice, nobody loses a record, the bot stays healthy', async () => {
    const county = await openCounty({ bound: ['library', 'office'] });
    await county.until('2014-03-07', '09:30');
    await county.says('douwenjing', 'library', '/开会 讨论 三思三观 半天');
    await county.says('suzhigang', 'library', '/签到');
    await county.until('2014-03-07', '17:00');
    expect(county.digests('office')).toHaveLength(1);

    county.minutesPass(-120);
    await county.stage.app.tick();
    expect((await fetch(`${county.stage.app.url}/healthz`)).status).toBe(200);
    expect(await county.says('panxiaohui', 'library', '/签到')).toContain('到会2/9人');
    expect(await county.says('suzhigang', 'library', '/签到')).toContain('不用再签');
    expect(await county.says('suzhigang', 'library', `/体会 三思三观 ${essayText(1)}`)).toContain('已收到');
    expect(await county.says('douwenjing', 'library', '/结束')).toContain('时长5小时30分钟，到会2/9人');
    await county.until('2014-03-07', '17:30');
    expect(county.postedTexts('office')).toEqual([]);
  });

  it('two days ahead, over the digest: sent once, late, and what runs goes on', async () => {
    const county = await openCounty({ bound: ['library', 'office'] });
    await county.until('2014-03-06', '09:00');
    await county.says('douwenjing', 'library', '/开会 集中学习');
    await county.says('suzhigang', 'library', '/签到');
    county.minutesPass(4 * 24 * 60);
    await county.stage.app.tick();
    await county.stage.app.tick();
    await county.stage.app.delivered();
    // Monday, 10 March: last Friday's.
    expect(county.digests('office')).toHaveLength(1);
    expect(await county.says('suzhigang', 'library', '/签到')).toContain('没有可以签到的会议');
    expect(await county.says('douwenjing', 'library', '/结束')).toContain('请写明开了多久');
    expect(await county.says('douwenjing', 'library', '/结束 半天')).toContain('3月6日（周四），时长3小时');
  });

  it('a restart in the minute of the digest, and a second tick, send it once', async () => {
    const county = await openCounty({ bound: ['office'] });
    await county.until('2014-03-07', '17:00');
    await county.stage.restart();
    await Promise.all([county.stage.app.tick(), county.stage.app.tick()]);
    await county.stage.app.delivered();
    expect(county.digests('office')).toHaveLength(1);
  });
});

describe('29 February', () => {
  it('is a day like any other: sessions, leave and the count of days', async () => {
    const county = await openCounty({
      at: ['2016-02-29', '08:00'],
      campaign: (text) => text.replace('start: 2014-03-03', 'start: 2016-02-29'),
      bound: ['library'],
    });
    expect(await county.says('douwenjing', 'library', '/开会 集中学习 全天')).toContain('2月29日（周一）');
    await county.says('suzhigang', 'library', '/签到');
    expect(await county.says('panxiaohui', 'library', '/请假 2月29日到3月1日 培训')).toContain(
      '2月29日（周一）到3月1日（周二）',
    );
    await county.until('2016-02-29', '23:59');
    expect(await county.says('douwenjing', 'library', '/结束 6小时')).toContain('已1/3天');
    await county.until('2016-03-01', '09:00');
    expect(await county.says('douwenjing', 'library', '/未签 2月29日')).toContain('2月29日（周一）');
    expect(await county.says('douwenjing', 'library', '/未签 昨天')).toContain('2月29日（周一）');
    // Day 45 counted from 29 February.
    expect(await county.says('douwenjing', 'library', '/进度')).toContain('4月13日前');
    expect(await recordsOf(county, 'leave.taken')).toMatchObject([{ from: '2016-02-29', to: '2016-03-01' }]);
  });
});
