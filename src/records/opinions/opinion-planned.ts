import { day, defineRecord, joined, person, type RecordOf, text } from '../define.ts';
import { numbered, step } from './opinion.ts';

/** Measure, person, first day and limit (四定). */
export const opinionPlanned = defineRecord('opinion.planned', {
  shape: { ...step, measure: text, person, from: day, limit: day },
  label: '整改计划',
  tells: ({ opinion, measure, person, from, limit }, teller) =>
    joined(numbered(opinion), measure, `责任人 ${teller.name(person)}`, `${from} 至 ${limit}`),
  undo: { by: 'author', words: ['四定'] },
  archive: 'open',
});
export type OpinionPlanned = RecordOf<typeof opinionPlanned>;
