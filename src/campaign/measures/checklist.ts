import { z } from 'zod';
import type { CheckFact } from '../facts/follow-ups.ts';
import { checklistCommand } from '../follow-ups.ts';
import { defineMeasure, type Note, type Tally, unitOf } from './measure.ts';

const params = z.strictObject({ checklist: z.string().min(1) });

/** How many points that were answered in the negative the notes quote. */
const QUOTED = 3;

/** Points of a checklist that the unit has answered well enough; `min: all` means each of them. */
export const checklist = defineMeasure({
  name: 'checklist',
  each: ['unit', 'branch'],
  counter: '条',
  countsAll: true,
  params,
  describe: ({ checklist: name }) => `“${name}”各条对照自查，都达到要求`,
  hint: ({ checklist: name }) => ({ checklist: name, command: checklistCommand(name) }),
  tally({ checklist: name }, subject, facts): Tally {
    const unit = unitOf(subject);
    const { holder, isPart, points } = facts.checksOf(unit, name);
    const have = points.filter(({ enough }) => enough).length;
    // One branch of several cannot answer for the unit: it is told whose the list is, and not asked.
    if (isPart)
      return {
        have,
        need: 0,
        notes: [{ key: 'note.checklist-others', view: { name, holder: facts.titleOf(holder) } }],
      };
    const several = facts.branchesOf(unit).length > 1;
    return {
      have,
      need: null,
      all: points.length,
      notes: notesOn(name, points),
      ...(several ? { turn: 'own' as const } : {}),
    };
  },
});

function notesOn(name: string, points: readonly CheckFact[]): Note[] {
  const command = checklistCommand(name);
  const open = points.filter(({ answer }) => answer === null).map(({ number }) => number);
  const short = points.filter(({ answer, enough }) => answer !== null && !enough);
  const quoted = short.slice(0, QUOTED).map(({ number, point, answer, note }): Note => {
    const view = { name, command, number, point, answer: answer ?? '', why: note ?? '' };
    return { key: 'note.checklist-short', view };
  });
  return open.length === 0
    ? quoted
    : [...quoted, { key: 'note.checklist-open', view: { name, command, numbers: open.join('、') } }];
}
