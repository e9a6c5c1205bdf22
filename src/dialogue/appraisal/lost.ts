import type { ReadSlips } from '../../journal/box/urn.ts';
import type { AppraisalOpened } from '../../records/records.ts';
import type { Unit } from '../../roster/roster.ts';
import { type Context, Refusal } from '../command.ts';
import { subjectsOf } from './titles.ts';

const DECISION = /不计损坏的?票/u;

/** What was typed behind the unit, and whether it says to count without damaged slips. */
export const withoutDecision = (typed: string): readonly [rest: string, isDecided: boolean] => [
  typed.replace(DECISION, ''),
  DECISION.test(typed),
];

/** How many slips cannot be counted. Refuses where there are any, until somebody who may decides to count without them. */
export function slipsLeftOut(
  context: Context,
  unit: Unit,
  opened: AppraisalOpened,
  read: ReadSlips,
  isDecided: boolean,
): number {
  const lost = lostSlips(context, opened, read);
  if (lost === 0) return 0;
  if (isDecided) permitLeavingOut(context, unit);
  else
    throw new Refusal(
      context.say('appraisal.damaged', {
        unit: unit.name,
        lost,
        total: read.slips.length + lost,
        which: read.damaged.join('、'),
      }),
    );
  return lost;
}

/** Slips that are damaged, or not in the box at all although it is on record that they were cast. */
function lostSlips({ state }: Context, opened: AppraisalOpened, { slips, damaged }: ReadSlips): number {
  const missing = subjectsOf(opened).map((subject) => {
    const votes = opened.voters.filter(({ person }) => state.appraisals.hasVoted(opened.id, subject, person));
    const whole = slips.filter(
      (slip) => 'choice' in slip && slip.aspect === null && slip.subject === subject,
    );
    return Math.max(0, votes.length - whole.length);
  });
  // A damaged slip does not say what it was, so it may be one of those.
  return Math.max(
    damaged.length,
    missing.reduce((sum, each) => sum + each, 0),
  );
}

/** Whether a count without some slips is good enough is for the supervisors to say, where the unit has any. */
function permitLeavingOut({ roster, person, say }: Context, unit: Unit): void {
  const supervisors = [...roster.lineage(unit.id)].flatMap(({ id }) => roster.holders('supervisor', id));
  if (supervisors.length === 0 || supervisors.some(({ id }) => id === person.id)) return;
  const names = [...new Set(supervisors.map(({ name }) => name))].join('、');
  throw new Refusal(say('appraisal.leave-out-theirs', { unit: unit.name, supervisors: names }));
}
