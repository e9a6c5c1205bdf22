import type { Command } from '../src/dialogue/command.ts';
import { verifyMakeups, waitingFor } from '../src/dialogue/makeups/verify.ts';
import { readNumber } from '../src/dialogue/opinions/rights.ts';
import { verifyOpinion } from '../src/dialogue/opinions/verify.ts';

/** Somebody in charge looks whether it is so: a supervisor at what was put right, a secretary at what was made up for. */
export const verify: Command = {
  name: '核实',
  aliases: ['hs', 'verify', '核单'],
  summary: '核实整改情况（督导）、补学（书记）',
  examples: [
    ['/核实 3821 通过', '督导组到现场看过，确已整改'],
    ['/核实 3821 不通过 中午仍无人', '退回重新整改，要写原因'],
    ['/核实', '书记看等着核实的补学'],
    ['/核实 张三 李四 通过', '书记核实补学属实'],
  ],
  decide(context, rest) {
    const isOpinion = readNumber(rest) !== undefined || !waitingFor(context).mayCheck;
    return isOpinion ? verifyOpinion(context, rest) : verifyMakeups(context, rest);
  },
};
