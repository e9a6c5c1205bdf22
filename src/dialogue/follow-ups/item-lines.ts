import type { ItemFact } from '../../campaign/facts/follow-ups.ts';
import { lastStage, type Pipeline, pipelineCommand } from '../../campaign/follow-ups.ts';
import type { RecordId } from '../../records/records.ts';
import type { UnitId } from '../../roster/roster.ts';
import { dayWithWeekday, shortDay } from '../../wording/format.ts';
import { excerpt } from '../../wording/plain.ts';
import type { View } from '../../wording/wording.ts';
import type { Context } from '../command.ts';
import { permitted } from '../permit.ts';
import { askedBy, clauseView } from './asked.ts';

/** Items that a list shows; those still open come first. */
const SHOWN = 8;
const LONGEST = { title: 20, goal: 20 };

const byDate = (a: ItemFact, b: ItemFact): number =>
  a.date < b.date ? -1 : a.date > b.date ? 1 : a.number - b.number;

/** The unit's items by number, those that are done last. */
export function itemList(context: Context, pipeline: Pipeline, place: UnitId): string {
  const { facts } = context.progress;
  const { items: all, holder, isPart } = facts.itemsOf(place, pipeline.name);
  const items = all.filter((item) => item.holder === holder);
  const open = items.filter(({ done }) => done === null);
  const shown = [...open, ...items.filter((item) => !open.includes(item))].slice(0, SHOWN);
  return context.say('pipelines.list', {
    name: pipeline.name,
    unit: context.roster.titleOf(isPart && items.length > 0 ? place : holder),
    command: pipelineCommand(pipeline.name),
    none: items.length === 0,
    count: items.length,
    done: items.length - open.length,
    lines: shown.map((item) => ({ line: itemLine(context, item) })),
    more: Math.max(0, items.length - SHOWN),
    first: open[0]?.number ?? null,
    last: lastStage(pipeline),
    example: exampleOf(context, pipeline),
    mayWrite: permitted(context, '事项登记', place) || permitted(context, '事项登记', holder),
    ...clauseView(context, askedBy(context, 'pipeline', pipeline.name, place), place),
  });
}

/** What to type to open one. */
export function exampleOf({ person }: Context, { name, types, goal }: Pipeline): string {
  const words = [
    '名称',
    ...types.slice(0, 1).map((type) => type.name),
    ...(goal ? ['目标：……'] : []),
    person.name,
  ];
  return `${pipelineCommand(name)} ${words.join(' ')} 4月20日`;
}

export const itemLine = ({ say, roster, today }: Context, item: ItemFact): string =>
  say('pipelines.item', {
    number: item.number,
    title: excerpt(item.title, LONGEST.title),
    goal: item.goal === null ? null : excerpt(item.goal, LONGEST.goal),
    type: item.type,
    person: roster.nameOf(item.person),
    stage: item.stage,
    day: shortDay(item.date, today),
    done: item.done === null ? null : shortDay(item.done, today),
    late: item.done === null ? item.date < today : item.done > item.date,
  });

/** What is still open by its date, over all units the speaker may ask about. */
export function itemCalendar(context: Context, pipeline: Pipeline): string {
  const { progress, roster, say, today } = context;
  const open = roster.units
    .filter(({ kind }) => kind !== 'branch')
    .flatMap(({ id }) => progress.facts.itemsOf(id, pipeline.name).items)
    .filter((item) => item.done === null && permitted(context, '进度', item.unit));
  const each = [...new Map(open.map((item) => [item.id, item])).values()];
  const coming = each.toSorted(byDate);
  const days = Map.groupBy(coming.slice(0, SHOWN), ({ date }) => date);
  return say('pipelines.calendar', {
    name: pipeline.name,
    none: coming.length === 0,
    more: Math.max(0, coming.length - SHOWN),
    command: pipelineCommand(pipeline.name),
    days: [...days].map(([day, items]) => ({
      day: dayWithWeekday(day, today),
      past: day < today,
      items: items.map(({ title, unit, person }) => ({
        title: excerpt(title, LONGEST.title),
        unit: roster.titleOf(unit),
        person: roster.nameOf(person),
      })),
    })),
  });
}

/** What is still open of the unit, but for the item this is about. */
export function othersOpen(context: Context, { name }: Pipeline, unit: UnitId, about: RecordId): View {
  const { items } = context.progress.facts.itemsOf(unit, name);
  const open = items.filter((item) => item.done === null && item.id !== about);
  return {
    name,
    unit: context.roster.titleOf(unit),
    command: pipelineCommand(name),
    open: open.length > 0 ? open.length : null,
    numbers: open
      .slice(0, 6)
      .map(({ number }) => number)
      .join('、'),
    ...clauseView(context, askedBy(context, 'pipeline', name, unit), unit),
  };
}
