import { findTerm } from '../../campaign/campaign.ts';
import type { ItemFact } from '../../campaign/facts/follow-ups.ts';
import { lastStage, type Pipeline, pipelineCommand, stageAfter } from '../../campaign/follow-ups.ts';
import type { UnitId } from '../../roster/roster.ts';
import { shortDay } from '../../wording/format.ts';
import { excerpt } from '../../wording/plain.ts';
import type { View } from '../../wording/wording.ts';
import { type Context, type Decision, Refusal } from '../command.ts';
import { shortEnough, writingUnit } from './asked.ts';
import { othersOpen } from './item-lines.ts';

const LONGEST_NOTE = 200;

/** What was said of an item that has a number. */
export interface Order {
  readonly number: number;
  /** The stage, and what was said of it. */
  readonly said: string;
}

/** Brings an item to a stage. The person in charge of it may, and whoever answers for its unit. */
export function moveItem(
  context: Context,
  pipeline: Pipeline,
  place: UnitId,
  { number, said }: Order,
): Decision {
  const { say, progress } = context;
  const command = pipelineCommand(pipeline.name);
  const { holder } = progress.facts.holdingOf(place, 'unit');
  const item = progress.facts
    .itemsOf(holder, pipeline.name)
    .items.find((each) => each.holder === holder && each.number === number);
  if (!item) throw new Refusal(say('pipelines.no-item', { number, command }));
  const [word = ''] = said.split(/[\s,，:：;；。]/u, 1);
  const stage = findTerm(pipeline.stages, word)?.name;
  if (stage === undefined)
    throw new Refusal(
      say('pipelines.which-stage', { ...stageView(pipeline), number, command, title: item.title }),
    );
  if (item.person !== context.person.id) writingUnit(context, '事项登记', item.unit, command);
  if (stage === item.stage)
    throw new Refusal(say('pipelines.same-stage', { number, stage, title: excerpt(item.title, 20) }));
  const note = shortEnough(context, said.slice(word.length).replace(/^[\s,，:：;；。]+/u, ''), LONGEST_NOTE);
  const filed = context.record(item.unit, {
    kind: 'item.moved',
    item: item.id,
    stage,
    note: note === '' ? null : note,
  });
  const done = stage === lastStage(pipeline);
  return {
    records: [filed],
    reply: () =>
      say('pipelines.moved', {
        ...othersOpen(context, pipeline, item.unit, item.id),
        ...movedView(context, item, stage, done),
        next: stageAfter(pipeline, stage),
      }),
  };
}

const stageView = ({ stages }: Pipeline): View => ({
  stages: stages.map(({ name }) => name).join('、'),
  last: stages.at(-1)?.name,
});

const movedView = ({ today }: Context, item: ItemFact, stage: string, done: boolean): View => ({
  number: item.number,
  title: item.title,
  stage,
  done,
  late: done && today > item.date ? shortDay(item.date, today) : null,
  day: shortDay(item.date, today),
});
