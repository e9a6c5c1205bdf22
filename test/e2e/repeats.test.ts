import { describe, expect, it, vi } from 'vitest';
import { personId } from '../../src/roster/roster.ts';
import { WatchedDisk } from '../journal/watched-disk.ts';
import { type County, essayText, groupId, openCounty } from '../support/county.ts';
import { recordsOf } from './support/books.ts';
import { GatedDisk } from './support/gate.ts';

const BRANCH = 'education1';

async function inSession(options: Parameters<typeof openCounty>[0] = {}): Promise<County> {
  const county = await openCounty({ bound: [BRANCH], ...options });
  await county.says('zhoumin', BRANCH, '/开会 集中学习 半天');
  return county;
}

/** Answers still being worked out that the platform was given for the message. */
const unfinished = (county: County, msgid: string) =>
  county.stage.platform.outbound.filter(
    (entry) => entry.api === 'callback' && entry.msgid === msgid && !entry.finished,
  );

describe('a message that comes more than once', () => {
  it('three times at once: one record, three times the same answer', async () => {
    const county = await inSession();
    const say = () => county.says('zhaolei', BRANCH, '/签到', { msgid: 'm-1' });
    const [first, ...others] = await Promise.all([say(), say(), say()]);
    expect(first).toContain('已签到');
    expect(others).toEqual([first, first]);
    expect(await recordsOf(county, 'attended')).toHaveLength(1);
  });

  it('one after the other, hours apart: the first answer, not “already checked in”', async () => {
    const county = await inSession();
    const first = await county.says('zhaolei', BRANCH, '/签到', { msgid: 'm-1' });
    county.minutesPass(180);
    expect((await county.stage.platform.repeat('m-1')).text).toBe(first);
    expect(await recordsOf(county, 'attended')).toHaveLength(1);
  });

  it('after a restart: it is told what is on record of it', async () => {
    const county = await inSession();
    const said = [
      ['zhaolei', '/签到', 'm-in', '- 签到：赵磊，'],
      ['sunxiaoyan', '/请假 下乡', 'm-leave', '- 请假：孙晓燕，'],
      ['zhaolei', `/体会 三思三观 ${essayText(1)}`, 'm-essay', '- 体会文章：赵磊，“三思三观”'],
      ['zhoumin', '/补签 钱永康', 'm-late', '补签：'],
      ['zhaolei', '/撤销 体会', 'm-undo', '- 撤销：撤销一条“体会文章”'],
      ['zhoumin', '/结束', 'm-close', '- 会议结束：'],
    ] as const;
    for (const [who, text, msgid] of said) {
      county.minutesPass(1);
      await county.says(who, BRANCH, text, { msgid });
    }
    const before = county.stage.app.books.state.size;
    await county.stage.restart();
    for (const [, , msgid, told] of said) {
      const { text } = await county.stage.platform.repeat(msgid);
      expect(text).toMatch(/^✅ .*没有重复登记。/);
      expect(text).toContain(told);
      expect(text.includes('后来已撤销')).toBe(msgid === 'm-essay');
    }
    expect(county.stage.app.books.state.size).toBe(before);
  });

  it('a binding, after a restart: it is told where the group belongs, by whomever it was bound', async () => {
    const county = await openCounty();
    const binding = { msgid: 'm-bind' };
    const rebinding = { msgid: 'm-rebind' };
    const bound = await county.says('wanglihua', 'health', '/绑定 县教育局/机关第二支部', binding);
    county.minutesPass(1);
    const rebound = await county.says('wanglihua', 'health', '/绑定 县卫生局/机关支部', rebinding);
    expect([bound, rebound]).toEqual([
      expect.stringContaining('已绑定到'),
      expect.stringContaining('已绑定到'),
    ]);
    await county.stage.restart();
    expect((await county.stage.platform.repeat('m-rebind')).text).toContain('- 绑定群：这个群归县卫生局');
    expect(await recordsOf(county, 'group.bound')).toHaveLength(2);
    expect(county.stage.app.books.state.unitOfChat(groupId('health'))).toBe('县卫生局/机关支部');
  });

  it('with another text under the same id: the first one counts, before and after a restart', async () => {
    const county = await inSession();
    const first = await county.says('zhaolei', BRANCH, '/签到', { msgid: 'm-1' });
    const other = () => county.says('zhaolei', BRANCH, '/请假 出差', { msgid: 'm-1' });
    expect(await other()).toBe(first);
    await county.stage.restart();
    expect(await other()).toMatch(/^✅ .*没有重复登记。\n- 签到：赵磊/);
    expect(await recordsOf(county, 'leave.taken')).toEqual([]);
  });

  it('while the first still waits for a slow disk: both become streams and end in the same answer', async () => {
    const disk = new GatedDisk();
    const county = await inSession({ disk });
    disk.hold();
    const say = () => county.saysFully('zhaolei', BRANCH, '/签到', { msgid: 'm-1' });
    const first = say();
    await disk.arrived;
    const second = say();
    await vi.waitUntil(() => unfinished(county, 'm-1').length >= 2, 20_000);
    expect(county.stage.app.books.state.attendedBy(personId('zhaolei'))).toEqual([]);
    disk.release();
    const answers = await Promise.all([first, second]);
    expect(answers.map(({ streamed }) => streamed)).toEqual([true, true]);
    expect(answers[0].text).toContain('已签到');
    expect(answers[1].text).toBe(answers[0].text);
    expect(await recordsOf(county, 'attended')).toHaveLength(1);
  });

  it('after a first try that the disk refused: the retry succeeds, once', async () => {
    const disk = new WatchedDisk();
    const county = await inSession({ disk });
    disk.fail('datasync', 'ENOSPC');
    expect(await county.says('zhaolei', BRANCH, '/签到', { msgid: 'm-1' })).toContain('没有登记成功');
    disk.heal();
    const retried = (await county.stage.platform.repeat('m-1')).text;
    expect(retried).toContain('已签到');
    expect((await county.stage.platform.repeat('m-1')).text).toBe(retried);
    expect(await recordsOf(county, 'attended')).toHaveLength(1);
  });

  it('after a file that could not be stored: the retry stores it', async () => {
    const disk = new WatchedDisk();
    const county = await openCounty({ disk });
    const file = { name: '心得.txt', bytes: Buffer.from(essayText(1)) };
    const send = () => county.stage.platform.say({ from: 'zhaolei', chat: 'private', file, msgid: 'm-file' });
    disk.fail('rename', 'ENOSPC');
    expect((await send()).text).toContain('没有收下');
    disk.heal();
    expect((await send()).text).toContain('先替您存着');
    expect(await recordsOf(county, 'file.received')).toHaveLength(1);
  });

  it('开会, again and again, opens one session', async () => {
    const county = await openCounty({ bound: [BRANCH] });
    const open = () => county.says('zhoumin', BRANCH, '/开会 讨论 三思三观 口令', { msgid: 'm-open' });
    const answers = await Promise.all([open(), open()]);
    answers.push(await open());
    expect(new Set(answers).size).toBe(1);
    await county.stage.restart();
    expect(await open()).toMatch(/^✅ .*没有重复登记。\n- 开会：/);
    expect(await recordsOf(county, 'session.opened')).toHaveLength(1);
    // Another message with the same words is another message, and is told what to do.
    expect(await county.says('zhoumin', BRANCH, '/开会 讨论 三思三观 口令')).toContain('没有再登记一场');
    expect(await recordsOf(county, 'session.opened')).toHaveLength(1);
  });
});
