import { z } from 'zod';
import { EVIDENCE_PIECES } from '../../records/records.ts';
import type { Day } from '../../time/zone.ts';
import { defineMeasure, type Note, unitOf } from './measure.ts';
import { describeSelector, isInvalid, isKind, sessionSelector } from './selector.ts';

const params = z.strictObject({
  /** Which sessions have to be proved. */
  sessions: sessionSelector,
  pieces: z.array(z.enum(EVIDENCE_PIECES)).min(1),
});

/**
 * Record, news item and photo of every session of a kind that the unit or a branch of it held or joined, whichever side gives
 * them. One that does not count needs no proof.
 */
export const evidence = defineMeasure({
  name: 'evidence',
  each: ['unit', 'branch'],
  counter: '件',
  countsAll: true,
  params,
  describe: ({ sessions, pieces }) => `${describeSelector(sessions)}的${pieces.join('、')}`,
  hint: ({ pieces }) => ({ pieces: pieces.join('、') }),
  tally({ sessions, pieces }, subject, facts, rules) {
    // The only branch of a unit is all of it.
    const { holder, isPart } = facts.holdingOf(unitOf(subject), 'unit');
    const held = facts
      .sessionsSharedIn(isPart ? unitOf(subject) : holder)
      .filter((session) => isKind(sessions, session) && !isInvalid(sessions, session, rules));
    const notes: Note[] = [];
    let have = 0;
    let since: Day | undefined;
    for (const session of held) {
      const given = facts.evidenceOf(session.id);
      const missing = pieces.filter((piece) => !given.has(piece));
      have += pieces.length - missing.length;
      if (missing.length === 0) continue;
      since ??= session.day;
      notes.push({
        key: 'note.evidence',
        view: { session: session.id, title: session.title, day: session.day, missing: missing.join('、') },
      });
    }
    return { have, need: held.length * pieces.length, notes, ...(since ? { since } : {}) };
  },
});
