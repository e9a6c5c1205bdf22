import { z } from 'zod';
import { defineMeasure, furthestBehind, type Note, type Tally } from './measure.ts';
import { sessionsMeant } from './own-sessions.ts';
import { describeSelector, hintOf, isKind, sessionSelector, shortfall } from './selector.ts';

const params = z.strictObject({
  sessions: sessionSelector,
  /** One of the campaign's groups of people. */
  group: z.string().min(1),
  /** The largest part of those present, `1/5`. */
  at_most: z
    .string()
    .regex(/^[1-9]\d?\/[1-9]\d?$/, { error: '应为分数，如 1/5' })
    .transform((text) => {
      const [part = 0, whole = 1] = text.split('/').map(Number);
      return { text, value: part / whole };
    }),
  /** A unit of no more people than this may call everyone. */
  small_unit: z.number().int().positive().optional(),
});

/** How many a note names. */
const NAMES = 8;

/** Settled sessions of the unit's own at which a group made up no more than a given part of those present. */
export const share = defineMeasure({
  name: 'share',
  each: ['unit', 'branch'],
  counter: '次',
  params,
  describe: ({ sessions, group, at_most }) =>
    `${describeSelector(sessions)}，${group}不超过到会人数的${at_most.text}`,
  sessions: ({ sessions }) => sessions,
  hint: ({ sessions }) => hintOf(sessions),
  tally: ({ sessions, group, at_most, small_unit }, subject, facts, rules) =>
    furthestBehind(subject, facts, rules, (unit): Tally => {
      const notes: Note[] = [];
      let have = 0;
      for (const session of sessionsMeant({ held: 'own' }, facts, unit, rules)) {
        if (!isKind(sessions, session) || shortfall(sessions, session, rules)) continue;
        const present = facts.groupsAt(session.id);
        const all = [...present.values()].reduce((sum, count) => sum + count, 0);
        const ours = present.get(group) ?? 0;
        const unknown = facts.groupless(session.id);
        const small = small_unit !== undefined && facts.peopleOf(session.unit) <= small_unit;
        // Whatever those are who did not say it, the share is kept.
        if (small || ours + unknown.length <= all * at_most.value) have++;
        else {
          const { id, title, day } = session;
          const view = { session: id, title, day, group, ours, all, at_most: at_most.text };
          const names = `${unknown.slice(0, NAMES).join('、')}${unknown.length > NAMES ? '等' : ''}`;
          notes.push(
            ours > all * at_most.value
              ? { key: 'note.share', view }
              : { key: 'note.share-unknown', view: { ...view, unknown: unknown.length, names } },
          );
        }
      }
      return { have, need: null, notes };
    }),
});
