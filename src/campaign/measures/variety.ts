import { z } from 'zod';
import { defineMeasure, furthestBehind, type Tally } from './measure.ts';
import { sessionsMeant } from './own-sessions.ts';
import { describeSelector, hintOf, isKind, sessionSelector, shortfall } from './selector.ts';

const params = z.strictObject({
  /** What has to vary. */
  by: z.enum(['activity', 'topic', 'mode']),
  /** Which sessions count, and the values that have to occur: those listed under the same name as `by`. */
  sessions: sessionSelector,
});

const BY = { activity: '活动', topic: '主题', mode: '形式' } as const;

/** How many different activities, topics or modes have occurred in settled sessions; `min: all` means each one listed. */
export const variety = defineMeasure({
  name: 'variety',
  each: ['unit', 'branch'],
  counter: '种',
  countsAll: true,
  params,
  describe: ({ by, sessions }) => `${describeSelector(sessions)}，数有几种${BY[by]}`,
  sessions: ({ sessions }) => sessions,
  hint: ({ by, sessions }) => ({ ...hintOf(sessions), kinds: (sessions[by] ?? []).join('、') }),
  tally: ({ by, sessions }, subject, facts, rules) =>
    furthestBehind(subject, facts, rules, (unit): Tally => {
      const seen = new Set(
        sessionsMeant({}, facts, unit, rules)
          .filter((session) => isKind(sessions, session) && !shortfall(sessions, session, rules))
          .map((session) => session[by]),
      );
      const wanted = sessions[by] ?? [];
      const open = wanted.filter((value) => !seen.has(value));
      const notes =
        open.length > 0 && seen.size > 0
          ? [{ key: 'note.variety' as const, view: { open: open.join('、') } }]
          : [];
      return { have: seen.size, need: null, all: wanted.length, notes };
    }),
});
