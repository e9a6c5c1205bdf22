import type { Measured } from './bot.ts';

/** The bot at one moment: what it uses, and how many messages it has answered until then. */
export interface Mark extends Measured {
  readonly answered: number;
}

/** When a run is measured: warm, and after all that may be taken; used to what is refused, and after all of that. */
export interface Marks {
  readonly warm: Mark;
  readonly worked: Mark;
  readonly calm: Mark;
  readonly end: Mark;
}

/** Code compiled meanwhile, connections kept for the next request, room that tables keep for more. Bytes. */
const SLACK = 1.5 * 2 ** 20;
/** A record stays, with its text and all that is counted of it. */
const A_RECORD = 3000;
/** So many answers are remembered for repeats by design: src/dialogue/answers.ts. */
const REMEMBERED = 10_000;
const AN_ANSWER = 2000;
/** Timers and sockets. */
const RESOURCES = 60;

/** Bytes that may be in use more at the second mark than at the first. */
export function allowed(before: Mark, after: Mark): number {
  const remembered = Math.min(after.answered, REMEMBERED) - Math.min(before.answered, REMEMBERED);
  return SLACK + (after.records - before.records) * A_RECORD + remembered * AN_ANSWER;
}

/** What has grown that should not have. */
export function growthProblems({ warm, worked, calm, end }: Marks): readonly string[] {
  return [...between('anything', warm, worked), ...between('what is refused', calm, end)];
}

function between(what: string, before: Mark, after: Mark): string[] {
  const grown = after.memory - before.memory;
  const limit = allowed(before, after);
  const more = after.resources - before.resources;
  return [
    ...(grown > limit ? [`${what}: memory grew by ${grown} bytes, allowed are ${limit}`] : []),
    ...(more > RESOURCES ? [`${what}: ${more} timers or sockets more`] : []),
  ];
}
