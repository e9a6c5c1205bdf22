import type Koa from 'koa';
import type { Health } from '../pages/page.ts';
import { type Instant, MINUTE } from '../time/clock.ts';

/** A tick comes every minute; without one for so long something hangs. */
const TICK_OVERDUE = 3 * MINUTE;

/** 200 while it can work, 503 when it cannot; the body says why. */
export function healthHandler(
  check: () => Promise<Health>,
  now: () => Instant,
): (context: Koa.Context) => Promise<void> {
  return async (context) => {
    const health = await check();
    const ticking = health.lastTick !== null && now() - health.lastTick < TICK_OVERDUE;
    const connected = health.ways.every(({ ok }) => ok);
    context.status = health.storeWritable && ticking && connected ? 200 : 503;
    context.body = {
      ok: context.status === 200,
      store: health.storeWritable ? 'writable' : 'not writable',
      lastTick: health.lastTick === null ? null : new Date(health.lastTick).toISOString(),
      ticking,
      backlog: health.backlog,
      repairs: health.repairs,
      ways: health.ways,
    };
  };
}
