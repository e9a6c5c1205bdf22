import { z } from 'zod';
import type { Instant } from '../../time/clock.ts';
import type { SessionFact } from '../facts.ts';
import { defineMeasure, type Note } from './measure.ts';
import { describeSelector, isKind, sessionSelector } from './selector.ts';

const params = z.strictObject({
  topic: z.array(z.string().min(1)).min(1),
  /** Only essays written once such a session has begun for the person's branch. */
  after: sessionSelector.optional(),
});

/** Essays on given topics. A later essay on the same topic replaces the earlier one, so a topic counts once. */
export const essays = defineMeasure({
  name: 'essays',
  each: ['person'],
  counter: '篇',
  params,
  describe: ({ topic, after }) =>
    `体会文章（${topic.join('、')}）${after ? `，在${describeSelector(after)}之后` : ''}`,
  essayTopics: ({ topic }) => topic,
  hint: ({ topic: [first = ''] }) => ({ topic: first }),
  tally({ topic, after }, subject, facts) {
    if (subject.kind !== 'person') return { have: 0, need: null, notes: [] };
    const begun = after
      ? firstStart(
          [...facts.sessionsCalling(subject.person, subject.home), ...facts.sessionsFor(subject.home)].filter(
            (session) => isKind(after, session),
          ),
        )
      : Number.NEGATIVE_INFINITY;
    const written = facts.essaysBy(subject.person).filter((essay) => topic.includes(essay.topic));
    const counted = new Set(
      written.filter((essay) => begun !== undefined && essay.at >= begun).map((essay) => essay.topic),
    );
    const early: Note[] = written
      .filter((essay) => !counted.has(essay.topic))
      .map((essay) => ({ key: 'note.early', view: { topic: essay.topic } }));
    // Nobody can be asked for what would not count yet.
    return { have: counted.size, need: begun === undefined ? 0 : null, notes: early.slice(0, 1) };
  },
});

/** Of the branch they were in then, or of the one they are in now: who is transferred keeps what they have finished. */
const firstStart = (sessions: readonly SessionFact[]): Instant | undefined =>
  sessions.length > 0 ? Math.min(...sessions.map(({ start }) => start)) : undefined;
