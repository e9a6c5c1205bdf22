import { findTerm } from '../../campaign/campaign.ts';
import type { CheckFact } from '../../campaign/facts/follow-ups.ts';
import { type Checklist, checklistCommand } from '../../campaign/follow-ups.ts';
import type { CheckAnswered } from '../../records/records.ts';
import type { UnitId } from '../../roster/roster.ts';
import { excerpt } from '../../wording/plain.ts';
import type { View } from '../../wording/wording.ts';
import { type Command, type Context, type Decision, Refusal } from '../command.ts';
import { askedBy, clauseView, permitWriting, shortEnough, unitAhead, writingUnit } from './asked.ts';
import { type PointAnswer, readAnswers } from './checklist-answers.ts';

const LONGEST_NOTE = 200;
/** What a point's question and note are cut to, so that a list fits a screen. */
const SHOWN = { point: 36, note: 24 };

/** A command that shows a checklist and takes the answers to its points. */
export function checklistOf(command: Omit<Command, 'decide' | 'isUsed'>): Command {
  const { name } = command;
  const isOwn = ({ name: each }: Checklist): boolean => each === name;
  return {
    ...command,
    isUsed: ({ followUps }) => followUps.checklists.some(isOwn),
    decide(context, rest) {
      const checklist = context.campaign.followUps.checklists.find(isOwn);
      if (!checklist) throw new Refusal(context.say('checklists.not-used', { name }));
      return answerOrShow(context, checklist, rest);
    },
  };
}

/** Takes the answers that were given, or shows the points where none was. */
export function answerOrShow(context: Context, checklist: Checklist, rest: string): Decision {
  const { unit, rest: text } = unitAhead(context, rest);
  if (text === '') return { reply: show(context, checklist, unit) };
  const answers = readAnswers(checklist, text);
  const command = checklistCommand(checklist.name);
  if (!answers)
    throw new Refusal(
      context.say('checklists.unclear', {
        command,
        words: checklist.answers.map(({ name }) => name).join('、'),
        first: checklist.answers[0]?.name,
      }),
    );
  return answer(context, checklist, unit, answers);
}

function answer(
  context: Context,
  checklist: Checklist,
  place: UnitId,
  answers: readonly PointAnswer[],
): Decision {
  const { say, progress } = context;
  const unit = holderFor(context, checklist, place);
  const { points } = progress.facts.checksOf(unit, checklist.name);
  const unknown = answers.find(({ number }) => number < 1 || number > points.length);
  if (unknown)
    throw new Refusal(say('checklists.no-point', { number: unknown.number, count: points.length }));
  const twice = answers.find(
    ({ number }, index) => answers.findIndex((each) => each.number === number) < index,
  );
  if (twice) throw new Refusal(say('checklists.twice', { number: twice.number }));
  const records = points.flatMap((point) => {
    const given = answers.find(({ number }) => number === point.number);
    return given && isNews(given, point) ? [draft(context, checklist, unit, point, given)] : [];
  });
  if (records.length === 0)
    throw new Refusal(say('checklists.already', { command: checklistCommand(checklist.name) }));
  return { records, reply: () => say('checklists.done', doneView(context, checklist, unit)) };
}

/** Who answers: the unit as a whole, through whoever may answer for it. */
function holderFor(context: Context, checklist: Checklist, place: UnitId): UnitId {
  const { holder, isPart } = context.progress.facts.holdingOf(place, checklist.each);
  const command = checklistCommand(checklist.name);
  if (checklist.each === 'branch') {
    permitWriting(context, '自查登记', place, command);
    return place;
  }
  if (isPart) permitWriting(context, '自查登记', holder, command);
  return writingUnit(context, '自查登记', place, command);
}

const isNews = ({ answer, note }: PointAnswer, known: CheckFact): boolean =>
  answer !== known.answer || (note !== null && note !== known.note);

const draft = (
  context: Context,
  { name }: Checklist,
  unit: UnitId,
  { point }: CheckFact,
  { answer, note }: PointAnswer,
): CheckAnswered =>
  context.record(unit, {
    kind: 'check.answered',
    checklist: name,
    point,
    answer,
    note: note === null ? null : shortEnough(context, note, LONGEST_NOTE),
  });

function doneView(context: Context, checklist: Checklist, unit: UnitId): View {
  const { name } = checklist;
  const { points } = context.progress.facts.checksOf(unit, name);
  const short = points.filter((point) => point.answer !== null && !point.enough);
  const open = points.filter(({ answer }) => answer === null);
  return {
    name,
    unit: context.roster.titleOf(unit),
    command: checklistCommand(name),
    enough: points.length - short.length - open.length,
    count: points.length,
    complete: short.length + open.length === 0,
    short: short.map(pointView),
    first: short[0]?.number,
    good: checklist.answers.find(({ enough }) => enough)?.name,
    open: open.map(({ number }) => number).join('、'),
    ...clauseView(context, askedBy(context, 'checklist', name, unit), unit),
  };
}

function show(context: Context, checklist: Checklist, unit: UnitId): string {
  const { name, answers } = checklist;
  const { holder, isPart, points } = context.progress.facts.checksOf(unit, name);
  return context.say('checklists.shown', {
    name,
    unit: context.roster.titleOf(holder),
    command: checklistCommand(name),
    points: points.map(pointView),
    others: isPart,
    complete: points.every(({ enough }) => enough),
    good: answers[0]?.name,
    bad: answers.find(({ enough }) => !enough)?.name,
    several: points.length > 1,
    ...clauseView(context, askedBy(context, 'checklist', name, unit), unit),
  });
}

const pointView = ({ number, point, answer, enough, note }: CheckFact): View => ({
  number,
  point: excerpt(point, SHOWN.point),
  answer,
  enough,
  note: note === null ? null : excerpt(note, SHOWN.note),
});

/** The one checklist meant by the first word. Refuses with the names there are. */
export function checklistNamed(context: Context, rest: string): { checklist: Checklist; rest: string } {
  const { checklists } = context.campaign.followUps;
  const [word = ''] = rest.trim().split(/\s/, 1);
  const checklist = findTerm(checklists, word);
  const found = checklists.find((each) => each === checklist);
  if (found) return { checklist: found, rest: rest.trim().slice(word.length) };
  const names = checklists.map(({ name }) => name);
  throw new Refusal(context.say('checklists.which', { names: names.join('、'), first: names[0] ?? null }));
}
