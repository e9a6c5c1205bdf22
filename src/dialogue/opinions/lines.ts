import { problemsOf, upwardWord, WORK } from '../../campaign/opinions.ts';
import { limitOn, type Opinion, raisedOn, stageOf } from '../../progress/opinion.ts';
import { STAGES } from '../../progress/opinion-stages.ts';
import type { Day } from '../../time/zone.ts';
import { shortDay } from '../../wording/format.ts';
import { excerpt, plainLines } from '../../wording/plain.ts';
import type { View } from '../../wording/wording.ts';
import type { Context } from '../command.ts';
import { permitted } from '../permit.ts';
import { stepsView } from './actions.ts';
import { maySeeRaiser } from './rights.ts';
import { unitTitle } from './titles.ts';
import { toldToRaiser } from './told.ts';

/** As much of an opinion as a line of a list holds. The whole of it is shown by its number. */
const GLIMPSE = 24;

/** The day by which the next step should be taken; null where no limit runs. */
export const limitOf = ({ campaign, today, zone }: Context, opinion: Opinion): Day | null =>
  limitOn(opinion, today, zone, campaign.opinions.limits);

/** `3821［待认领］办事窗口中午没有人…` */
export function listLine(context: Context, opinion: Opinion): string {
  const { say, today } = context;
  const limit = limitOf(context, opinion);
  return say('opinions.line', {
    number: opinion.number,
    stage: STAGES[stageOf(opinion, today)].title,
    glimpse: excerpt(opinion.text.replace(/\s+/g, ' '), GLIMPSE),
    unit: opinion.unit === null ? null : unitTitle(context.roster, opinion.unit),
    backFrom: opinion.backFrom === null ? null : unitTitle(context.roster, opinion.backFrom),
    overdue: limit !== null && limit < today,
  });
}

/** Everything there is to an opinion, its text word for word, and what to type next. */
export function wholeView(context: Context, opinion: Opinion): View {
  const { zone, today, roster, say } = context;
  const { plan, number } = opinion;
  const limit = limitOf(context, opinion);
  return {
    ...raiserView(context, opinion),
    number,
    day: shortDay(raisedOn(opinion, zone), today),
    origin: originWords(context, opinion),
    people: opinion.people,
    question: opinion.question,
    ...topicView(opinion),
    ...officeView(context, opinion),
    person: plan && roster.nameOf(plan.person),
    from: plan && shortDay(plan.from, today),
    progress: opinion.progress.map(({ at, text }) => ({ day: shortDay(zone.dayOf(at), today), text })),
    rectified: opinion.rectified?.text,
    refused:
      opinion.check && !opinion.check.passed ? (opinion.check.text ?? say('opinions.no-reason')) : null,
    reopened: opinion.reopened > 0 ? opinion.reopened : null,
    overdue: limit !== null && limit < today,
    ...stepsView(context, opinion),
  };
}

/**
 * What whoever holds the receipt word is told in chat. No number: that is for staff, and nobody shall be known by using it.
 */
export function raiserView(
  { say, roster, today }: Pick<Context, 'say' | 'roster' | 'today'>,
  opinion: Opinion,
): View {
  const told = toldToRaiser(opinion, roster, today);
  return {
    stage: STAGES[told.stage].title,
    text: plainLines(told.text),
    unit: told.unit,
    sentUp: told.sentUp,
    measure: told.plan?.measure,
    limit: told.plan && shortDay(told.plan.limit, today),
    answer: told.answer,
    rating:
      told.rating &&
      say(told.rating.satisfied ? 'opinions.satisfied' : 'opinions.dissatisfied', { text: told.rating.text }),
    promise: told.promise?.text,
    until: told.promise && shortDay(told.promise.until, today),
    awaits: told.awaits,
  };
}

function originWords(context: Context, opinion: Opinion): string {
  const { say, roster, person } = context;
  const mine = opinion.by === person.id;
  const name =
    opinion.by !== null && (mine || maySeeRaiser(context, opinion)) ? roster.nameOf(opinion.by) : null;
  if (opinion.by === null) return say('opinions.origin-anonymous');
  if (opinion.source !== null) return say('opinions.origin-gathered', { source: opinion.source, name });
  return say('opinions.origin-named', { name });
}

const topicView = ({ topic, proposed, problem }: Opinion): View => ({
  topic: topic === undefined ? null : (topic ?? WORK),
  proposed: topic === undefined ? (proposed ?? WORK) : null,
  problem,
});

/** What only those who give opinions to units, or deal with them, need to know. */
function officeView(context: Context, opinion: Opinion): View {
  const { campaign, roster } = context;
  if (!permitted(context, '转办意见', roster.root.id)) return {};
  const open = opinion.unit === null && opinion.sentUp === null;
  return {
    backFrom: opinion.backFrom === null ? null : unitTitle(roster, opinion.backFrom),
    wish:
      open && opinion.wish !== null && roster.goesOn(opinion.wish) ? unitTitle(roster, opinion.wish) : null,
    upward: open && upwardWord(campaign.opinions, opinion.text) ? campaign.opinions.upward.to : null,
  };
}

/** The problems against which this unit's opinions are put, numbered. */
export function problemView({ campaign, roster }: Context, opinion: Opinion): readonly View[] {
  const unit = opinion.unit === null ? undefined : roster.unit(opinion.unit);
  return problemsOf(campaign.opinions, unit?.category ?? '').map((item, index) => ({
    number: index + 1,
    item,
  }));
}
