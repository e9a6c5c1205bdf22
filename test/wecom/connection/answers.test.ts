import { describe, expect, it, vi } from 'vitest';
import { MINUTE, SECOND } from '../../../src/time/clock.ts';
import { REAL } from '../../../src/wecom/connection/timings.ts';
import { bytesOf } from '../../../src/wecom/limits.ts';
import { eventually, NOON } from '../support.ts';
import { holdSdkTimers } from './fake-timers.ts';
import { type ConnectionSetup, frames, GROUP, group, openConnected, saidIn } from './support.ts';

const ask = ({ platform }: ConnectionSetup, text = '周报', msgid?: string) =>
  platform.say({ from: 'LiMing', chat: group, text, ...(msgid === undefined ? {} : { msgid }) });

/** The bot works on an answer until it is told what to say. */
function slowly({ listener }: ConnectionSetup) {
  const work = Promise.withResolvers<string>();
  listener.says = () => work.promise;
  return work;
}

/** A question to which an answer has been begun. */
async function begun(setup: ConnectionSetup) {
  const work = slowly(setup);
  const answer = ask(setup);
  answer.catch(() => undefined);
  await eventually(() => setup.time.waitingFor(REAL.quick)).toBe(1);
  setup.time.pass(REAL.quick);
  await eventually(() => saidIn(setup.platform, group)).toEqual(['正在处理，请稍候…']);
  await eventually(() => setup.time.waitingFor(REAL.patience - REAL.quick)).toBe(1);
  return { work, answer };
}

/** Lets seconds pass until the connection has broken and is back. */
async function reconnected({ platform, time, connection }: ConnectionSetup): Promise<void> {
  await eventually(() => {
    const isConnecting = time.waitingFor(REAL.subscribe) > 0;
    const isBack = connection.health().ok && (platform.connection.connection ?? 0) > 1;
    if (!isBack && !isConnecting) time.pass(SECOND);
    return isBack;
  }).toBe(true);
}

const errors = ({ lines }: ConnectionSetup): string[] => lines.filter((line) => line.includes('"level":50'));

describe('a message over the connection', () => {
  it('is answered at once by one finished stream', async () => {
    const setup = await openConnected();
    const { platform, listener, time } = setup;
    expect(await ask(setup, '/签到', 'M1')).toMatchObject({ text: '收到：@群学 /签到', streamed: false });
    expect(listener.heard).toEqual([
      {
        id: 'M1',
        from: 'liming',
        chat: { kind: 'group', id: GROUP },
        text: '@群学 /签到',
        quote: null,
        files: [],
        tapped: null,
        at: time.clock.now(),
      },
    ]);
    expect(frames(platform, 'aibot_respond_msg')).toMatchObject([
      { request: { msgtype: 'stream', stream: { finish: true, content: '收到：@群学 /签到' } } },
    ]);
  });

  it('in private says by what id its chat can be written to', async () => {
    const { platform, listener } = await openConnected();
    await platform.say({ from: 'LiMing', chat: 'private', text: '你好' });
    expect(listener.heard).toMatchObject([{ chat: { kind: 'single', id: 'LiMing' } }]);
    expect(saidIn(platform, { private: 'LiMing' })).toEqual(['收到：你好']);
  });

  it('is shortened to what WeCom takes', async () => {
    const setup = await openConnected();
    setup.listener.says = async () => `${'学习笔记'.repeat(5)}\n`.repeat(1000);
    const { text } = await ask(setup);
    expect(bytesOf(text)).toBeLessThanOrEqual(20_480);
    expect(text).toMatch(/…（内容较长，已截断）$/);
  });

  it('is answered honestly when the work fails, and nothing of it is in the log', async () => {
    const setup = await openConnected();
    setup.listener.says = async () => {
      throw new Error('私密内容');
    };
    expect(await ask(setup, '私密内容')).toMatchObject({ text: expect.stringMatching(/^系统出错/) });
    expect(errors(setup)).toHaveLength(1);
    expect(setup.lines.join()).not.toContain('私密');
  });

  it('brings a card after its answer, which the platform has not seen before', async () => {
    const setup = await openConnected();
    const { platform, listener } = setup;
    listener.card = {
      id: 'check-in-7',
      title: '签到',
      lines: ['已到3人'],
      choices: [{ label: '签到', says: '/签到' }],
    };
    await ask(setup, '开会', 'M1');
    await ask(setup, '开会', 'M2');
    const cards = await platform.expectMessages(group, 2);
    expect(cards.map(({ content }) => content)).toMatchObject([
      { type: 'card', card: { title: '签到', taskId: expect.stringMatching(/^check-in-7@/) } },
      { type: 'card', card: { title: '签到', text: '已到3人' } },
    ]);
  });
});

