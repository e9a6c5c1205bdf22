import { wordsOf } from '../src/dialogue/arguments.ts';
import { foldedClauses, type RequirementLine, withClauses } from '../src/dialogue/clauses.ts';
import type { Command, Context } from '../src/dialogue/command.ts';
import { actsFor } from '../src/dialogue/document-rights.ts';
import { requireUnit } from '../src/dialogue/finding.ts';
import { permit, permitted } from '../src/dialogue/permit.ts';
import {
  coverageLine,
  duesView,
  noteLines,
  openNotes,
  standingLine,
} from '../src/dialogue/standing-lines.ts';
import { type Rollup, type Standing, statusOf } from '../src/progress/progress.ts';
import type { Unit } from '../src/roster/roster.ts';
import { nameList } from '../src/wording/format.ts';

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
    const { unit, place, say } = context;
    const [word] = wordsOf(rest);
    if (word === '我' || word === '自己' || word === '本人') return { reply: personReport(context) };
    if (word !== undefined) {
      const named = requireUnit(context, word);
      if (!actsFor(context, '进度', named.id)) permit(context, '进度', named.id);
      return { reply: unitReport(context, named) };
    }
    if (place === 'group') {
      permit(context, '进度', unit.id);
      return { reply: unitReport(context, unit) };
    }
    const units = dutyUnits(context);
    const reports = units.map((each) => unitReport(context, each, units.length > 1));
    return {
      reply: say('progress.both', {
        parts: [personReport(context), ...reports].map((part) => ({ part })),
        several: units.length > 1,
        alone: units.length === 0,
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
    lines: withClauses(standings.map((standing) => standingOf(context, standing))),
    notes: noteLines(context, openNotes(standings)).map((line) => ({ line })),
    free: standings.length === 0,
    essays: standings.filter(isUnmet).some(countsEssays),
    deeds: deedsOf(standings.filter(isUnmet)),
  });
}

/** In brief, without the reasons, when it is one of several. */
function unitReport(context: Context, unit: Unit, brief = false): string {
  const { say, progress, roster } = context;
  // A unit with units below it is seen as the office sees the county: who of them has, and who has not.
  const over = roster.children(unit.id).some(({ kind }) => kind === 'unit');
  const rollups = over ? progress.rollup(unit.id) : [];
  const standings = over
    ? rollups.filter((each) => isOwn(each, unit)).map((each) => ownStanding(context, unit, each))
    : progress.forUnit(unit.id);
  const names = permitted(context, '名单', unit.id);
  const coverages = progress.coverage(unit.id);
  return say('progress.unit', {
    unit: unit.title,
    lines: foldedClauses(context, [
      ...(over
        ? rollups.map((rollup) => rollupOf(context, unit, rollup))
        : standings.map((standing) => standingOf(context, standing))),
      ...coverages.map((coverage) => ({
        requirement: coverage.requirement,
        status: statusOf(coverage),
        line: coverageLine(context, coverage, names && !over),
      })),
    ]),
    notes: noteLines(context, openNotes(standings))
      .slice(0, brief ? 0 : 4)
      .map((line) => ({ line })),
    brief,
    mayOpen: permitted(context, '开会', unit.id),
    mayList: names,
  });
}

const standingOf = (context: Context, standing: Standing): RequirementLine => ({
  requirement: standing.requirement,
  status: standing.status,
  line: standingLine(context, standing),
});

/** What is asked of nobody but the unit itself is told as its own. */
const rollupOf = (context: Context, unit: Unit, rollup: Rollup): RequirementLine => ({
  requirement: rollup.requirement,
  status: statusOf(rollup),
  line: isOwn(rollup, unit)
    ? standingLine(context, ownStanding(context, unit, rollup))
    : rollupLine(context, rollup),
});

const isOwn = ({ asked: [first, ...others] }: Rollup, { id }: Unit): boolean =>
  first === id && others.length === 0;

const ownStanding = ({ progress }: Context, { id }: Unit, { requirement }: Rollup): Standing =>
  progress.standing(requirement, { kind: 'unit', unit: id });

const isUnmet = ({ status }: Standing): boolean => status === 'unmet';
const countsEssays = ({ requirement: { measure } }: Standing): boolean => measure.essayTopics.length > 0;

/** The commands that log what is lacking: `/走访、/读书`. */
const deedsOf = (standings: readonly Standing[]): string =>
  [...new Set(standings.flatMap(({ requirement: { measure } }) => measure.hint['deed'] ?? []))]
    .map((deed) => `/${deed}`)
    .join('、');

/** How many of the units have met a requirement, and which have not, in the roster's order. */
function rollupLine(context: Context, rollup: Rollup): string {
  const { requirement, asked, met, missing, waived, dues } = rollup;
  const idle = asked.length - met.length - missing.length - waived.length;
  return context.say(`standing.rollup-${statusOf(rollup)}`, {
    title: requirement.title,
    advisory: requirement.advisory,
    done: met.length,
    asked: asked.length,
    names: nameList(
      missing.map((id) => context.roster.titleOf(id)),
      UNITS,
      '个单位',
    ),
    waived: waived.length > 0 ? waived.length : null,
    idle: idle > 0,
    ...duesView(context, requirement, dues),
  });
}
