import type { Campaign } from '../../campaign/campaign.ts';
import type { SessionFact, SessionFacts } from '../../campaign/facts.ts';
import type { Turnout, Whom } from '../../campaign/quorum.ts';
import type { RecordId, SessionOpened } from '../../records/records.ts';
import type { Roster, UnitId } from '../../roster/roster.ts';
import type { Zone } from '../../time/zone.ts';
import { groupOf } from '../attendee-groups.ts';
import { elsewhere } from '../overlap.ts';
import { onLeave } from '../sessions.ts';
import type { State } from '../state.ts';
import { dueAt, turnoutOf } from '../turnout.ts';
import { onceEach, remember } from './remember.ts';

const byStart = (a: SessionFact, b: SessionFact): number => a.start - b.start || (a.id < b.id ? -1 : 1);

/** Sessions from the side of a unit: which count for it, how many of its people were there, what proves them. */
export function sessionFacts(
  state: State,
  roster: Roster,
  zone: Zone,
  { groups }: Pick<Campaign, 'groups'>,
): SessionFacts {
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
      turnout: onceEach((whom: Whom) => turnoutOf(state, roster, session, side, whom)),
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
    sessionsSharedIn: remember(changesBelow, (unit) => {
      const below = roster.belowEver(unit);
      const shared = new Set(below.flatMap((id) => [...state.sessionsOf(id), ...state.sessionsJoinedBy(id)]));
      return [...shared]
        .filter(({ unit: holder, joined, start }) =>
          [holder, ...joined].some((each) => roster.belonged(each, unit, start)),
        )
        .map((session) => fact(session, unit))
        .sort(byStart);
    }),
    attendedBy(person) {
      const doubled = elsewhere(state, person);
      return state
        .attendedBy(person)
        .flatMap(({ session, unit }) => {
          const opened = state.session(session);
          if (!opened || doubled.has(session)) return [];
          return [better(fact(opened, unit), fact(opened, opened.unit))];
        })
        .sort(byStart);
    },
    makeupsBy: (person) =>
      state.makeups.of(person).flatMap((makeup) => {
        const opened = state.session(makeup.session);
        if (!opened) return [];
        const session = better(fact(opened, makeup.unit), fact(opened, opened.unit));
        const reason = state.makeups.check(makeup.id)?.reason ?? null;
        return [{ session, stage: state.makeups.stage(makeup), reason }];
      }),
    isOnLeave(person, { id, day }) {
      const opened = state.session(id);
      return opened !== undefined && onLeave(state, person, opened, day);
    },
    ledBy: (person) =>
      state
        .sessionsLedBy(person)
        .map((session) => fact(session, session.unit))
        .sort(byStart),
    groupsAt(session) {
      const counts = new Map<string, number>();
      for (const record of state.attendance(session).values()) {
        const group = groupOf(roster, groups, record) ?? '';
        counts.set(group, (counts.get(group) ?? 0) + 1);
      }
      return counts;
    },
    groupless: (session) =>
      [...state.attendance(session).values()]
        .filter((record) => groupOf(roster, groups, record) === undefined)
        .map(({ person }) => roster.nameOf(person)),
    peopleOf: (unit) => roster.headcount(unit),
    peopleDue: (unit, whom) => [...dueAt(roster, unit, whom)].map(({ id }) => id),
    asksSomebody: (unit, whom) => !dueAt(roster, unit, whom).next().done,
    leavesSomebody(session, unit) {
      const there = state.attendance(session);
      return roster.peopleOf(unit).some(({ id, flags }) => !there.has(id) && !flags.includes('retired'));
    },
    evidenceOf: (session) => new Set(state.evidenceOf(session).map((given) => given.piece)),
    // The office answers for what it does itself, not for the county below it.
    branchesOf: (unit) => (unit === roster.root.id ? [unit] : roster.leaves(unit).map((leaf) => leaf.id)),
  };
}

/** The session from the side that came in greater part: whoever was there has taken part in what one of the two held. */
function better(own: SessionFact, holder: SessionFact): SessionFact {
  if (own === holder) return own;
  const part = ({ present, expected }: Turnout): number => (expected === 0 ? 0 : present / expected);
  return {
    ...own,
    turnout: (whom) => {
      const [mine, theirs] = [own.turnout(whom), holder.turnout(whom)];
      return part(theirs) > part(mine) ? theirs : mine;
    },
  };
}
