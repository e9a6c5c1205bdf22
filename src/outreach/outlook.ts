import type { Progress } from '../progress/progress.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import type { Workdays } from '../time/workdays.ts';
import type { Day, Zone } from '../time/zone.ts';
import type { Say } from '../wording/wording.ts';

/** All that decides what to send: given the same, the plans are the same. */
export interface Outlook {
  readonly progress: Progress;
  readonly workdays: Workdays;
  readonly zone: Zone;
  readonly now: Instant;
  readonly say: Say;
}

/** Whom the channels can reach. */
export interface Reach {
  reachesPerson(person: PersonId): boolean;
  reachesGroup(unit: UnitId): boolean;
}

export const todayOf = ({ zone, now }: Outlook): Day => zone.dayOf(now);
