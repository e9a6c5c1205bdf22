import { z } from 'zod';
import { formatMinutes, parseDuration } from '../../time/duration.ts';
import { isDay } from '../../time/zone.ts';
import type { SessionFact } from '../facts.ts';
import { isQuorate } from '../quorum.ts';
import type { Note, Rules } from './measure.ts';

const words = z.array(z.string().min(1)).min(1).optional();

/** A length as a clerk writes it, `半天`; what half a day is the campaign says. */
const length = z.string().refine((text) => parseDuration(text, { day: 1, halfDay: 1 }) !== undefined, {
  error: '应为时长，如 半天、3小时、90分钟',
});

/** Which sessions are meant, as written in a campaign file. */
export const sessionSelector = z.strictObject({
  activity: words,
  topic: words,
  mode: words,
  at_least: length.optional(),
  /** First and last day; a session outside them is of another kind. Relative days are resolved by the loader. */
  between: z.tuple([z.string().refine(isDay), z.string().refine(isDay)]).optional(),
});

export type SessionSelector = z.infer<typeof sessionSelector>;

const among = (allowed: readonly string[] | undefined, word: string | null): boolean =>
  allowed === undefined || (word !== null && allowed.includes(word));

const isBetween = (days: readonly [string, string] | undefined, day: string): boolean =>
  days === undefined || (days[0] <= day && day <= days[1]);

/** Whether the session is of the kind meant, however long it was. */
export function isKind(
  selector: SessionSelector,
  session: Pick<SessionFact, 'activity' | 'topic' | 'mode' | 'day'>,
): boolean {
  return (
    among(selector.activity, session.activity) &&
    among(selector.topic, session.topic) &&
    among(selector.mode, session.mode) &&
    isBetween(selector.between, session.day)
  );
}

/**
 * Why a session of the right kind does not count yet, or undefined when it does. The note on one that is still open has `length`
 * and `least` where its planned length will not do.
 */
export function shortfall(
  selector: SessionSelector,
  session: SessionFact,
  { studyDay, quorum, whom }: Rules,
): Note | undefined {
  const named = { session: session.id, title: session.title, day: session.day };
  const least = selector.at_least === undefined ? 0 : (parseDuration(selector.at_least, studyDay) ?? 0);
  const short = (minutes: number | null) =>
    minutes === null || minutes >= least
      ? undefined
      : { length: formatMinutes(minutes), least: formatMinutes(least) };
  if (session.minutes === null) return { key: 'note.open', view: { ...named, ...short(session.planned) } };
  const lacking = short(session.minutes);
  if (lacking) return { key: 'note.short', view: { ...named, ...lacking } };
  const turnout = session.turnout(whom);
  if (isQuorate(quorum, turnout)) return undefined;
  const { present, expected, elsewhere } = turnout;
  const people = whom.words.join('、');
  if (expected === 0 && people !== '') return { key: 'note.no-such-people', view: { ...named, people } };
  return present + elsewhere === 0
    ? { key: 'note.nobody', view: { ...named, people } }
    : {
        key: 'note.quorum',
        view: { ...named, people, present, expected, elsewhere, lacking: quorum.lacking },
      };
}

/** Whether the session counts only with those who were entered afterwards; said wherever it counts. */
export function lateNote(session: SessionFact, { quorum, whom }: Rules): Note[] {
  const turnout = session.turnout(whom);
  const { id, title, day } = session;
  const onTime = { ...turnout, present: turnout.present - turnout.late };
  if (isQuorate(quorum, onTime)) return [];
  return [{ key: 'note.late', view: { session: id, title, day, late: turnout.late } }];
}

/** Whether the session is settled and can count for nothing; one that is open still may come to count. */
export const isInvalid = (selector: SessionSelector, session: SessionFact, rules: Rules): boolean =>
  session.minutes !== null && shortfall(selector, session, rules) !== undefined;

/** The first activity, topic, mode and the length meant, as one would type them. */
export function hintOf({
  activity,
  topic,
  mode,
  at_least,
}: SessionSelector): Readonly<Record<string, string>> {
  const words = { activity: activity?.[0], topic: topic?.[0], mode: mode?.[0], length: at_least };
  return Object.fromEntries(
    Object.entries(words).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** `讨论（三思三观），不少于半天` */
export function describeSelector(selector: SessionSelector): string {
  const kinds = [selector.activity, selector.topic, selector.mode]
    .filter((list) => list !== undefined)
    .map((list) => list.join('、'));
  const [first = '各类活动', ...others] = kinds;
  const narrowed = others.length > 0 ? `${first}（${others.join('；')}）` : first;
  const dated = selector.between ? `${narrowed}，${selector.between.join('至')}` : narrowed;
  return selector.at_least ? `${dated}，每次不少于${selector.at_least}` : dated;
}
