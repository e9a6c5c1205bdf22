import type { UnitId } from '../../roster/roster.ts';

/** What a unit is called in a sentence: `县教育局 机关第一支部`. */
export const unitTitle = (unit: UnitId): string => unit.replaceAll('/', ' ');
