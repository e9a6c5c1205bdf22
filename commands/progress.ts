import type { Command, Context } from '../src/dialogue/command.ts';
import { requireUnit } from '../src/dialogue/finding.ts';
import { permit, permitted } from '../src/dialogue/permit.ts';
import {
  coverageLine,
  noteLines,
  openNotes,
  personLacks,
  standingLine,
} from '../src/dialogue/standing-lines.ts';
import { type Rollup, statusOf } from '../src/progress/progress.ts';
import { holds, type Unit } from '../src/roster/roster.ts';
import { nameList, shortDay } from '../src/wording/format.ts';

const UNITS = 6;

/** Where one stands: oneself, a branch, a unit, or all of them. */
export const progress: Command = {
  name: '进度',
  aliases: ['jd', 'progress', 'status'],
  summary: '看还差什么、什么时候前要完成',
  examples: [
    ['/进度', '本支部（私聊时是您自己和您负责的单位）'],
    ['/进度 我', '只看自己'],
    ['/进度 县教育局', '看一个单位'],
  ],
  decide(context, rest) {
    const { person, unit, place, say } = context;
    if (rest === '我' || rest === '自己' || rest === '本人') return { reply: personReport(context) };
    if (rest !== '') {
      const named = requireUnit(context, rest);
      permit(context, '进度', named.id);
      return { reply: unitReport(context, named) };
    }
    if (place === 'group') {
      permit(context, '进度', unit.id);
      return { reply: unitReport(context, unit) };
    }
    const answersFor = person.duties.some((duty) => duty.role !== 'member') ? dutyUnits(context) : [];
    return {
      reply: say('progress.both', {
        parts: [personReport(context), ...answersFor.map((each) => unitReport(context, each))].map(
          (part) => ({ part }),
        ),
      }),
    };
  },
};

/** Units the speaker answers for, each once, at most three. */
function dutyUnits({ person, roster }: Context): Unit[] {
  const ids = new Set(person.duties.filter((duty) => duty.role !== 'member').map((duty) => duty.unit));
  return [...ids].flatMap((id) => roster.unit(id) ?? []).slice(0, 3);
}

function personReport(context: Context): string {
  const { person, say, progress } = context;
  const standings = progress.forPerson(person);
  return say('progress.person', {
    name: person.name,
    lines: standings.map((standing) => ({ line: standingLine(context, standing) })),
    notes: noteLines(context, openNotes(standings)).map((line) => ({ line })),
    free: standings.length === 0,
    lacking: personLacks(context).length > 0,
  });
}

function unitReport(context: Context, unit: Unit): string {
  const { say, progress, roster } = context;
  const over = roster.children(unit.id).length > 0 && unit.kind === 'office';
  const standings = over ? [] : progress.forUnit(unit.id);
  const names = permitted(context, '名单', unit.id);
  const coverages = progress.coverage(unit.id);
  return say('progress.unit', {
    unit: unit.id,
    lines: [
      ...(over ? progress.rollup(unit.id).map((rollup) => rollupLine(context, rollup)) : []),
      ...standings.map((standing) => standingLine(context, standing)),
      ...coverages.map((coverage) => coverageLine(context, coverage, names && !over)),
    ].map((line) => ({ line })),
    notes: noteLines(context, openNotes(standings))
      .slice(0, 4)
      .map((line) => ({ line })),
    secretary: holds(context.person, 'secretary'),
  });
}

/** How many of the units have met a requirement, and which have not, in the roster's order. */
function rollupLine(context: Context, rollup: Rollup): string {
  const { requirement, asked, met, missing } = rollup;
  return context.say(`standing.rollup-${statusOf(rollup)}`, {
    title: requirement.title,
    done: met.length,
    asked: asked.length,
    names: nameList([...missing], UNITS, '个单位'),
    due: requirement.due === null ? null : shortDay(requirement.due),
    overdue: requirement.due !== null && requirement.due < context.today,
  });
}
