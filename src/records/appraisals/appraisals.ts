import type { RecordOf } from '../define.ts';
import { oneOf } from '../registry.ts';
import { appraisalClosed } from './appraisal-closed.ts';
import { appraisalOpened } from './appraisal-opened.ts';
import { voteCast } from './vote-cast.ts';

export * from './appraisal-closed.ts';
export * from './appraisal-opened.ts';
export * from './vote-cast.ts';

export const APPRAISAL_RECORDS = [appraisalOpened, voteCast, appraisalClosed] as const;
export type AppraisalRecord = RecordOf<(typeof APPRAISAL_RECORDS)[number]>;
export const isAppraisal = oneOf(APPRAISAL_RECORDS);
