import type { RecordOf } from '../define.ts';
import { doubtSettled } from './doubt-settled.ts';
import { recordVoided } from './record-voided.ts';

export * from './doubt-settled.ts';
export * from './record-voided.ts';

export const CORRECTION_RECORDS = [recordVoided, doubtSettled] as const;
export type CorrectionRecord = RecordOf<(typeof CORRECTION_RECORDS)[number]>;