describe('hazard 2: a message that is told again', () => {
  it('while it is worked on: is worked on once and answered once, under the newer req_id', async () => {
    const setup = await openConnected();
    const { platform, listener } = setup;
    const work = Promise.withResolvers<string>();
    listener.says = async ({ id }) => (id === 'M1' ? work.promise : '好');
    const first = ask(setup, '签到', 'M1');
    const second = platform.repeat('M1');
    const third = platform.repeat('M1');
    // What comes after them on the same connection is heard after them.
    await ask(setup, '别的', 'M2');
    work.resolve('已签到');
    const answers = await Promise.all([first, second, third]);
    expect(answers.map(({ text }) => text)).toEqual(Array(3).fill('已签到'));
    expect(listener.heard.filter(({ id }) => id === 'M1')).toHaveLength(1);
  });

  it('over a new connection: is answered there, for its old req_id is gone', async () => {
    const setup = await openConnected({ answerWithinMs: 1 });
    const { platform, listener, time } = setup;
    const work = slowly(setup);
    await ask(setup, '签到', 'M1');
    await eventually(() => listener.heard).toHaveLength(1);
    platform.connection.drop();
    await reconnected(setup);
    await platform.repeat('M1');
    await platform.say({ from: 'LiMing', chat: 'private', text: '在吗' });
    await eventually(() => listener.heard).toHaveLength(2);
    work.resolve('已签到');
    await eventually(() => saidIn(platform, group)).toEqual(['已签到']);
    expect(time.clock.now() - NOON).toBeLessThan(MINUTE);
    expect(frames(platform, 'aibot_send_msg')).toEqual([]);
  });

  it('after it was answered: is left alone for at least ten minutes', async () => {
    const setup = await openConnected();
    const { platform, listener, time } = setup;
    await ask(setup, '签到', 'M1');
    await eventually(() => frames(platform, 'aibot_respond_msg')).toHaveLength(1);
    time.pass(10 * MINUTE);
    expect(await platform.repeat('M1')).toMatchObject({ text: '收到：@群学 签到' });
    await ask(setup, '别的', 'M2');
    expect(listener.heard.map(({ id }) => id)).toEqual(['M1', 'M2']);
  });
});

