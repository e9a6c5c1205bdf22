import { wordsOf } from '../src/dialogue/arguments.ts';
import { type Command, type Context, type Decision, Refusal } from '../src/dialogue/command.ts';
import { requireUnit } from '../src/dialogue/finding.ts';
import { permit } from '../src/dialogue/permit.ts';
import { unitsInCharge } from '../src/dialogue/place.ts';
import { mayHaveWorkbook, workbookFor } from '../src/dialogue/workbook.ts';
import { ALONE, type Target } from '../src/journal/outgoing.ts';
import type { Draft } from '../src/report/draft.ts';
import type { Unit } from '../src/roster/roster.ts';

/** So many files at a time, where somebody answers for several units. */
const MOST_UNITS = 3;

/** The workbook of a unit and all below it, as a file: to the speaker alone, or to the group with what the group may read. */
export const exportWorkbook: Command = {
  name: '导出',
  aliases: ['dc', 'export', '导出表格', '导出台账'],
  summary: '把台账导出成表格（.xlsx）',
  examples: [
    ['/导出', '本支部、本单位的（私聊时单独发给您，内容更全）'],
    ['/导出 县教育局', '一个单位的'],
  ],
  decide(context, rest) {
    const name = wordsOf(rest).find((word) => word !== '表格' && word !== '台账');
    return context.place === 'group' ? toGroup(context, name) : toSpeaker(context, name);
  },
};

function toGroup(context: Context, name: string | undefined): Decision {
  const { unit: own, roster, say } = context;
  const unit = name === undefined ? own : requireUnit(context, name);
  requireRight(context, unit);
  if (!roster.within(unit.id, own.id))
    throw new Refusal(say('workbook.only-own', { group: own.title, unit: unit.title }));
  if (!context.reach.reachesGroup(own.id))
    throw new Refusal(say('workbook.no-way-to-group', { unit: own.title }));
  return sending(context, [unit], { kind: 'group', unit: own.id });
}

function toSpeaker(context: Context, name: string | undefined): Decision {
  const { person, roster, say } = context;
  const all = name === undefined ? unitsInCharge(person, roster) : [requireUnit(context, name)];
  for (const unit of all) requireRight(context, unit);
  const units = all.slice(0, MOST_UNITS);
  if (!context.reach.reachesPerson(person.id)) refuseWithoutWay(context, units);
  const { drafts, reply } = sending(context, units, { kind: 'person', person: person.id });
  const more = units.length < all.length ? `\n${say('workbook.which-units', { most: MOST_UNITS })}` : '';
  return { drafts, reply: (complete) => reply(complete) + more };
}

function requireRight(context: Context, unit: Unit): void {
  if (!mayHaveWorkbook(context.person, unit.id, context.progress)) permit(context, '导出', unit.id);
}

function refuseWithoutWay({ say, reach }: Context, units: readonly Unit[]): never {
  const reached = units.find(({ id }) => reach.reachesGroup(id));
  throw new Refusal(
    say('workbook.no-way-to-person', { group: reached !== undefined, unit: reached?.title ?? null }),
  );
}

function sending(context: Context, units: readonly Unit[], to: Target) {
  return {
    drafts: units.map((unit) => draftOf(context, unit, to)),
    reply: (complete: boolean) =>
      complete
        ? context.say('workbook.sent', {
            units: units.map(({ title }) => title).join('、'),
            group: to.kind === 'group',
          })
        : context.say('workbook.unmade'),
  };
}

function draftOf(context: Context, { id }: Unit, to: Target): Draft {
  const { person, progress, now, say, place, message } = context;
  const file = workbookFor({ person, unit: id, progress, now, say, place });
  if (!file) throw new Error(`the right to the workbook of ${id} was checked before`);
  return {
    key: `workbook/${id}/${message.id}`,
    to,
    content: { type: 'file', ...file },
    ...ALONE,
  };
}
