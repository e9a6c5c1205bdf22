import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/journal/outgoing.ts';
import { HOUR, MINUTE, MovableClock, SECOND } from '../../../src/time/clock.ts';
import { FOR_PUSHES, NOTHING, Pace, PLENTY } from '../../../src/wecom/connection/pace.ts';
import { REAL } from '../../../src/wecom/connection/timings.ts';
import { bytesOf } from '../../../src/wecom/limits.ts';
import { eventually, NOON } from '../support.ts';
import { type ConnectionSetup, frames, group, openConnected, saidIn, toGroup } from './support.ts';

const PEOPLE = 64;
const members = Array.from({ length: PEOPLE }, (_, index) => `member-${index}`);
const note: Content = { type: 'markdown', text: '# 提醒', mention: [] };

describe('the pace of one conversation', () => {
  const clock = () => new MovableClock(NOON);
  const counted = (pace: Pace, times: number): void => {
    for (let time = 0; time < times; time++) pace.count('G1');
  };

  it('has room for thirty in a minute, and each conversation for itself', () => {
    const pace = new Pace(clock());
    counted(pace, 29);
    expect(pace.hasRoom('G1', NOTHING)).toBe(true);
    counted(pace, 1);
    expect(pace.hasRoom('G1', NOTHING)).toBe(false);
    expect(pace.hasRoom('G2', NOTHING)).toBe(true);
  });

  it('has room again when the minute is over, and a second for the journey', () => {
    const now = clock();
    const pace = new Pace(now);
    counted(pace, 30);
    now.advance(MINUTE + SECOND - 1);
    expect(pace.hasRoom('G1', NOTHING)).toBe(false);
    now.advance(1);
    expect(pace.hasRoom('G1', NOTHING)).toBe(true);
  });

  it('has room for a thousand in an hour', () => {
    const now = clock();
    const pace = new Pace(now);
    for (let batch = 0; batch < 40; batch++) {
      counted(pace, 25);
      now.advance(MINUTE + SECOND);
    }
    expect(pace.hasRoom('G1', NOTHING)).toBe(false);
    now.advance(HOUR + SECOND - 40 * (MINUTE + SECOND));
    expect(pace.hasRoom('G1', NOTHING)).toBe(true);
  });

  it('leaves what it is asked to leave', () => {
    const pace = new Pace(clock());
    counted(pace, 14);
    expect(pace.hasRoom('G1', PLENTY)).toBe(true);
    counted(pace, 1);
    expect(pace.hasRoom('G1', PLENTY)).toBe(false);
    counted(pace, 9);
    expect(pace.hasRoom('G1', FOR_PUSHES)).toBe(true);
    counted(pace, 1);
    expect(pace.hasRoom('G1', FOR_PUSHES)).toBe(false);
    expect(pace.hasRoom('G1', NOTHING)).toBe(true);
  });

  it('is not stopped for days by a clock that was set back', () => {
    const now = clock();
    const pace = new Pace(now);
    counted(pace, 30);
    now.advance(-2 * HOUR);
    expect(pace.hasRoom('G1', NOTHING)).toBe(true);
  });

  it('forgets conversations in which nothing was said for an hour', () => {
    const now = clock();
    const pace = new Pace(now);
    for (let chat = 0; chat < 1000; chat++) pace.count(`G${chat}`);
    now.advance(HOUR + SECOND);
    pace.count('G');
    expect(pace.size).toBe(1);
  });
});

/** Times of the frames that were counted against a group's limit. */
const counted = ({ platform }: ConnectionSetup): number[] =>
  ['aibot_respond_msg', 'aibot_send_msg', 'aibot_respond_update_msg']
    .flatMap((api) => frames(platform, api))
    .map(({ at }) => at)
    .sort((a, b) => a - b);

function mostInAMinute(times: readonly number[]): number {
  return Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + MINUTE).length));
}

const errcodes = ({ platform }: ConnectionSetup): unknown[] => [
  ...new Set(
    platform.outbound.flatMap((each) => ('answer' in each && each.answer ? [each.answer.errcode] : [])),
  ),
];

const confirmed = ({ platform }: ConnectionSetup): string[] => {
  const said = saidIn(platform, group).join('\n');
  return members.filter((member) => said.includes(`${member}已签到。`));
};

