import type { RecordOf } from '../define.ts';
import { oneOf } from '../registry.ts';
import { checkAnswered } from './check-answered.ts';
import { exemplarNamed } from './exemplar-named.ts';
import { itemMoved } from './item-moved.ts';
import { itemOpened } from './item-opened.ts';
import { lookNoted } from './look-noted.ts';
import { unitNudged } from './unit-nudged.ts';

export * from './check-answered.ts';
export * from './exemplar-named.ts';
export * from './item-moved.ts';
export * from './item-opened.ts';
export * from './look-noted.ts';
export * from './unit-nudged.ts';

export const FOLLOW_UP_RECORDS = [
  checkAnswered,
  itemOpened,
  itemMoved,
  lookNoted,
  unitNudged,
  exemplarNamed,
] as const;
export type FollowUpRecord = RecordOf<(typeof FOLLOW_UP_RECORDS)[number]>;
export const isFollowUp = oneOf(FOLLOW_UP_RECORDS);
