import type { Campaign } from '../../campaign/campaign.ts';
import type { BoxChange } from '../../journal/box/opinion-box.ts';
import type { Logger } from '../../log.ts';
import type { State } from '../../progress/state.ts';
import type { Roster } from '../../roster/roster.ts';
import type { Clock } from '../../time/clock.ts';
import type { Day, Zone } from '../../time/zone.ts';
import type { Say } from '../../wording/wording.ts';
import type { Furniture } from '../page/furniture.ts';

/** What the public pages of the box may know and do. Nothing of who is asking. */
export interface BoxPorts {
  readonly furniture: Furniture;
  readonly campaign: Campaign;
  readonly state: State;
  readonly clock: Clock;
  readonly zone: Zone;
  readonly say: Say;
  readonly log: Logger;
  roster(): Roster;
  /** `https://bot.example.gov.cn/box` */
  readonly address: string;
  /** Durable when it resolves. Rejects with a JournalWriteError, and then everything is as before. */
  putInBox(change: BoxChange, today: Day): Promise<void>;
  /** A whole number below `choices` that nobody can foretell. */
  draw(choices: number): number;
}

/** What two kinds of pages share: the gate is one for all that is written. */
export const boxViewOf = ({ campaign, state, clock, zone, draw }: BoxPorts) => ({
  campaign,
  state,
  draw,
  today: zone.dayOf(clock.now()),
});
