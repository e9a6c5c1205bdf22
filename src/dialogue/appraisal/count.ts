import type { Slip } from '../../journal/box/urn.ts';
import type { AppraisalClosed, AppraisalOpened, Counts, SubjectTally } from '../../records/records.ts';
import { merged, type Pool } from './pools.ts';

type Answer = Extract<Slip, { readonly choice: string }>;

/** Counts the ballots on every subject. A subject with too few is not counted, a pool with too few not by itself. */
export function tallies(opened: AppraisalOpened, slips: readonly Slip[]): readonly SubjectTally[] {
  return [0, ...opened.leaders.map((_, index) => index + 1)].map((subject) => {
    const own = answersAmong(slips).filter((slip) => slip.subject === subject);
    const whole = own.filter(({ aspect }) => aspect === null);
    const ballots = whole.length;
    if (ballots < opened.least) return { subject, ballots, overall: null, parts: [], aspects: {} };
    const judged = own.filter(({ aspect }) => aspect !== null);
    const aspects = Map.groupBy(judged, ({ aspect }) => aspect ?? '');
    return {
      subject,
      ballots,
      overall: counted(whole),
      parts: partsOf(opened, whole),
      aspects: Object.fromEntries(aspects.entries().map(([aspect, each]) => [aspect, counted(each)])),
    };
  });
}

const answersAmong = (slips: readonly Slip[]): readonly Answer[] =>
  slips.flatMap((slip) => ('choice' in slip ? [slip] : []));

/** What was written, in the random order in which it lay. */
export const commentsAmong = (slips: readonly Slip[]): AppraisalClosed['comments'] =>
  slips.flatMap((slip) => ('comment' in slip ? [{ subject: slip.subject, text: slip.comment }] : []));

function partsOf({ pools, leastGroup }: AppraisalOpened, slips: readonly Answer[]): SubjectTally['parts'] {
  const sizes = pools.map(
    (groups, pool): Pool => ({ groups, size: slips.filter((slip) => slip.pool === pool).length }),
  );
  const poolOf = new Map(pools.flatMap((groups, pool) => groups.map((group) => [group, pool])));
  return merged(sizes, leastGroup).map(({ groups }) => {
    const wanted = new Set(groups.map((group) => poolOf.get(group)));
    return { groups, counts: counted(slips.filter(({ pool }) => pool !== null && wanted.has(pool))) };
  });
}

function counted(slips: readonly Answer[]): Counts {
  const byChoice = Map.groupBy(slips, ({ choice }) => choice);
  // By name, so that nothing is left of the order in which they lay.
  return Object.fromEntries(
    [...byChoice].map(([choice, each]): [string, number] => [choice, each.length]).sort(),
  );
}
