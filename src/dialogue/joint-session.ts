import { findTerm } from '../campaign/campaign.ts';
import type { UnitId } from '../roster/roster.ts';
import { parseDuration } from '../time/duration.ts';
import { tellsTime, wordsOf } from './arguments.ts';
import { type Context, Refusal } from './command.ts';
import { requireUnit, unitsNamed } from './finding.ts';

/** Asks for a sign-in code. */
export const CODE = /^(?:口令|暗号)$/;

/** Unit names follow 联合; what is said of the session itself may stand before or behind them. */
export function splitJoint(
  context: Context,
  rest: string,
): { readonly own: string; readonly joined: readonly UnitId[] } {
  const typed = rest.normalize('NFKC');
  const joint = /联合|会同/.exec(typed);
  if (!joint) return { own: rest, joined: [] };
  const words = wordsOf(typed.slice(joint.index + joint[0].length)).flatMap((word) =>
    isUnit(context, word) ? [word] : word.split(/[和与]/).filter((part) => part !== ''),
  );
  const names = words.filter((word) => !isAboutSession(context, word));
  if (names.length === 0) throw new Refusal(context.say('session.joint-with-whom'));
  const units = names.map((name) => requireUnit(context, name).id);
  return {
    own: [typed.slice(0, joint.index), ...words.filter((word) => !names.includes(word))].join(' '),
    joined: [...new Set(units)].filter((id) => id !== context.unit.id),
  };
}

const isUnit = ({ roster, unit }: Context, word: string): boolean =>
  unitsNamed(roster, word, unit.id).length > 0;

function isAboutSession(context: Context, word: string): boolean {
  const { topics, modes, studyDay } = context.campaign;
  const said = CODE.test(word) || findTerm([...topics, ...modes], word) !== undefined;
  return !isUnit(context, word) && (said || tellsTime(word) || parseDuration(word, studyDay) !== undefined);
}
