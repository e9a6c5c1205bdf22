import type { Command, Context } from '../src/dialogue/command.ts';
import { noteLines, openNotes, standingLine } from '../src/dialogue/standing-lines.ts';
import { turnOf } from '../src/progress/opinion.ts';
import { shortDay } from '../src/wording/format.ts';
import { excerpt } from '../src/wording/plain.ts';

const RECENT = 5;
const LEAVES = 2;

/** What is on record about the speaker, and what is still to do. */
export const mine: Command = {
  name: '我的',
  aliases: ['wd', 'mine', '我'],
  summary: '看自己的记录和还差的事',
  examples: [['/我的', '参加过的会议、交过的文章']],
  decide(context) {
    const { person, state, say, zone, progress, roster } = context;
    const attended = state.attendedBy(person.id).flatMap((record) => {
      const session = state.session(record.session);
      return session ? [{ session, record }] : [];
    });
    const standings = progress.forPerson(person);
    return {
      reply: say('mine.report', {
        name: person.name,
        home: roster.unit(person.home)?.title,
        sessions: attended
          .toSorted((a, b) => b.session.start - a.session.start)
          .slice(0, RECENT)
          .map(({ session, record }) => ({
            title: session.title,
            day: shortDay(zone.dayOf(session.start), context.today),
            mode: record.mode,
            late: record.late !== null,
          })),
        more: Math.max(0, attended.length - RECENT),
        makeups: makeupsOf(context),
        essays: currentEssays(context),
        leaves: state
          .leavesOf(person.id)
          .filter((leave) => leave.to >= context.today)
          .slice(-LEAVES)
          .map((leave) => ({
            from: shortDay(leave.from, context.today),
            to: leave.to === leave.from ? null : shortDay(leave.to, context.today),
            reason: excerpt(leave.reason, 20),
          })),
        lines: standings.map((standing) => ({ line: standingLine(context, standing) })),
        notes: noteLines(context, openNotes(standings)).map((line) => ({ line })),
        answered: answeredOpinions(context),
      }),
    };
  },
};

/** Opinions of one's own that were answered and wait to be rated. Nobody else in a group has to know of them. */
function answeredOpinions({ state, person, today, place }: Context) {
  if (place === 'group') return [];
  const own = state.opinions.filedBy(person.id);
  return own.filter((opinion) => turnOf(opinion, today) === '评价').map(({ number }) => ({ number }));
}

/** What was studied for sessions that were missed, and what has become of it. */
function makeupsOf({ state, person, zone, today }: Context) {
  const bySession = new Map(state.makeups.of(person.id).map((makeup) => [makeup.session, makeup]));
  return [...bySession.values()].flatMap((makeup) => {
    const session = state.session(makeup.session);
    const stage = state.makeups.stage(makeup);
    if (!session) return [];
    return [{ title: session.title, day: shortDay(zone.dayOf(session.start), today), [stage]: true }];
  });
}

/** The latest essay on each topic. */
function currentEssays({ state, person, zone, today }: Context) {
  const byTopic = new Map(state.essaysOf(person.id).map((essay) => [essay.topic, essay]));
  return [...byTopic.values()].map((essay) => ({
    topic: essay.topic,
    day: shortDay(zone.dayOf(essay.at), today),
    length: essay.length,
    file: essay.file?.name ?? null,
  }));
}
