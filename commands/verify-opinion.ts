import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { requireStage } from '../src/dialogue/opinions/actions.ts';
import { handlerOf, opinionFor, supervisorsInstead } from '../src/dialogue/opinions/rights.ts';
import type { Opinion } from '../src/progress/opinion.ts';

const PASSED: ReadonlyMap<string, boolean> = new Map([
  ['通过', true],
  ['属实', true],
  ['合格', true],
  ['不通过', false],
  ['不属实', false],
  ['不合格', false],
]);

/** A supervisor looks whether it was really put right. */
export const verifyOpinion: Command = {
  name: '核实',
  aliases: ['hs', 'verify', '核单'],
  summary: '督导组核实整改情况',
  examples: [
    ['/核实 3821 通过', '到现场看过，确已整改'],
    ['/核实 3821 不通过 中午仍无人', '退回重新整改，要写原因'],
  ],
  decide(context, rest) {
    const { say } = context;
    const { opinion, rest: said } = opinionFor(context, '核实', rest);
    const { number } = opinion;
    refuseOfficeBesideSupervisors(context, opinion);
    requireStage(context, opinion, '核实');
    const [whole = '', word = ''] = /^(\S+?)(?:[\s:：，,。]+|$)/u.exec(said) ?? [];
    const passed = PASSED.get(word);
    const text = said.slice(whole.length) || null;
    if (passed === undefined || (!passed && text === null))
      throw new Refusal(say('opinions.how-to-verify', { number }));
    const filed = context.record(handlerOf(context, opinion), {
      kind: 'opinion.checked',
      opinion: number,
      passed,
      text,
    });
    return {
      records: [filed],
      reply: () => say('opinions.verified', { number, passed }),
    };
  },
};

/** Where supervisors are assigned, theirs is the judgement; the office steps in only where there is none. */
function refuseOfficeBesideSupervisors(context: Context, opinion: Opinion): void {
  const names = supervisorsInstead(context, opinion).map(({ name }) => name);
  if (names.length === 0) return;
  throw new Refusal(
    context.say('opinions.supervisors-do', { number: opinion.number, names: names.join('、') }),
  );
}
