import { type Opinion, stageOf, turnOf } from '../../progress/opinion.ts';
import { actionsIn, isOpen, type OpinionAction, STAGES } from '../../progress/opinion-stages.ts';
import { type Context, Refusal } from '../command.ts';
import { mayAct } from './rights.ts';

/** Whether the speaker can do this to the opinion today: the stage allows it, and so do the rights. */
export const canAct = (context: Context, action: OpinionAction, opinion: Opinion): boolean =>
  isOpen(action, stageOf(opinion, context.today)) && mayAct(context, action, opinion);

/** All that the speaker can do to the opinion today, the step that it waits for first. */
export const actionsFor = (context: Context, opinion: Opinion): readonly OpinionAction[] =>
  actionsIn(stageOf(opinion, context.today)).filter((action) => mayAct(context, action, opinion));

/** Whether the next step is the speaker's to take. */
export function isMyTurn(context: Context, opinion: Opinion): boolean {
  const turn = turnOf(opinion, context.today);
  return turn !== null && mayAct(context, turn, opinion);
}

/** What the speaker can do now, with what to type for it: the next step, if it is the speaker's, and the others. */
export function stepsView(context: Context, opinion: Opinion) {
  const turn = turnOf(opinion, context.today);
  const actions = actionsFor(context, opinion);
  return {
    next: turn !== null && actions.includes(turn) ? howTo(context, turn, opinion) : null,
    also: actions
      .filter((action) => action !== turn)
      .map((action) => ({ action, how: howTo(context, action, opinion) })),
  };
}

const howTo = ({ say }: Context, action: OpinionAction, { number }: Opinion): string =>
  say(`opinions.how-${action}`, { number });

/** Refuses what is not open in the opinion's stage. */
export function requireStage(context: Context, opinion: Opinion, action: OpinionAction): void {
  if (!isOpen(action, stageOf(opinion, context.today))) throw notNow(context, opinion, action);
}

/** Says which stage the opinion is in and what can be done now, instead of this. */
export function notNow(context: Context, opinion: Opinion, action: OpinionAction): Refusal {
  const turn = turnOf(opinion, context.today);
  return new Refusal(
    context.say('opinions.not-now', {
      ...stepsView(context, opinion),
      number: opinion.number,
      stage: STAGES[stageOf(opinion, context.today)].title,
      action,
      next: turn && howTo(context, turn, opinion),
    }),
  );
}
