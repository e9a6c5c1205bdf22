import type { RecordOf } from '../define.ts';
import { oneOf } from '../registry.ts';
import { requirementExtended } from './requirement-extended.ts';
import { requirementWaived } from './requirement-waived.ts';

export * from './requirement-extended.ts';
export * from './requirement-waived.ts';

/** What the office has agreed to about what is asked: more time, or that it is asked no longer. */
export const LEEWAY_RECORDS = [requirementExtended, requirementWaived] as const;
export type LeewayRecord = RecordOf<(typeof LEEWAY_RECORDS)[number]>;
export const isLeeway = oneOf(LEEWAY_RECORDS);