/** Lets seconds pass, each after everything that could happen has happened, until everybody is answered. */
async function untilConfirmed(setup: ConnectionSetup): Promise<void> {
  await eventually(() => {
    if (setup.time.waitingFor(REAL.gather) > 0) setup.time.pass(SECOND);
    return confirmed(setup);
  }).toHaveLength(PEOPLE);
}

describe('sixty-four people who check in within a minute, in one group', () => {
  const open = async (): Promise<ConnectionSetup> => {
    const setup = await openConnected({ members: PEOPLE, answerWithinMs: 1 });
    setup.listener.says = async ({ from }) => `${from}已签到。`;
    return setup;
  };
  const checkIn = (setup: ConnectionSetup, from: string) =>
    setup.platform.say({ from, chat: group, text: '/签到' });

  it.each([
    ['one by one', 900],
    ['all at the same moment', 0],
  ])('%s: are all answered, with at most thirty messages in any minute', async (_how, apart) => {
    const setup = await open();
    for (const [index, from] of members.entries()) {
      await checkIn(setup, from);
      await eventually(() => setup.listener.heard).toHaveLength(index + 1);
      setup.time.pass(apart);
    }
    await untilConfirmed(setup);
    expect(mostInAMinute(counted(setup))).toBeLessThanOrEqual(30);
    expect(errcodes(setup)).toEqual([0]);
    expect(counted(setup).length).toBeGreaterThan(15);
  });

  it('do not wait for long: who comes when it is busy is answered within seconds', async () => {
    const setup = await open();
    for (const from of members.slice(0, 40)) await checkIn(setup, from);
    await eventually(() => setup.time.waitingFor(REAL.gather)).toBe(1);
    await eventually(() => setup.listener.heard).toHaveLength(40);
    setup.time.pass(REAL.gather);
    await eventually(() => confirmed(setup)).toHaveLength(40);
  });

  it('leave room for a reminder, which counts like an answer', async () => {
    const setup = await open();
    const { connection, platform, time } = setup;
    for (const from of members) await checkIn(setup, from);
    await eventually(() => setup.listener.heard).toHaveLength(PEOPLE);
    // Fifteen were answered one by one, the others are being gathered.
    const lane = connection.channel.lane(toGroup);
    let sent = 0;
    while (lane?.hasRoom?.()) {
      expect(await connection.channel.send(toGroup, note, false)).toEqual({ status: 'sent' });
      sent++;
    }
    expect(sent).toBe(15);
    expect(await connection.channel.send(toGroup, note, false)).toMatchObject({ status: 'retry' });
    expect(counted(setup)).toHaveLength(30);
    platform.takeMessages(group);
    time.pass(MINUTE + SECOND);
    expect(lane?.hasRoom?.()).toBe(true);
    await untilConfirmed(setup);
    expect(errcodes(setup)).toEqual([0]);
  });

  it('are answered in pieces that WeCom takes when their answers are long', async () => {
    const setup = await open();
    const { listener, platform } = setup;
    listener.says = async ({ from }) => `${from}已签到。${'学习'.repeat(500)}`;
    for (const from of members) await checkIn(setup, from);
    await eventually(() => listener.heard).toHaveLength(PEOPLE);
    await untilConfirmed(setup);
    const said = saidIn(platform, group);
    for (const text of said) expect(bytesOf(text)).toBeLessThanOrEqual(20_480);
    expect(said.join('\n\n').match(/已签到。/g)).toHaveLength(PEOPLE);
    expect(errcodes(setup)).toEqual([0]);
  });

  it('see a card that all of their answers bring along a few times, and last as it is at the end', async () => {
    const setup = await open();
    const { listener, platform, time } = setup;
    let arrived = 0;
    listener.says = async ({ from }) => {
      arrived++;
      listener.card = { id: 'check-in-7', title: '签到', lines: [`已到${arrived}人`], choices: [] };
      return `${from}已签到。`;
    };
    for (const from of members) await checkIn(setup, from);
    await eventually(() => listener.heard).toHaveLength(PEOPLE);
    await untilConfirmed(setup);
    await eventually(() => {
      if (time.waitingFor(REAL.gather) > 0) time.pass(SECOND);
      return saidIn(platform, group).at(-1);
    }).toContain(`已到${PEOPLE}人`);
    const cards = platform.takeMessages(group);
    expect(cards.length).toBeLessThan(20);
    expect(errcodes(setup)).toEqual([0]);
    expect(mostInAMinute(counted(setup))).toBeLessThanOrEqual(30);
  });
});
