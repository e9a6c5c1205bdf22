import { z } from 'zod';
import { defineMeasure, type Note } from './measure.ts';
import { describeSelector, isKind, sessionSelector, shortfall } from './selector.ts';

const params = z.strictObject({
  topic: z.array(z.string().min(1)).min(1),
  /** Essays count once the person's branch has held such a session, and it counted; what was handed in before then counts, too. */
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
  tally({ topic, after }, subject, facts, rules) {
    if (subject.kind !== 'person') return { have: 0, need: null, notes: [] };
    const written = facts.essaysBy(subject.person).filter((essay) => topic.includes(essay.topic));
    const topics = new Set(written.map((essay) => essay.topic));
    const hasBegun =
      !after ||
      // Of the branch they were in then, or of the one they are in now: who is transferred keeps what they have finished.
      [...facts.sessionsCalling(subject.person, subject.home), ...facts.sessionsFor(subject.home)].some(
        (session) => isKind(after, session) && !shortfall(after, session, rules),
      );
    if (hasBegun) return { have: topics.size, need: null, notes: [] };
    // Nobody can be asked for what would not count yet.
    const early = [...topics].map((each): Note => ({ key: 'note.early', view: { topic: each } }));
    return { have: 0, need: 0, notes: early.slice(0, 1) };
  },
});
