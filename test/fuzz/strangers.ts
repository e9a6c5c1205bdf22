import { hostileText } from './hostile.ts';
import type { Making } from './making.ts';

const NOBODIES = ['nobody', 'sys', 'ZHAOLEI2', 'wo0123456789abcdef', '赵磊', ' ', '*', 'a'.repeat(256)];

/** An account that is in no roster, mostly each time another one. */
export const nobody = ({ dice, name }: Making): string =>
  dice.pick([
    `nobody-${name.replace('/', '-')}`,
    `wo-nobody-${name.replace('/', '-')}`,
    dice.pick(NOBODIES),
    `${hostileText(dice).slice(0, 200).toWellFormed()}.`,
  ]);
