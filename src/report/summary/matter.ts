import type { Campaign } from '../../campaign/campaign.ts';
import type { SessionFact } from '../../campaign/facts.ts';
import type { Progress } from '../../progress/progress.ts';
import { EVERYBODY } from '../../progress/turnout.ts';
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
  /** Settled, and enough of those called were there. */
  readonly sessions: readonly SessionFact[];
  /** How many are settled and count for nothing, because too few came. */
  readonly belowQuorum: number;
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
    const settled = begun.filter(({ minutes }) => minutes !== null);
    this.sessions = settled.filter((session) => progress.isQuorate(session));
    this.belowQuorum = settled.length - this.sessions.length;
    this.unsettled = begun.length - settled.length;
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
  const guests = facts
    .sessionsFor(unit)
    .filter((session) => session.turnout(EVERYBODY).present > 0 && !known.has(session.id));
  return [...held, ...guests].sort((a, b) => a.start - b.start);
}
