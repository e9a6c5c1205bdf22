import { describe, expect, it } from 'vitest';
import type { SendResult } from '../../src/outreach/channel.ts';
import { personId } from '../../src/roster/roster.ts';
import { HOUR, MINUTE, SECOND } from '../../src/time/clock.ts';
import { PostOffice } from './support/post-office.ts';
import { BUREAU, FIRST, SECOND as SECOND_BRANCH } from './support/world.ts';

const RETRY: SendResult = { status: 'retry', after: 2 * SECOND, detail: '系统繁忙' };
const UNKNOWN: SendResult = { status: 'unknown', detail: '没有明确答复' };
const REFUSED: SendResult = { status: 'refused', detail: '机器人已被移出群' };
const NEVER = new Promise<SendResult>(() => {});

describe('a message that gets through', () => {
  it('is on record as attempted before the platform is called, and as sent afterwards', async () => {
    const office = await PostOffice.open();
    await office.queue(FIRST, 'a');
    let before: string[] = [];
    office.channel.answers(FIRST, () => {
      before = office.notes('a');
      return { status: 'sent' };
    });
    await office.settle();
    expect(before).toEqual(['attempted']);
    expect(office.notes('a')).toEqual(['attempted', 'sent']);
    await office.settle(HOUR);
    expect(office.channel.calls).toHaveLength(1);
  });

  it('stays sent after a restart', async () => {
    const office = await PostOffice.open();
    await office.queue(FIRST, 'a');
    await office.settle();
    await office.restart();
    await office.settle(HOUR);
    expect(office.channel.calls).toHaveLength(1);
    expect(office.fate('a')).toBe('sent');
  });

  it('goes out when it is queued while the lane is at work', async () => {
    const office = await PostOffice.open();
    const answer = Promise.withResolvers<SendResult>();
    office.channel.answers(FIRST, answer.promise);
    await office.queue(FIRST, 'a');
    office.delivery.kick();
    await office.queue(FIRST, 'b');
    office.delivery.kick();
    answer.resolve({ status: 'sent' });
    await office.delivery.idle();
    expect(office.channel.texts).toEqual(['a', 'b']);
  });
});

describe('a message in hand', () => {
  it('is not sent a second time because its group got another robot meanwhile', async () => {
    const office = await PostOffice.open();
    const answer = Promise.withResolvers<SendResult>();
    office.channel.answers(FIRST, answer.promise);
    await office.queue(FIRST, 'a');
    await office.queue(FIRST, 'b');
    office.delivery.kick();
    await expect.poll(() => office.channel.calls.length).toBe(1);
    office.channel.suffix = '/new';
    office.delivery.kick();
    await expect.poll(() => office.fate('b')).toBe('sent');
    answer.resolve({ status: 'sent' });
    await office.delivery.idle();
    expect(office.channel.texts).toEqual(['a', 'b']);
  });
});

describe('a platform that cannot take it now', () => {
  it('is asked again after the time it named, and the order on the lane is kept', async () => {
    const office = await PostOffice.open();
    office.channel.answers(FIRST, RETRY);
    await office.queue(FIRST, 'a');
    await office.queue(FIRST, 'b');
    await office.queue(SECOND_BRANCH, 'c');
    await office.settle();
    expect(office.channel.texts.toSorted()).toEqual(['a', 'c']);
    await office.settle(SECOND);
    expect(office.channel.calls).toHaveLength(2);
    await office.settle(SECOND);
    expect(office.channel.texts.slice(2)).toEqual(['a', 'b']);
    expect(office.channel.calls.every(({ again }) => !again)).toBe(true);
    expect(office.fate('a')).toBe('sent');
  });

  it('is given up loudly after eight tries, with the last reason', async () => {
    const office = await PostOffice.open();
    office.channel.answers(FIRST, ...Array.from({ length: 20 }, () => RETRY));
    await office.queue(FIRST, 'a');
    for (let tries = 0; tries < 12; tries++) await office.settle(HOUR);
    expect(office.channel.calls).toHaveLength(8);
    expect(office.fate('a')).toBe('abandoned');
    expect(office.detail('a')).toBe('试了8次：系统繁忙');
  });

  it('is not troubled with what is no longer worth sending', async () => {
    const office = await PostOffice.open();
    office.channel.answers(FIRST, RETRY);
    await office.queue(FIRST, 'a', { expires: office.clock.now() + MINUTE });
    await office.queue(FIRST, 'b', { expires: null });
    await office.settle();
    await office.settle(2 * MINUTE);
    expect(office.channel.texts).toEqual(['a', 'b']);
    expect(office.fate('a')).toBe('abandoned');
    expect(office.detail('a')).toBe('已过时限：系统繁忙');
  });

  it('is not asked for hours longer when the clock is set back', async () => {
    const office = await PostOffice.open();
    office.channel.answers(FIRST, RETRY);
    await office.queue(FIRST, 'a');
    await office.settle();
    await office.settle(-2 * HOUR);
    expect(office.fate('a')).toBe('sent');
  });
});

