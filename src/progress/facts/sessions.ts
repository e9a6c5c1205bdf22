import type { SessionFact, SessionFacts } from '../../campaign/facts.ts';
import type { RecordId, SessionOpened } from '../../records/records.ts';
import type { Roster, UnitId } from '../../roster/roster.ts';
import type { Zone } from '../../time/zone.ts';
import type { State } from '../state.ts';
import { remember } from './remember.ts';

const byStart = (a: SessionFact, b: SessionFact): number => a.start - b.start || (a.id < b.id ? -1 : 1);

/** Has nobody below it and took nobody's place, as nearly all do. */
const isPlainLeaf = (roster: Roster, unit: UnitId): boolean =>
  roster.children(unit).length === 0 && roster.lineOfSuccession(unit).length === 1;

/** Sessions from the side of a unit: which count for it, how many of its people were there, what proves them. */
export function sessionFacts(state: State, roster: Roster, zone: Zone): SessionFacts {
  const present = ({ id, start }: SessionOpened, side: UnitId): number => {
    const presence = state.presence(id);
    if (isPlainLeaf(roster, side)) return presence.get(side)?.size ?? 0;
    let count = 0;
    for (const [home, there] of presence) if (roster.belonged(home, side, start)) count += there.size;
    return count;
  };
  // Everybody who was there asks for the same: a session is looked at once from each side.
  const seen = remember(
    (session: RecordId) => state.sessionChanges.ofSession(session),
    () => new Map<UnitId, SessionFact>(),
  );
  const fact = (session: SessionOpened, side: UnitId): SessionFact => {
    const sides = seen(session.id);
    const known = sides.get(side);
    if (known) return known;
    const { id, unit, activity, topic, mode, title, start, minutes: planned } = session;
    const found = {
      ...{ id, unit, activity, topic, mode, title, start, day: zone.dayOf(start), planned },
      minutes: state.closing(id)?.minutes ?? null,
      present: present(session, side),
    };
    sides.set(side, found);
    return found;
  };
  const lineOf = (id: UnitId): readonly UnitId[] => roster.lineOfSuccession(id).map(({ unit }) => unit);
  const changesAt = (id: UnitId): number => state.sessionChanges.ofUnits(lineOf(id));
  const changesAbove = (unit: UnitId): number => state.sessionChanges.ofUnits(roster.aboveEver(unit));
  const changesBelow = (unit: UnitId): number => state.sessionChanges.ofUnits(roster.belowEver(unit));
  const sessionsFor = remember(changesAbove, (unit: UnitId) => {
    const found = new Map<RecordId, SessionOpened>();
    for (const id of roster.aboveEver(unit))
      for (const session of [...state.sessionsOf(id), ...state.sessionsJoinedBy(id)])
        if (roster.belonged(unit, id, session.start)) found.set(session.id, session);
    return [...found.values()].map((session) => fact(session, unit)).sort(byStart);
  });
  return {
    sessionsFor,
    sessionsCalling(person, home) {
      const stays = roster.staysOf(person);
      if (stays.length < 2) return sessionsFor(home);
      let since = Number.NEGATIVE_INFINITY;
      return stays.flatMap(({ unit, until }) => {
        const [from, to] = [since, until ?? Number.POSITIVE_INFINITY];
        since = to;
        return sessionsFor(unit).filter(({ start }) => from <= start && start < to);
      });
    },
    sessionsHeldBy: remember(changesAt, (unit) =>
      state
        .sessionsOf(unit)
        .map((session) => fact(session, unit))
        .sort(byStart),
    ),
    sessionsHeldIn: remember(changesBelow, (unit) => {
      const held = new Set(roster.belowEver(unit).flatMap((id) => state.sessionsOf(id)));
      return [...held]
        .filter((session) => roster.belonged(session.unit, unit, session.start))
        .map((session) => fact(session, unit))
        .sort(byStart);
    }),
    attendedBy: (person) =>
      state
        .attendedBy(person)
        .flatMap(({ session, unit }) => {
          const opened = state.session(session);
          return opened ? [fact(opened, unit)] : [];
        })
        .sort(byStart),
    ledBy: (person) =>
      state
        .sessionsLedBy(person)
        .map((session) => fact(session, session.unit))
        .sort(byStart),
    groupsAt(session) {
      const counts = new Map<string, number>();
      for (const { group = '' } of state.attendance(session).values())
        counts.set(group, (counts.get(group) ?? 0) + 1);
      return counts;
    },
    peopleOf: (unit) => roster.headcount(unit),
    leavesSomebody(session, unit) {
      const there = state.attendance(session);
      return roster.peopleOf(unit).some(({ id, flags }) => !there.has(id) && !flags.includes('retired'));
    },
    evidenceOf: (session) => new Set(state.evidenceOf(session).map((given) => given.piece)),
    // The office answers for what it does itself, not for the county below it.
    branchesOf: (unit) => (unit === roster.root.id ? [unit] : roster.leaves(unit).map((leaf) => leaf.id)),
  };
}
