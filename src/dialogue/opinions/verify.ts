import type { Opinion } from '../../progress/opinion.ts';
import { type Context, type Decision, Refusal } from '../command.ts';
import { readVerdict } from '../verdict.ts';
import { requireStage } from './actions.ts';
import { handlerOf, opinionFor, supervisorsInstead } from './rights.ts';

/** A supervisor looks whether it was really put right. */
export function verifyOpinion(context: Context, rest: string): Decision {
  const { say } = context;
  const { opinion, rest: said } = opinionFor(context, '意见核实', rest);
  const { number } = opinion;
  refuseOfficeBesideSupervisors(context, opinion);
  requireStage(context, opinion, '核实');
  const [whole = '', word = ''] = /^(\S+?)(?:[\s:：，,。]+|$)/u.exec(said) ?? [];
  const passed = readVerdict(word);
  const text = said.slice(whole.length) || null;
  if (passed === undefined || (!passed && text === null))
    throw new Refusal(say('opinions.how-to-verify', { number }));
  return {
    records: [
      context.record(handlerOf(context, opinion), {
        kind: 'opinion.checked',
        opinion: number,
        passed,
        text,
      }),
    ],
    reply: () => say('opinions.verified', { number, passed }),
  };
}

/** Where supervisors are assigned, theirs is the judgement; the office steps in only where there is none. */
function refuseOfficeBesideSupervisors(context: Context, opinion: Opinion): void {
  const names = supervisorsInstead(context, opinion).map(({ name }) => name);
  if (names.length === 0) return;
  throw new Refusal(
    context.say('opinions.supervisors-do', { number: opinion.number, names: names.join('、') }),
  );
}
