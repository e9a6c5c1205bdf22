import type { FileStore } from '../../journal/files/files.ts';
import type { Logger } from '../../log.ts';
import type { Clock } from '../../time/clock.ts';
import type { Timer } from '../timer.ts';
import type { Link } from './link.ts';
import type { Pace } from './pace.ts';
import type { Persistence } from './persistence.ts';
import type { Timings } from './timings.ts';

/** What the parts of the connection stand on, each on some of it. */
export interface Ground {
  readonly link: Link;
  readonly pace: Pace;
  readonly persistence: Persistence;
  readonly files: FileStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timer: Timer;
  readonly timings: Timings;
}
