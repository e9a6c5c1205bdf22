import { days } from './days.ts';
import { essays } from './essays.ts';
import { evidence } from './evidence.ts';
import type { Measure } from './measure.ts';
import { sessions } from './sessions.ts';

const MEASURES: readonly Measure[] = [days, sessions, essays, evidence];

/** Every way of counting a campaign file may name. */
export const measures: ReadonlyMap<string, Measure> = new Map(
  MEASURES.map((measure) => [measure.name, measure]),
);
