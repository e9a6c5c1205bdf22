import type { Campaign } from '../../campaign/campaign.ts';
import type { SessionFact } from '../../campaign/facts.ts';
import type { Progress } from '../../progress/progress.ts';
import type { Unit, UnitId } from '../../roster/roster.ts';
import type { Instant } from '../../time/clock.ts';
import type { Day } from '../../time/zone.ts';
import { type Asked, askedOf } from './asked.ts';

/** All that one unit's summary is made from. */
export class Matter {
  readonly progress: Progress;
  readonly unit: Unit;
  readonly now: Instant;
  readonly today: Day;
  /** What the notice asks of the unit, its branches and its people, the summary itself left out. */
  readonly asked: readonly Asked[];
  /** The unit and all below it. */
  readonly units: readonly UnitId[];
  readonly sessions: readonly SessionFact[];
  /** How many sessions have begun and are not settled. */
  readonly unsettled: number;

  constructor(progress: Progress, unit: Unit, now: Instant, summaryType: string | undefined) {
    this.progress = progress;
    this.unit = unit;
    this.now = now;
    this.today = progress.zone.dayOf(now);
    this.asked = askedOf(progress, unit).filter(
      ({ requirement }) =>
        summaryType === undefined || !requirement.measure.documentTypes.includes(summaryType),
    );
    this.units = [...progress.roster.subtree(unit.id)].map(({ id }) => id);
    const begun = sessionsOf(progress, unit.id).filter(({ start }) => start <= now);
    this.sessions = begun.filter(({ minutes }) => minutes !== null);
    this.unsettled = begun.length - this.sessions.length;
  }

  get campaign(): Campaign {
    return this.progress.campaign;
  }

  /** Whether there are units below that answer for themselves. */
  get isOver(): boolean {
    return this.progress.roster.children(this.unit.id).some(({ kind }) => kind === 'unit');
  }
}

/** Held by the unit or below it, and those of others at which its people were. */
function sessionsOf({ facts }: Progress, unit: UnitId): SessionFact[] {
  const held = facts.sessionsHeldIn(unit);
  const known = new Set(held.map(({ id }) => id));
  const guests = facts.sessionsFor(unit).filter(({ id, present }) => present > 0 && !known.has(id));
  return [...held, ...guests].sort((a, b) => a.start - b.start);
}
