import type { Roster, UnitId } from '../../roster/roster.ts';

/** What a unit is called in a sentence: `县教育局 机关第一支部`. */
export const unitTitle = (roster: Roster, unit: UnitId): string => roster.titleOf(unit).replaceAll('/', ' ');
