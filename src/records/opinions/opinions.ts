import type { RecordOf } from '../define.ts';
import { oneOf } from '../registry.ts';
import { opinionAnswered } from './opinion-answered.ts';
import { opinionAssigned } from './opinion-assigned.ts';
import { opinionChecked } from './opinion-checked.ts';
import { opinionClaimed } from './opinion-claimed.ts';
import { opinionClosed } from './opinion-closed.ts';
import { opinionFiled } from './opinion-filed.ts';
import { opinionPlanned } from './opinion-planned.ts';
import { opinionProgressed } from './opinion-progressed.ts';
import { opinionRated } from './opinion-rated.ts';
import { opinionRectified } from './opinion-rectified.ts';
import { opinionReported } from './opinion-reported.ts';
import { opinionSentUp } from './opinion-sent-up.ts';
import { opinionSorted } from './opinion-sorted.ts';

export * from './opinion.ts';
export * from './opinion-answered.ts';
export * from './opinion-assigned.ts';
export * from './opinion-checked.ts';
export * from './opinion-claimed.ts';
export * from './opinion-closed.ts';
export * from './opinion-filed.ts';
export * from './opinion-planned.ts';
export * from './opinion-progressed.ts';
export * from './opinion-rated.ts';
export * from './opinion-rectified.ts';
export * from './opinion-reported.ts';
export * from './opinion-sent-up.ts';
export * from './opinion-sorted.ts';

/** In the order in which they can only follow each other. */
export const OPINION_RECORDS = [
  opinionFiled,
  opinionSorted,
  opinionAssigned,
  opinionSentUp,
  opinionReported,
  opinionClaimed,
  opinionPlanned,
  opinionProgressed,
  opinionRectified,
  opinionChecked,
  opinionAnswered,
  opinionRated,
  opinionClosed,
] as const;
export type OpinionRecord = RecordOf<(typeof OPINION_RECORDS)[number]>;
export const isOpinion = oneOf(OPINION_RECORDS);
/** What is done about an opinion once it is there. */
export type OpinionStep = Exclude<OpinionRecord, { readonly kind: 'opinion.filed' | 'opinion.rated' }>;
