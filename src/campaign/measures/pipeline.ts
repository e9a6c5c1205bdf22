import { z } from 'zod';
import type { ItemFact } from '../facts/follow-ups.ts';
import { pipelineCommand } from '../follow-ups.ts';
import { defineMeasure, type Note, type Tally, unitOf } from './measure.ts';

const params = z.strictObject({
  pipeline: z.string().min(1),
  /** Only items of these types. */
  types: z.array(z.string().min(1)).min(1).optional(),
});

/** How many open items the notes name. */
const NAMED = 3;

/**
 * Items of a pipeline that are done. All there are have to be; there is nothing to do while there is none, unless a number is
 * asked for. One done late is done, and noted.
 */
export const pipeline = defineMeasure({
  name: 'pipeline',
  each: ['unit', 'branch'],
  counter: '件',
  countsAll: true,
  params,
  describe: ({ pipeline: name, types }) =>
    `“${name}”的各件${types ? `（${types.join('、')}）` : ''}在各自的期限内办成`,
  hint: ({ pipeline: name }) => ({ pipeline: name, command: pipelineCommand(name) }),
  tally({ pipeline: name, types }, subject, facts): Tally {
    const { isPart, items } = facts.itemsOf(unitOf(subject), name);
    const wanted = items.filter(({ type }) => !types || (type !== null && types.includes(type)));
    const open = wanted.filter(({ done }) => done === null);
    return {
      have: wanted.length - open.length,
      // What the unit has to take on any of its branches may: none in particular is asked.
      need: isPart && wanted.length === 0 ? 0 : isPart ? wanted.length : null,
      all: wanted.length,
      more: open.length > 0,
      notes: [...openNotes(name, open), ...lateNotes(name, wanted)],
    };
  },
});

function openNotes(name: string, open: readonly ItemFact[]): Note[] {
  const soonest = open.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)).slice(0, NAMED);
  return soonest.map(({ number, title, date }) => ({
    key: 'note.item-open',
    view: { name, command: pipelineCommand(name), number, title, day: date },
  }));
}

function lateNotes(name: string, items: readonly ItemFact[]): Note[] {
  const late = items.filter(({ done, date }) => done !== null && done > date);
  return late.length > 0 ? [{ key: 'note.items-late', view: { name, late: late.length } }] : [];
}