describe('a refusal', () => {
  it('is final and holds nobody up', async () => {
    const office = await PostOffice.open();
    office.channel.answers(FIRST, REFUSED);
    await office.queue(FIRST, 'a');
    await office.queue(FIRST, 'b');
    await office.settle();
    expect([office.fate('a'), office.detail('a'), office.fate('b')]).toEqual([
      'refused',
      '机器人已被移出群',
      'sent',
    ]);
  });

  it('is noted once, without a call, for a target that no channel reaches', async () => {
    const office = await PostOffice.open();
    office.channel.unreachable.add(FIRST);
    await office.queue(FIRST, 'a');
    await office.queue(FIRST, 'b', { to: { kind: 'person', person: personId('lin') } });
    await office.settle();
    await office.settle(HOUR);
    await office.restart();
    await office.settle(HOUR);
    expect(office.channel.calls).toEqual([]);
    expect([office.notes('a'), office.detail('a'), office.notes('b')]).toEqual([
      ['refused'],
      '没有推送地址',
      ['refused'],
    ]);
  });
});

describe('an outcome nobody knows', () => {
  it('is followed by one marked second try', async () => {
    const office = await PostOffice.open();
    office.channel.answers(FIRST, UNKNOWN);
    await office.queue(FIRST, 'a');
    await office.settle();
    expect(office.fate('a')).toBe('doubtful');
    await office.settle(MINUTE);
    expect(office.channel.calls.map(({ again }) => again)).toEqual([false, true]);
    expect(office.fate('a')).toBe('sent');
  });

  it('stays unknown after two tries, and is never tried a third time', async () => {
    const office = await PostOffice.open();
    office.channel.answers(FIRST, UNKNOWN, UNKNOWN);
    await office.queue(FIRST, 'a');
    await office.queue(FIRST, 'b');
    for (let minutes = 0; minutes < 5; minutes++) await office.settle(MINUTE);
    await office.restart();
    await office.settle(HOUR);
    expect(office.channel.texts).toEqual(['a', 'a', 'b']);
    expect([office.fate('a'), office.detail('a')]).toEqual(['unknown', '没有明确答复']);
  });

  it.each([
    ['refused', REFUSED],
    ['closed', { status: 'closed', detail: '机器人已被移出群' }],
  ] as const)('stays unknown when the second try is certainly %s', async (_how, second) => {
    const office = await PostOffice.open();
    office.channel.answers(FIRST, UNKNOWN, second);
    await office.queue(FIRST, 'a');
    await office.settle();
    await office.settle(MINUTE);
    await office.settle(HOUR);
    expect(office.channel.calls).toHaveLength(2);
    expect([office.fate('a'), office.detail('a')]).toEqual(['unknown', '机器人已被移出群']);
  });

  it('is assumed when the process died between the call and its outcome', async () => {
    const office = await PostOffice.open();
    office.channel.answers(FIRST, NEVER);
    await office.queue(FIRST, 'a');
    office.delivery.kick();
    await expect.poll(() => office.channel.calls.length).toBe(1);
    await office.restart();
    expect(office.fate('a')).toBe('doubtful');
    await office.settle();
    expect(office.channel.calls.map(({ again }) => again)).toEqual([false, true]);
    expect(office.notes('a')).toEqual(['attempted', 'attempted', 'sent']);
  });

  it('is unknown for good when the process died in the second try as well', async () => {
    const office = await PostOffice.open();
    await office.queue(FIRST, 'a');
    for (const calls of [1, 2]) {
      office.channel.answers(FIRST, NEVER);
      office.delivery.kick();
      await expect.poll(() => office.channel.calls.length).toBe(calls);
      await office.restart();
    }
    await office.settle();
    await office.settle(HOUR);
    expect(office.channel.calls).toHaveLength(2);
    expect(office.fate('a')).toBe('unknown');
  });
});

