import type { Campaign } from '../campaign/campaign.ts';
import type { Config } from '../config.ts';
import type { Disk } from '../journal/disk.ts';
import type { Logger } from '../log.ts';
import type { Make } from '../report/workshop.ts';
import type { Clock } from '../time/clock.ts';
import type { OnProgress } from '../time/on-progress.ts';

export interface AppOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  /** Instead of the campaign file's own: the demo moves the campaign to the present. */
  readonly campaign?: Campaign;
  /** Draws a whole number from 0 up to, not including, `choices`. Nobody can predict the default. */
  readonly draw?: ((choices: number) => number) | undefined;
  /** What the data folder is written with; the machine's own by default. */
  readonly disk?: Disk | undefined;
  /** Where browsers find the bot, given its own address; the configured public address by default. */
  readonly publicUrl?: ((own: string) => string) | undefined;
  /** Whether the minute tick runs by itself; tests and the demo tick by hand. */
  readonly ticks?: boolean;
  /** Makes pictures and files instead of the workshop, which takes a second for each. */
  readonly make?: Make | undefined;
  /** Who hears how the long parts of the start are coming on, part by part. */
  readonly watch?: (part: 'reading' | 'comparing') => OnProgress;
}
