import type { SessionOpened } from '../records/records.ts';
import type { Day } from '../time/zone.ts';
import { dayWithWeekday, shortDay } from '../wording/format.ts';
import type { View } from '../wording/wording.ts';
import type { Arguments } from './arguments.ts';
import type { Context } from './command.ts';

/** What somebody has said of the session they mean; nothing where one was enough. */
export interface Naming {
  /** Its title or its activity. */
  readonly title: string | undefined;
  readonly topic?: string | undefined;
  readonly day: Day | undefined;
  readonly minute: number | undefined;
}

/** Takes the title of one of the sessions off the words, or its activity and topic. */
export function takeName(
  { campaign }: Context,
  words: Arguments,
  sessions: readonly SessionOpened[],
): Pick<Naming, 'title' | 'topic'> {
  const exact = words.take((word) => (sessions.some(({ title }) => title === word) ? word : undefined));
  if (exact !== undefined) return { title: exact };
  return {
    title: words.takeTerm(campaign.activities)?.name,
    topic: words.takeTerm(campaign.topics)?.name,
  };
}

/** The sessions that may be meant. */
export const sessionsNamed = (
  { zone }: Context,
  sessions: readonly SessionOpened[],
  { title, topic, day, minute }: Naming,
): readonly SessionOpened[] =>
  sessions.filter(
    (session) =>
      (title === undefined || session.title === title || session.activity === title) &&
      (topic === undefined || session.topic === topic) &&
      (day === undefined || zone.dayOf(session.start) === day) &&
      (minute === undefined || zone.at(zone.dayOf(session.start), minute) === session.start),
  );

/** What to type to mean each of them, in as few words as will do, with when it is. */
export function choicesOf(context: Context, sessions: readonly SessionOpened[]): View[] {
  const { zone } = context;
  return sessions.map((session) => {
    const { activity, title, start } = session;
    const day = zone.dayOf(start);
    const namings = [
      { title: activity, day: undefined, minute: undefined },
      { title, day, minute: undefined },
      { title, day, minute: zone.wall(start).minute },
    ];
    const enough = namings.find((naming) => sessionsNamed(context, sessions, naming).length === 1);
    return {
      name: nameOf(context, enough ?? namings[2]),
      title,
      day: dayWithWeekday(day, context.today),
      time: zone.time(start),
    };
  });
}

const nameOf = ({ zone, today }: Context, naming: Naming | undefined): string =>
  [
    naming?.day === undefined ? '' : shortDay(naming.day, today),
    naming?.minute === undefined ? '' : zone.time(zone.at(today, naming.minute)),
    naming?.title ?? '',
  ]
    .filter((part) => part !== '')
    .join(' ');