describe('the rate limit', () => {
  it('lets twenty a minute through on each lane, in order', async () => {
    const office = await PostOffice.open();
    const keys = Array.from({ length: 45 }, (_, index) => `m${index}`);
    for (const key of keys) await office.queue(FIRST, key);
    await office.queue(SECOND_BRANCH, 'other');
    await office.settle();
    expect(office.channel.calls).toHaveLength(21);
    await office.settle(59 * SECOND);
    expect(office.channel.calls).toHaveLength(21);
    await office.settle(SECOND);
    expect(office.channel.calls).toHaveLength(41);
    await office.settle(MINUTE);
    expect(office.channel.calls.filter(({ to }) => to === FIRST).map(({ text }) => text)).toEqual(keys);
  });

  it('holds across a restart', async () => {
    const office = await PostOffice.open();
    for (let index = 0; index < 25; index++) await office.queue(BUREAU, `m${index}`);
    await office.settle();
    office.clock.advance(30 * SECOND);
    await office.restart();
    await office.settle();
    expect(office.channel.calls).toHaveLength(20);
    await office.settle(30 * SECOND);
    expect(office.channel.calls).toHaveLength(25);
  });
});

describe('a ledger that cannot be written', () => {
  it('stops the lane before the call, and loses nothing', async () => {
    const office = await PostOffice.open();
    await office.queue(FIRST, 'a');
    office.refuses(1);
    await office.settle();
    expect(office.channel.calls).toEqual([]);
    await office.settle(MINUTE);
    expect(office.notes('a')).toEqual(['attempted', 'sent']);
  });

  it('doubles nothing when the outcome could not be written: it is written first thing afterwards', async () => {
    const office = await PostOffice.open();
    await office.queue(FIRST, 'a');
    await office.queue(FIRST, 'b');
    office.refuses(2, ({ cause }) => cause.endsWith('/sent'));
    await office.settle();
    await office.settle(MINUTE);
    expect(office.channel.texts).toEqual(['a']);
    await office.settle(MINUTE);
    expect(office.channel.texts).toEqual(['a', 'b']);
    expect(office.notes('a')).toEqual(['attempted', 'sent']);
  });
});

describe('stopping', () => {
  it('finishes the call in hand and begins no other', async () => {
    const office = await PostOffice.open();
    const answer = Promise.withResolvers<SendResult>();
    office.channel.answers(FIRST, answer.promise);
    await office.queue(FIRST, 'a');
    await office.queue(FIRST, 'b');
    const stop = new AbortController();
    const running = office.delivery.run(stop.signal);
    await expect.poll(() => office.channel.calls.length).toBe(1);
    stop.abort();
    answer.resolve({ status: 'sent' });
    await running;
    expect([office.fate('a'), office.fate('b')]).toEqual(['sent', 'waiting']);
    await office.settle();
    expect(office.channel.texts).toEqual(['a']);
  });

  it('begins nothing when it is stopped before it starts', async () => {
    const office = await PostOffice.open();
    await office.queue(FIRST, 'a');
    await office.delivery.run(AbortSignal.abort());
    expect(office.channel.calls).toEqual([]);
  });
});
