import type { Clock } from '../time/clock.ts';
import type { Inbox } from './inbox.ts';
import type { World } from './world.ts';

/** What every part of the platform stands on. */
export interface Ground {
  readonly clock: Clock;
  readonly world: World;
  /** Where messages go that are no answer. */
  readonly inbox: Inbox;
}
