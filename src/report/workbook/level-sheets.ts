import type { Requirement } from '../../campaign/campaign.ts';
import { dueInWords } from '../../campaign/deadline-words.ts';
import { countsLate, type Progress, type Standing } from '../../progress/progress.ts';
import type { Roster, Unit, UnitId } from '../../roster/roster.ts';
import { mapped, type Steps } from '../../time/steps.ts';
import type { Day } from '../../time/zone.ts';
import { amount } from '../../wording/format.ts';
import { type Answer, type Asked, COUNTERS, isLate } from './answers.ts';
import { type Brief, placeOf, todayOf } from './brief.ts';
import { filled, type Table, type Told, told } from './table.ts';
import type { Cell } from './workbook.ts';

/** One sheet for each level of the tree below the unit, with all units of it. */
export function* levelSheets(brief: Brief, asked: readonly Asked[]): Steps<Table[]> {
  const { progress, unit } = brief;
  const levels = levelsBelow(progress.roster, unit);
  if (levels.length === 0) return [];
  const below: Summed[] = [];
  for (const each of asked) below.push({ ...each, sums: yield* sumsOf(progress.roster, each.answers) });
  return levels.map((level) => levelSheet(brief, level, below));
}

interface Level {
  readonly name: string;
  readonly units: readonly Unit[];
}

const NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** Units by how deep they lie, and at last all branches, wherever they hang; in the roster's order. */
function levelsBelow(roster: Roster, scope: UnitId): Level[] {
  const below = roster.units.filter(({ id }) => id !== scope && roster.within(id, scope));
  const units = below.filter(({ kind }) => kind !== 'branch');
  const byDepth = [...Map.groupBy(units, ({ id }) => depthOf(roster, id, scope))].sort(([a], [b]) => a - b);
  const branches = below.filter(({ kind }) => kind === 'branch');
  return [
    ...byDepth.map(([, units], index) => ({
      name: byDepth.length === 1 ? '单位' : `单位（第${NUMBERS[index] ?? index + 1}级）`,
      units,
    })),
    ...(branches.length > 0 ? [{ name: '支部', units: branches }] : []),
  ];
}

const depthOf = (roster: Roster, unit: UnitId, scope: UnitId): number =>
  [...roster.lineage(unit)].findIndex(({ id }) => id === scope);

interface Sum {
  asked: number;
  met: number;
  unmet: number;
  /** When the first of those falls due who have not met it. */
  first: Day | null;
}

interface Summed extends Asked {
  /** What those at a unit and below it add up to. */
  readonly sums: ReadonlyMap<UnitId, Readonly<Sum>>;
}

function* sumsOf(roster: Roster, answers: readonly Answer[]): Steps<ReadonlyMap<UnitId, Sum>> {
  const sums = new Map<UnitId, Sum>();
  yield* mapped(answers, ({ place, standing }) => {
    for (const { id } of roster.lineage(place)) {
      const sum: Sum = sums.get(id) ?? { asked: 0, met: 0, unmet: 0, first: null };
      sum.asked++;
      if (standing.status === 'met') sum.met++;
      if (standing.status === 'unmet') {
        sum.unmet++;
        const day = standing.due?.day ?? null;
        if (day !== null && (sum.first === null || day < sum.first)) sum.first = day;
      }
      sums.set(id, sum);
    }
  });
  return sums;
}

function levelSheet(brief: Brief, { name, units }: Level, asked: readonly Summed[]): Table {
  const { progress, say } = brief;
  const { roster } = progress;
  return {
    name,
    title: say('workbook.level', { level: name }),
    notes: [say('workbook.level-how')],
    ...filled<Unit>(
      [
        told('上级单位', 'text', 18, ({ parent, id }) =>
          placeOf(brief, parent ?? id)
            .join(' ')
            .trim(),
        ),
        told('名称', 'text', 20, ({ name }) => name),
        told('类别', 'text', 11, ({ category }) => category),
        told('人数', 'count', 7, ({ id }) => roster.headcount(id)),
        ...asked.flatMap((each) => columnsOf(brief, each, units)),
      ],
      units,
    ),
    empty: say('workbook.nothing-asked'),
    fixed: 2,
    expendable: false,
  };
}

/** What one requirement is at one level: of each unit itself, or of those below it together. */
function columnsOf(brief: Brief, { requirement, sums }: Summed, units: readonly Unit[]): Told<Unit>[] {
  const own = new Set(units.filter((unit) => isOwn(brief.progress, requirement, unit)));
  const today = todayOf(brief);
  const head = headOf(brief, requirement);
  const standingOf = ({ id }: Unit): Standing =>
    brief.progress.standing(requirement, { kind: 'unit', unit: id });
  if (own.size > 0)
    return [told(head, 'text', 14, (unit) => (own.has(unit) ? ownCell(standingOf(unit), today) : NOT_ASKED))];
  if (!units.some(({ id }) => sums.has(id))) return [];
  return [
    told(head, 'text', 12, ({ id }) => togetherCell(requirement, sums.get(id), today)),
    told('完成率', 'percent', 9, ({ id }) => {
      const sum = sums.get(id);
      return sum ? sum.met / sum.asked : null;
    }),
  ];
}

const NOT_ASKED: Cell = { value: '不要求', tone: 'quiet' };

/** Laid on the unit itself, or on the one it is a branch of: then its own part of it. */
function isOwn(progress: Progress, requirement: Requirement, unit: Unit): boolean {
  const bearers = unit.kind === 'branch' ? [...progress.roster.lineage(unit.id)] : [unit];
  return bearers.some(
    (each) => (each === unit || each.kind !== 'office') && progress.asksUnit(requirement, each),
  );
}

const headOf = (brief: Brief, { title, due, advisory }: Requirement): string =>
  [title, `（${dueInWords(brief.say, due, null, todayOf(brief))}）`, advisory ? '（倡导）' : ''].join('');

function ownCell(standing: Standing, today: string): Cell {
  const { status, have, need, requirement } = standing;
  if (status === 'met') return { value: countsLate(standing) ? '完成（含会后补登）' : '完成', tone: 'met' };
  if (standing.waived !== undefined) return { value: '经同意免除', tone: 'quiet' };
  if (status === 'idle') return { value: '暂时不用办', tone: 'quiet' };
  const late = isLate(standing, today);
  const far = have > 0 ? ` ${amount(have)}/${amount(need)}${requirement.measure.counter}` : '';
  const tone = late ? 'late' : have > 0 ? 'partly' : null;
  const value = `${late ? '过期未完成' : have > 0 ? '做了一部分' : '还没完成'}${far}`;
  return tone ? { value, tone } : value;
}

function togetherCell(requirement: Requirement, sum: Sum | undefined, today: string): Cell {
  if (!sum) return NOT_ASKED;
  const { asked, met, unmet } = sum;
  const late = sum.first !== null && sum.first < today;
  const tone = unmet === 0 ? (met === asked ? 'met' : 'quiet') : late ? 'late' : met > 0 ? 'partly' : null;
  const value = `${met}/${asked}${COUNTERS[requirement.each]}`;
  return tone ? { value, tone } : value;
}
