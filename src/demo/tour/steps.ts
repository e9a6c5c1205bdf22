import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Step, step } from './step.ts';

const FILE = new URL('../../../templates/demo/tour.yaml', import.meta.url);

/** The whole story: a group is bound, a discussion held, essays handed in, an opinion answered, a plan reviewed. */
export const tourSteps: readonly Step[] = z.array(step).parse(parse(readFileSync(FILE, 'utf8')));
