import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/simulator/chat.ts';
import { essayText, groupId } from '../support/county.ts';
import { MortalBot } from './support/mortal-bot.ts';

const WRITERS_AT_ONCE = 12;
/** Real milliseconds; only a machine that is very busy comes near it. */
const SLOW_MACHINE = 60_000;

describe('the process killed by the power', { timeout: SLOW_MACHINE }, () => {
  it.each([
    ['A', 4],
    ['B', 2],
  ] as const)(
    'loses nothing it has confirmed and doubles nothing, killed at random under load, on set-up %s',
    async (setUp, rounds) => {
      const bot = await MortalBot.install(setUp);
      const confirmed = new Map<string, string>();
      const unanswered = new Map<string, readonly [from: string, text: string]>();
      const people = bot.roster.people.map(({ id }) => id);
      let count = 0;

      const say = async (from: string, text: string, msgid: string): Promise<void> => {
        const reply = await bot.hears(from, text, msgid);
        if (reply === undefined) unanswered.set(msgid, [from, text]);
        else {
          confirmed.set(msgid, reply);
          unanswered.delete(msgid);
        }
      };

      for (let round = 0; round < rounds; round++) {
        await bot.start();
        if (round === 0)
          for (const secretary of ['zhoumin', 'liguodong', 'taoyongping'])
            await say(secretary, '/开会 集中学习 全天', `open-${secretary}`);
        // What was not answered is sent again under its own id, as the platform does.
        await Promise.all([...unanswered].map(([msgid, [from, text]]) => say(from, text, msgid)));
        const until = confirmed.size + 5 + Math.floor(Math.random() * 80);
        const writer = async (): Promise<void> => {
          while (confirmed.size < until) {
            const number = count++;
            const from = people[number % people.length] ?? '';
            if (number < people.length) await say(from, '/签到', `in-${number}`);
            else await say(from, `/体会 三思三观 ${essayText(number)}`, `essay-${number}`);
            if (confirmed.size >= until) await bot.kill();
          }
        };
        await Promise.all(Array.from({ length: WRITERS_AT_ONCE }, writer));
        await bot.kill();
      }

      const commits = await bot.commits();
      const causes = commits.map(({ cause }) => cause);
      expect(new Set(causes).size).toBe(causes.length);

      const stored = new Map(commits.map((commit) => [commit.cause, commit]));
      const writing = [...confirmed].filter(([, reply]) => reply.startsWith('✅'));
      expect(writing.length).toBeGreaterThan(rounds * 5);
      for (const [msgid] of writing) expect(stored.get(msgid)?.records).not.toHaveLength(0);

      const records = commits.flatMap((commit) => commit.records);
      const ids = records.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const present = records
        .filter((record) => record.kind === 'attended')
        .map(({ session, person }) => `${session} ${person}`);
      expect(new Set(present).size).toBe(present.length);

      // Whatever was confirmed, by whichever process, is confirmed again by the last one.
      await bot.start();
      for (const [msgid] of writing.slice(-40)) {
        const { text } = await bot.platform.repeat(msgid);
        // Over the connection the platform goes on showing the first answer.
        expect(text).toMatch(setUp === 'A' ? /^✅ .*没有重复登记。\n- (签到|体会文章|开会)：/ : /^✅/);
      }
    },
  );

  it('between stored and replied: the repeat is answered from what is on disk', async () => {
    const bot = await MortalBot.install();
    await bot.start('"cause":"m-in"');
    await bot.hears('zhoumin', '/开会 集中学习 全天');
    expect(await bot.hears('zhaolei', '/签到', 'm-in')).toBeUndefined();
    await bot.died();
    await bot.start();
    expect((await bot.platform.repeat('m-in')).text).toMatch(/^✅ .*没有重复登记。\n- 签到：赵磊/);
    expect(await bot.hears('zhaolei', '/签到')).toContain('不用再签');
    await bot.kill();
    const attended = (await bot.commits()).flatMap(({ records }) =>
      records.filter(({ kind }) => kind === 'attended'),
    );
    expect(attended).toHaveLength(1);
  });

  it('between sent and marked as sent: sent once more, marked 重发, and never a third time', async () => {
    const bot = await MortalBot.install();
    const { platform } = bot;
    const office = { group: groupId('office') };
    await bot.start();
    // Essays of leaders go up once the discussion of their branch has counted.
    for (const [secretary, leader] of [
      ['zhoumin', '陈建国'],
      ['liguodong', '吴秀英'],
    ] as const)
      for (const said of ['/开会 讨论 三思三观 昨天 半天', `/补签 ${leader}`, '/结束 3小时'])
        await bot.hears(secretary, said);
    await bot.settled();
    platform.takeMessages();
    // The office's group gets the message; the bot never learns of it.
    platform.failNext(1, { kind: 'answer-lost', ms: 60_000 });
    await bot.hears('chenjianguo', `/体会 三思三观 ${essayText(1)}`);
    const [first] = await platform.expectMessages(office, 1, SLOW_MACHINE);
    await bot.kill();

    await bot.start();
    const [second] = await platform.expectMessages(office, 1, SLOW_MACHINE);
    const texts = [first, second].map((message) => (message ? textOf(message.content) : ''));
    expect(texts[0]).toContain('陈建国 报来体会文章');
    expect(texts[1]).toBe(`（重发，如已收到请忽略）\n${texts[0]}`);
    // The next message of the lane is sent once the fate of the former is on record.
    await bot.hears('liuzhiqiang', `/体会 三思三观 ${essayText(2)}`);
    const [third] = await platform.expectMessages(office, 1, SLOW_MACHINE);
    expect(third && textOf(third.content)).toContain('刘志强 报来体会文章');
    await bot.settled();
    await bot.kill();

    await bot.start();
    await bot.hears('wuxiuying', `/体会 三思三观 ${essayText(3)}`);
    const [last, ...others] = await platform.expectMessages(office, 1, SLOW_MACHINE);
    expect(others).toEqual([]);
    expect(last && textOf(last.content)).toMatch(/^📄 .*吴秀英/);
    platform.assertNothingUnexpected();
  });
});
