import { findTerm } from '../../campaign/campaign.ts';
import type { Pipeline } from '../../campaign/follow-ups.ts';
import { type Command, type Context, type Decision, Refusal } from '../command.ts';
import { unitAhead } from './asked.ts';
import { itemCalendar, itemList } from './item-lines.ts';
import { moveItem, type Order } from './move-item.ts';
import { openItem } from './open-item.ts';

/** A command that opens items of the pipeline of its own name and brings them on. */
export function pipelineOf(command: Omit<Command, 'decide' | 'isUsed'>): Command {
  const { name } = command;
  const isOwn = ({ name: each }: Pipeline): boolean => each === name;
  return {
    ...command,
    isUsed: ({ followUps }) => followUps.pipelines.some(isOwn),
    decide(context, rest) {
      const pipeline = context.campaign.followUps.pipelines.find(isOwn);
      if (!pipeline) throw new Refusal(context.say('pipelines.not-used', { name }));
      return openOrMove(context, pipeline, rest);
    },
  };
}

/** Shows the list or the calendar, brings an item on that is named by its number, or opens a new one. */
export function openOrMove(context: Context, pipeline: Pipeline, rest: string): Decision {
  if (/^\s*日历[\s。！!]*$/u.test(rest)) return { reply: itemCalendar(context, pipeline) };
  const { unit, rest: text } = unitAhead(context, rest);
  if (text === '') return { reply: itemList(context, pipeline, unit) };
  const order = readOrder(pipeline, text);
  return order ? moveItem(context, pipeline, unit, order) : openItem(context, pipeline, unit, text);
}

/** `3 完成 说明`, `第3件完成`, `3`; a title that begins with a number, `3号楼漏水`, is none. */
function readOrder({ stages }: Pipeline, text: string): Order | undefined {
  const [, digits, space = '', said = ''] =
    /^[第#]?\s*([0-9０-９]{1,4})[件号项、.．:：]?(\s*)([\s\S]*)$/u.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const words = stages.flatMap(({ name, also }) => [name, ...also]);
  const isOrder = said === '' || space !== '' || words.some((word) => said.startsWith(word));
  return isOrder ? { number: Number(digits.normalize('NFKC')), said: said.trim() } : undefined;
}

/** The one pipeline meant by the first word. Refuses with the names there are. */
export function pipelineNamed(context: Context, rest: string): { pipeline: Pipeline; rest: string } {
  const { pipelines } = context.campaign.followUps;
  const [word = ''] = rest.trim().split(/\s/, 1);
  const term = findTerm(pipelines, word);
  const pipeline = pipelines.find((each) => each === term);
  if (pipeline) return { pipeline, rest: rest.trim().slice(word.length) };
  const names = pipelines.map(({ name }) => name);
  throw new Refusal(context.say('pipelines.which', { names: names.join('、'), first: names[0] ?? null }));
}