describe('a slow answer', () => {
  it('is a stream that is begun after two seconds and finished when it is there', async () => {
    const setup = await openConnected();
    const { work, answer } = await begun(setup);
    work.resolve('周报在此');
    expect(await answer).toMatchObject({ text: '周报在此', streamed: true, refreshes: 1 });
    expect(saidIn(setup.platform, group)).toEqual(['周报在此']);
  });

  it('is given up honestly after five and a half minutes', async () => {
    const setup = await openConnected();
    const { answer } = await begun(setup);
    setup.time.pass(5.5 * MINUTE - REAL.quick - 1);
    expect(saidIn(setup.platform, group)).toEqual(['正在处理，请稍候…']);
    setup.time.pass(1);
    expect(await answer).toMatchObject({ text: expect.stringMatching(/^处理时间过长/) });
  });

  it('846608: to a stream that has expired is said by itself', async () => {
    const setup = await openConnected();
    const { platform, time } = setup;
    const { work, answer } = await begun(setup);
    time.clock.advance(6 * MINUTE + 1);
    work.resolve('周报在此');
    await expect(answer).rejects.toMatchObject({ code: 'stream' });
    const [message] = await platform.expectMessages(group, 1);
    expect(message?.content).toMatchObject({ text: '周报在此' });
    expect(errors(setup)).toEqual([]);
  });

  it.each([846605, 600039, 40058])(
    '%i: to a req_id WeCom does not take is said by itself',
    async (errcode) => {
      const setup = await openConnected({ answerWithinMs: 1 });
      const { platform } = setup;
      platform.failNext(1, { kind: 'errcode', errcode }, 'connection');
      await ask(setup);
      const [message] = await platform.expectMessages(group, 1);
      expect(message?.content).toMatchObject({ text: '收到：@群学 周报' });
      await eventually(() => frames(platform, 'aibot_send_msg')).toMatchObject([
        { request: { chatid: GROUP, chat_type: 2 } },
      ]);
    },
  );
});

describe('an answer when the connection is broken', () => {
  it('waits until it is back, and is said by itself, for its req_id is gone', async () => {
    const setup = await openConnected({ answerWithinMs: 1 });
    const { platform, time } = setup;
    const work = slowly(setup);
    const answer = ask(setup);
    await eventually(() => setup.listener.heard).toHaveLength(1);
    platform.connection.drop();
    await eventually(() => time.waitingFor(REAL.reconnect)).toBe(1);
    work.resolve('周报在此');
    await answer;
    await eventually(() => time.waitingFor(REAL.gather)).toBe(1);
    await reconnected(setup);
    time.pass(REAL.gather);
    const [message] = await platform.expectMessages(group, 1);
    expect(message?.content).toMatchObject({ text: '周报在此' });
    expect(frames(platform, 'aibot_respond_msg')).toMatchObject([{ answer: { errcode: 846605 } }]);
  });

  it('goes out together with the others of its conversation', async () => {
    const setup = await openConnected({ answerWithinMs: 1, members: 40 });
    const { platform, time, listener } = setup;
    const gate = Promise.withResolvers<void>();
    listener.says = async ({ from }) => {
      await gate.promise;
      return `${from}已签到`;
    };
    const members = Array.from({ length: 40 }, (_, index) => `member-${index}`);
    await Promise.all(members.map((from) => platform.say({ from, chat: group, text: '签到' })));
    await eventually(() => listener.heard).toHaveLength(40);
    platform.connection.drop();
    await eventually(() => time.waitingFor(REAL.reconnect)).toBe(1);
    gate.resolve();
    await eventually(() => time.waitingFor(REAL.gather)).toBe(1);
    await reconnected(setup);
    time.pass(REAL.gather);
    const [message] = await platform.expectMessages(group, 1);
    for (const from of members)
      expect(message?.content).toMatchObject({ text: expect.stringContaining(`${from}已签到`) });
  });

  it('is given up after five minutes, with a line in the log, and worked out again when it is told again', async () => {
    const setup = await openConnected({ answerWithinMs: 1 });
    const { platform, time, listener } = setup;
    const work = slowly(setup);
    await ask(setup, '签到', 'M1');
    await eventually(() => listener.heard).toHaveLength(1);
    platform.connection.drop();
    await eventually(() => time.waitingFor(REAL.reconnect)).toBe(1);
    work.resolve('已签到');
    await eventually(() => time.waitingFor(REAL.gather)).toBe(1);
    time.pass(REAL.gather);
    await eventually(() => time.waitingFor(REAL.outage)).toBe(1);
    time.pass(REAL.outage);
    await eventually(() => errors(setup)).toMatchObject([expect.stringContaining('given-up')]);
    await reconnected(setup);
    listener.says = async () => '已签到';
    await platform.repeat('M1');
    await eventually(() => saidIn(platform, group)).toEqual(['已签到']);
  });
});

