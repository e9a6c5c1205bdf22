import type { SessionOpened } from '../../records/records.ts';
import type { Person } from '../../roster/roster.ts';
import type { Day } from '../../time/zone.ts';
import type { Context } from '../command.ts';

/** How the session is told apart, as far as it was said. */
export interface Told {
  readonly day: Day | undefined;
  readonly activity: string | undefined;
  readonly topic: string | undefined;
}

/** Sessions that counted, to which the person was called and did not come, and which are still to be made up for; newest first. */
export function missedBy(context: Context, person: Person, told: Told): SessionOpened[] {
  const { state, progress, zone } = context;
  const there = new Set(state.attendedBy(person.id).map(({ session }) => session));
  const counted = progress.facts
    .sessionsCalling(person.id, person.home)
    .filter((session) => session.minutes !== null && progress.isQuorate(session))
    .flatMap(({ id }) => state.session(id) ?? []);
  return [...new Set(counted)].reverse().filter((session) => {
    const made = state.makeups.for(person.id, session.id);
    return (
      !there.has(session.id) &&
      (!made || state.makeups.stage(made) === 'returned') &&
      (told.day === undefined || zone.dayOf(session.start) === told.day) &&
      (told.activity === undefined || session.activity === told.activity) &&
      (told.topic === undefined || session.topic === told.topic)
    );
  });
}
