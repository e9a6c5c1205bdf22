import { type Opinion, type Rating, ratableAnswer, stageOf, turnOf } from '../../progress/opinion.ts';
import type { Stage } from '../../progress/opinion-stages.ts';
import type { Roster } from '../../roster/roster.ts';
import type { Day } from '../../time/zone.ts';
import { unitTitle } from './titles.ts';

/** How far an opinion has come, as far as it concerns whoever raised it: nothing of who does what, and nobody's name. */
export interface Told {
  readonly stage: Stage;
  readonly text: string;
  /** What the unit that deals with it is called. */
  readonly unit: string | null;
  readonly sentUp: string | null;
  readonly plan: { readonly measure: string; readonly limit: Day } | null;
  readonly answer: string | null;
  /** What was said of that answer. */
  readonly rating: Rating | null;
  readonly promise: { readonly text: string; readonly until: Day } | null;
  /** Whether an answer waits to be rated. */
  readonly awaits: boolean;
  /** Whether the answer can be rated, also once more. */
  readonly ratable: boolean;
}

export function toldToRaiser(opinion: Opinion, roster: Roster, today: Day): Told {
  const { text, unit, sentUp, plan, answer, lastAnswer, rating, closed } = opinion;
  const stage = stageOf(opinion, today);
  return {
    stage,
    text,
    unit: unit === null ? null : unitTitle(roster, unit),
    sentUp: sentUp?.to ?? null,
    plan,
    answer: (answer ?? lastAnswer?.answer)?.text ?? null,
    rating: rating ?? lastAnswer?.rating ?? null,
    promise: closed?.plan ?? null,
    awaits: turnOf(opinion, today) === '评价',
    ratable: ratableAnswer(opinion, today) !== null,
  };
}