describe('hazard 6: an answer that WeCom does not take at once', () => {
  it('-1 and 45033: is tried again, a little later each time', async () => {
    const setup = await openConnected();
    setup.platform.failNext(1, { kind: 'errcode', errcode: -1 }, 'connection');
    setup.platform.failNext(1, { kind: 'errcode', errcode: 45033 }, 'connection');
    const answer = ask(setup);
    for (const rest of [2 * SECOND, 4 * SECOND]) {
      await eventually(() => setup.time.waitingFor(rest)).toBe(1);
      setup.time.pass(rest);
    }
    expect(await answer).toMatchObject({ text: '收到：@群学 周报' });
  });

  it('45009: is tried again after a minute', async () => {
    const setup = await openConnected();
    setup.platform.failNext(1, { kind: 'errcode', errcode: 45009 }, 'connection');
    const answer = ask(setup);
    await eventually(() => setup.time.waitingFor(MINUTE)).toBe(2);
    setup.time.pass(MINUTE);
    expect(await answer).toMatchObject({ text: '收到：@群学 周报' });
  });

  it('an acknowledgement that is lost: is said once more in the same stream, which shows it once', async () => {
    holdSdkTimers();
    const setup = await openConnected();
    const { platform } = setup;
    platform.failNext(1, { kind: 'answer-lost' }, 'connection');
    await ask(setup);
    await eventually(() => frames(platform, 'aibot_respond_msg')).toHaveLength(1);
    // Longer than the 5 s of the SDK itself.
    vi.advanceTimersByTime(REAL.ack - 1);
    await platform.say({ from: 'LiMing', chat: 'private', text: '在吗' });
    expect(frames(platform, 'aibot_respond_msg').filter(({ group }) => group === GROUP)).toHaveLength(1);
    vi.advanceTimersByTime(1);
    await eventually(() =>
      frames(platform, 'aibot_respond_msg').filter((each) => each.group === GROUP),
    ).toHaveLength(2);
    const [first, second] = frames(platform, 'aibot_respond_msg').filter((each) => each.group === GROUP);
    expect(second?.request).toEqual(first?.request);
    expect(saidIn(platform, group)).toEqual(['收到：@群学 周报']);
  });

  it('two acknowledgements that are lost: is given up, with a line in the log', async () => {
    holdSdkTimers();
    const setup = await openConnected();
    const { platform } = setup;
    platform.failNext(2, { kind: 'answer-lost' }, 'connection');
    await ask(setup);
    for (const count of [1, 2]) {
      await eventually(() => frames(platform, 'aibot_respond_msg')).toHaveLength(count);
      vi.advanceTimersByTime(REAL.ack);
    }
    await eventually(() => errors(setup)).toMatchObject([expect.stringContaining('doubtful')]);
    expect(frames(platform, 'aibot_respond_msg')).toHaveLength(2);
  });

  it('a break before the acknowledgement: is said again, marked, where the first may have arrived', async () => {
    const setup = await openConnected();
    const { platform } = setup;
    platform.failNext(1, { kind: 'answer-lost', ms: 0 }, 'connection');
    expect(await ask(setup)).toMatchObject({ text: '收到：@群学 周报' });
    await reconnected(setup);
    const [message] = await platform.expectMessages(group, 1);
    expect(message?.content).toMatchObject({ text: '（重发，如已收到请忽略）\n收到：@群学 周报' });
  });

  it('a slow acknowledgement is waited for', async () => {
    const setup = await openConnected();
    setup.platform.failNext(1, { kind: 'slow', ms: 50 }, 'connection');
    await ask(setup);
    await eventually(() => frames(setup.platform, 'aibot_respond_msg')).toMatchObject([
      { fault: { kind: 'slow' } },
    ]);
    expect(errors(setup)).toEqual([]);
  });
});
