import type { RecordOf } from '../define.ts';
import { oneOf } from '../registry.ts';
import { deedLogged } from './deed-logged.ts';
import { deedPlanned } from './deed-planned.ts';

export * from './deed.ts';
export * from './deed-logged.ts';
export * from './deed-planned.ts';

export const DEED_RECORDS = [deedLogged, deedPlanned] as const;
export type DeedRecord = RecordOf<(typeof DEED_RECORDS)[number]>;
export const isDeed = oneOf(DEED_RECORDS);
