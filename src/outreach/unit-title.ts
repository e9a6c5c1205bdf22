import type { Unit } from '../roster/roster.ts';

/** What to call a unit where it stands among others: a branch is called together with its unit. */
export const titleOf = (unit: Unit): string => unit.title.replaceAll('/', ' ');
