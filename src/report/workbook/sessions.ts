import { onLeave } from '../../progress/sessions.ts';
import type { Attended, RecordId, SessionOpened } from '../../records/records.ts';
import type { Roster, UnitId } from '../../roster/roster.ts';
import type { Instant } from '../../time/clock.ts';
import type { Steps } from '../../time/steps.ts';
import type { Brief } from './brief.ts';

/** Who of a unit and below it was at a session, in numbers. */
export interface Turnout {
  readonly called: number;
  readonly present: number;
  readonly online: number;
  readonly atHome: number;
  readonly late: number;
  readonly onLeave: number;
  readonly letOff: number;
}

/** Sessions that the unit or anybody below it holds, joins or is called to, in the order in which they were held; of those held at the same time, in the roster's. */
export function* sessionsFor({ progress: { state, roster }, unit }: Brief): Steps<SessionOpened[]> {
  const found = new Map<Instant, Set<SessionOpened>>();
  for (const { id } of [...roster.subtree(unit), ...roster.lineage(unit)]) {
    for (const session of [...state.sessionsOf(id), ...state.sessionsJoinedBy(id)]) {
      const together = found.get(session.start);
      if (together) together.add(session);
      else found.set(session.start, new Set([session]));
    }
    yield;
  }
  const moments = [...found.keys()].sort((a, b) => a - b);
  return moments.flatMap((moment) => [...(found.get(moment) ?? [])]);
}

/** Those called or present who are at home in the unit or below it: of others nothing is told. */
export function turnoutOf({ progress, unit }: Brief, session: SessionOpened): Turnout {
  const { state, roster, zone } = progress;
  const homes = homesCalled(roster, session, unit);
  const day = zone.dayOf(session.start);
  const there = presentFrom(session.id, homes);
  const away = homes.flatMap((home) => roster.residents(home)).filter(({ id }) => !there.has(id));
  const letOff = away.filter(({ flags }) => flags.includes('excused'));
  const leave = away.filter(
    (person) => !person.flags.includes('excused') && onLeave(state, person.id, session, day),
  );
  const all = [...there.values()];
  return {
    called: homes.reduce((sum, home) => sum + roster.residents(home).length, 0),
    present: all.length,
    online: all.filter(({ mode }) => mode === '线上').length,
    atHome: all.filter(({ mode }) => mode === '送学上门').length,
    late: all.filter(({ late }) => late !== null).length,
    onLeave: leave.length,
    letOff: letOff.length,
  };

  function presentFrom(id: RecordId, homes: readonly UnitId[]): Map<string, Attended> {
    const presence = state.presence(id);
    return new Map(homes.flatMap((home) => [...(presence.get(home) ?? [])]));
  }
}

/** The units in sight where somebody called is at home. */
function homesCalled(roster: Roster, session: SessionOpened, scope: UnitId): UnitId[] {
  const outer = [session.unit, ...session.joined].flatMap((unit) => {
    if (roster.within(unit, scope)) return [unit];
    return roster.within(scope, unit) ? [scope] : [];
  });
  return [...new Set(outer.flatMap((unit) => [...roster.subtree(unit)].map(({ id }) => id)))];
}
