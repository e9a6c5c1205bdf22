import {
  firstStage,
  lastStage,
  type Pipeline,
  pipelineCommand,
  stageAfter,
} from '../../campaign/follow-ups.ts';
import type { PersonId, UnitId } from '../../roster/roster.ts';
import type { Day } from '../../time/zone.ts';
import { dayWithWeekday, shortDay } from '../../wording/format.ts';
import { excerpt } from '../../wording/plain.ts';
import type { View } from '../../wording/wording.ts';
import { type Context, type Decision, Refusal } from '../command.ts';
import { dueView } from '../standing-lines.ts';
import { askedBy, shortEnough, writingUnit } from './asked.ts';
import { exampleOf, othersOpen } from './item-lines.ts';
import { type ItemText, readItem } from './item-reading.ts';

const LONGEST = { title: 60, goal: 100 };

/** Takes something on. Refuses, naming what is missing, and what is on the list already. */
export function openItem(context: Context, pipeline: Pipeline, place: UnitId, text: string): Decision {
  const { say, progress, today } = context;
  const { name } = pipeline;
  const command = pipelineCommand(name);
  const unit = writingUnit(context, '事项登记', place, command);
  const { holder } = progress.facts.holdingOf(unit, 'unit');
  const item = readItem(context, pipeline, holder, text);
  const { person, date } = whole(context, pipeline, item);
  if (date < today) throw new Refusal(say('pipelines.past', { day: shortDay(date, today) }));
  const known = progress.facts
    .itemsOf(holder, name)
    .items.find((each) => each.done === null && each.title === item.title);
  if (known)
    throw new Refusal(
      say('pipelines.already', {
        number: known.number,
        title: excerpt(known.title, 20),
        command,
        last: lastStage(pipeline),
      }),
    );
  const { title, goal, type } = item;
  const opened = context.record(unit, {
    kind: 'item.opened',
    holder,
    pipeline: name,
    type,
    title: shortEnough(context, title, LONGEST.title),
    goal: goal === null ? null : shortEnough(context, goal, LONGEST.goal),
    person,
    date,
  });
  const { id } = opened;
  const reply = () =>
    say('pipelines.opened', {
      ...othersOpen(context, pipeline, unit, id),
      number: context.state.followUps.itemsOf(holder, name).find(({ record }) => record.id === id)?.number,
      title,
      goal,
      type,
      person: context.roster.nameOf(person),
      day: dayWithWeekday(date, today),
      stage: firstStage(pipeline),
      next: stageAfter(pipeline, firstStage(pipeline)),
      ...afterDue(context, pipeline, unit, date),
    });
  return { records: [opened], reply };
}

/** Refuses, naming what is missing, unless everything an item has to say is there. */
function whole(context: Context, pipeline: Pipeline, item: ItemText): { person: PersonId; date: Day } {
  const { title, goal, type, person, date } = item;
  const missing = [
    ...(title === '' ? ['名称'] : []),
    ...(pipeline.types.length > 0 && type === null
      ? [pipeline.types.map(({ name }) => name).join('或')]
      : []),
    ...(pipeline.goal && goal === null ? ['目标'] : []),
    ...(person === undefined ? ['责任人（本单位的人，写姓名）'] : []),
    ...(date === undefined ? ['完成日期'] : []),
  ];
  if (missing.length === 0 && person !== undefined && date !== undefined) return { person, date };
  throw new Refusal(
    context.say('pipelines.missing', { missing: missing.join('、'), example: exampleOf(context, pipeline) }),
  );
}

/** A date behind the one the requirement names is told, and not refused. */
function afterDue(context: Context, pipeline: Pipeline, unit: UnitId, date: Day): View {
  const [first] = askedBy(context, 'pipeline', pipeline.name, unit).flatMap((requirement) => {
    const { due } = context.progress.standing(requirement, { kind: 'unit', unit });
    return due && due.day < date ? [dueView(context, requirement, due).due] : [];
  });
  return { afterDue: first ?? null };
}
