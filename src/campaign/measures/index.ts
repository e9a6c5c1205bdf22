import { appraisal } from './appraisal.ts';
import { attendance } from './attendance.ts';
import { attended } from './attended.ts';
import { batches } from './batches.ts';
import { checklist } from './checklist.ts';
import { coverage } from './coverage.ts';
import { days } from './days.ts';
import { deeds } from './deeds.ts';
import { documents } from './documents.ts';
import { essays } from './essays.ts';
import { evidence } from './evidence.ts';
import { led } from './led.ts';
import { lookpoints } from './lookpoints.ts';
import type { Measure } from './measure.ts';
import { opinionReach } from './opinion-reach.ts';
import { opinions } from './opinions.ts';
import { order } from './order.ts';
import { pipeline } from './pipeline.ts';
import { sessions } from './sessions.ts';
import { share } from './share.ts';
import { span } from './span.ts';
import { variety } from './variety.ts';

const MEASURES: readonly Measure[] = [
  appraisal,
  batches,
  days,
  sessions,
  essays,
  evidence,
  attended,
  attendance,
  led,
  span,
  variety,
  share,
  documents,
  order,
  opinions,
  opinionReach,
  coverage,
  deeds,
  checklist,
  pipeline,
  lookpoints,
];

/** Every way of counting a campaign file may name. */
export const measures: ReadonlyMap<string, Measure> = new Map(
  MEASURES.map((measure) => [measure.name, measure]),
);
