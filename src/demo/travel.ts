import type { App } from '../app/app.ts';
import { nextMoments } from '../outreach/moments.ts';
import type { Instant } from '../time/clock.ts';

export interface Traveller {
  now(): Instant;
  travelTo(at: Instant): void;
}

/** Moves time ahead, stopping wherever a reminder or a digest is due, as if the bot had been running all the while. */
export async function travel(app: App, clock: Traveller, to: Instant): Promise<void> {
  for (let moment = nextMoment(app); moment !== undefined && moment <= to; moment = nextMoment(app)) {
    clock.travelTo(moment);
    await settle(app);
  }
  clock.travelTo(to);
  await settle(app);
}

function nextMoment(app: App): Instant | undefined {
  const { reminder, digest } = nextMoments(app.outlook(), app.reach);
  return reminder === undefined ? digest : digest === undefined ? reminder : Math.min(reminder, digest);
}

async function settle(app: App): Promise<void> {
  await app.tick();
  await app.delivered();
}
