import type { Piece } from '../paper/paper.ts';
import type { Asked, Part } from './asked.ts';
import type { Matter } from './matter.ts';
import type { Pen } from './pen.ts';

/** Titles hold 、 themselves. */
export const titles = (asked: readonly Asked[]): string =>
  asked.map(({ requirement }) => requirement.title).join('；');

/** The requirements that ask for this type of paper. */
export const askingFor = (asked: readonly Asked[], type: string): readonly Asked[] =>
  asked.filter(({ requirement }) => requirement.measure.documentTypes.includes(type));

/** What is urged without a number is told of where it was done and is never lacking. */
export const isDemanded = ({ requirement }: Asked): boolean => !requirement.advisory;

export const isMet = ({ status }: Asked): boolean => status === 'met';
export const isUnmet = ({ status }: Asked): boolean => status === 'unmet';

/** Which of the requirements told of in this part have been met. */
export function metIn({ asked }: Matter, pen: Pen, part: Part): Piece[] {
  const met = asked.filter((each) => each.part === part && isMet(each));
  return met.length > 0 ? [pen.told('met', { count: met.length, titles: titles(met) }, met)] : [];
}
