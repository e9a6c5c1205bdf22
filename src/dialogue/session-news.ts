import type { Outgoing } from '../journal/outgoing.ts';
import type { SessionOpened } from '../records/records.ts';
import { DAY } from '../time/clock.ts';
import { shortDay } from '../wording/format.ts';
import type { Context } from './command.ts';

/**
 * Something new about a session, for all groups that were told of it. The one it is said in reads the answer, and its own was told
 * at the latest when it was opened there. `occasion` tells one piece of news from the next.
 */
export function sessionNews(
  { state, place, unit: here, now }: Context,
  session: SessionOpened,
  occasion: string,
  text: string,
): Outgoing[] {
  const expires = session.start + DAY;
  if (expires <= now) return [];
  return [session.unit, ...session.joined]
    .filter((unit) => unit === session.unit || state.outbox.has(`session/${session.id}/${unit}`))
    .filter((unit) => place === 'private' || unit !== here.id)
    .map((unit) => ({
      key: `session/${session.id}/${unit}/${occasion}`,
      to: { kind: 'group', unit },
      content: { type: 'markdown', mention: [], text },
      covers: [],
      nudges: [],
      expires,
    }));
}

/** The groups among those that have no way to be told. */
export const deafIn = ({ reach, roster }: Context, messages: readonly Outgoing[]): string =>
  messages
    .flatMap(({ to }) =>
      to.kind === 'group' && !reach.reachesGroup(to.unit) ? [roster.titleOf(to.unit)] : [],
    )
    .join('、');

/** That it is off. */
export function cancelled(context: Context, session: SessionOpened, reason: string | null): Outgoing[] {
  const { say, zone, roster, today } = context;
  const text = say('undo.announced', {
    unit: roster.titleOf(session.unit),
    title: session.title,
    day: shortDay(zone.dayOf(session.start), today),
    time: zone.time(session.start),
    reason,
  });
  return sessionNews(context, session, 'off', text);
}
