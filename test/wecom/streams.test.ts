import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/dialogue/message.ts';
import { MovableClock } from '../../src/time/clock.ts';
import { Streams } from '../../src/wecom/callback/streams.ts';
import { streamId } from '../../src/wecom/stream-id.ts';
import { HandTimer, NOON, readableLog } from './support.ts';

const words = (text: string): Reply => ({ text, card: null });

describe('streams', () => {
  it('are named after their message, without giving it away', () => {
    expect(streamId('M1')).toMatch(/^[0-9a-f]{32}$/);
    expect(streamId('M1')).toBe(streamId('M1'));
    expect(streamId('M1')).not.toBe(streamId('M2'));
  });

  it('are kept ten thousand at most, the oldest go first', async () => {
    const hand = new HandTimer();
    const streams = new Streams(new MovableClock(NOON), hand.timer, readableLog().log);
    const work = Promise.withResolvers<Reply>();
    const begun = Array.from({ length: 10_001 }, (_, index) => streams.begin(`${index}`, () => work.promise));
    await hand.ring();
    await Promise.all(begun);
    work.resolve(words('好'));
    await streams.begin('waits for the others', async () => words('好'));
    await streams.begin('makes room', async () => words('好'));
    expect(streams.state(streamId('0')).content).toMatch(/重新启动/);
    expect(streams.state(streamId('1')).content).toBe('好');
  });

  it('of quick answers are not kept, for WeCom does not ask for them', async () => {
    const streams = new Streams(new MovableClock(NOON), new HandTimer().timer, readableLog().log);
    const { id } = await streams.begin('M1', async () => words('好'));
    expect(streams.state(id).content).toMatch(/重新启动/);
  });

  it('are waited for before the program ends, until WeCom has fetched what it was promised', async () => {
    const hand = new HandTimer();
    const streams = new Streams(new MovableClock(NOON), hand.timer, readableLog().log);
    const work = Promise.withResolvers<Reply>();
    const begun = streams.begin('M1', () => work.promise);
    await hand.ring();
    const { id, finish } = await begun;
    expect(finish).toBe(false);
    let isDrained = false;
    const drained = streams.drained().then(() => {
      isDrained = true;
    });
    work.resolve(words('好'));
    await Promise.resolve();
    expect(isDrained).toBe(false);
    expect(streams.state(id).content).toBe('好');
    await drained;
    await streams.drained();
    expect(hand.waiting).toBe(0);
  });

  it('are not waited for longer than a moment', async () => {
    const hand = new HandTimer();
    const streams = new Streams(new MovableClock(NOON), hand.timer, readableLog().log);
    const begun = streams.begin('M1', () => new Promise(() => {}));
    await hand.ring();
    await begun;
    const drained = streams.drained();
    await hand.ring();
    await drained;
  });

  it('call off their timers when the answer is there', async () => {
    const hand = new HandTimer();
    const streams = new Streams(new MovableClock(NOON), hand.timer, readableLog().log);
    await streams.begin('M1', async () => words('好'));
    expect(hand.waiting).toBe(0);
  });
});
