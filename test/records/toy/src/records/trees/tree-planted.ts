import { z } from 'zod';
import { defineRecord, joined, person, type RecordOf, text } from '../define.ts';

/** Somebody has planted trees. */
export const treePlanted = defineRecord('tree.planted', {
  shape: {
    person,
    trees: z.number(),
    place: text,
    /** What they thought while they dug. */
    thought: text.nullable(),
  },
  label: '种树',
  tells: ({ person, trees, place, thought }, teller) =>
    joined(teller.name(person), place, `${trees} 棵`, thought),
  undo: { by: 'author', words: ['种树'] },
  archive: {
    withholds: 'part',
    why: ({ thought }) => (thought === null ? undefined : '种树时的感想是个人的，不归档'),
    keeps: ({ person, trees, place }) => ({ person, trees, place }),
    tells: ({ person, trees, place }, teller) => joined(teller.name(person), place, `${trees} 棵`),
  },
});
export type TreePlanted = RecordOf<typeof treePlanted>;
