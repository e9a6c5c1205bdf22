import type { Cell } from '../report/chart/picture.ts';
import type { Unit, UnitId } from '../roster/roster.ts';
import { amount } from '../wording/format.ts';
import { isLate, type Reading } from './digest-reading.ts';
import { type Bearer, type Overview, reportingUnit } from './overview.ts';
import { titleOf } from './unit-title.ts';

/** Beyond so many, units are shown together by the level right below. */
const MOST_UNITS = 180;

/** Units with what they have done of each requirement, in the roster's order. */
export interface Grid {
  readonly units: readonly {
    readonly title: string;
    /** In the order of the requirements. */
    readonly cells: readonly Cell[];
  }[];
}

/** Undefined where even the level right below has too many units to be looked at. */
export function gridOf(reading: Reading): Grid | undefined {
  const { unit: scope } = reading;
  const { roster } = reading.outlook.progress;
  const each = grouped(reading, (unit) => reportingUnit(roster, unit, scope)?.id);
  if (each.units.length <= MOST_UNITS) return each;
  const together = grouped(reading, (unit) => levelBelow(reading, unit));
  return together.units.length <= MOST_UNITS ? together : undefined;
}

/** The unit right below the digest's own that this one lies in. */
function levelBelow({ outlook, unit: scope }: Reading, unit: UnitId): UnitId | undefined {
  const lineage = [...outlook.progress.roster.lineage(unit)];
  const at = lineage.findIndex(({ id }) => id === scope);
  return lineage[Math.max(0, at - 1)]?.id;
}

function grouped(reading: Reading, groupOf: (unit: UnitId) => UnitId | undefined): Grid {
  const { all, fresh } = reading;
  const { roster } = reading.outlook.progress;
  const news = new Set(fresh.map(({ bearer }) => bearer));
  const byRequirement = all.map(({ bearers }) => Map.groupBy(bearers, ({ unit }) => groupOf(unit.id)));
  const present = new Set(byRequirement.flatMap((groups) => [...groups.keys()]));
  const units = roster.units.filter(({ id }) => present.has(id));
  const names = titles(units);
  return {
    units: units.map(({ id }, index) => ({
      title: names[index] ?? roster.titleOf(id),
      cells: all.map((each, row) => cellOf(reading, each, byRequirement[row]?.get(id) ?? [], news)),
    })),
  };
}

/** Their names alone where nobody can mistake one for another. */
function titles(units: readonly Unit[]): string[] {
  const counts = Map.groupBy(units, ({ name }) => name);
  return units.map((unit) => (counts.get(unit.name)?.length === 1 ? unit.name : titleOf(unit)));
}

/** What these together have done of the requirement, as one place of a table. */
export function cellOf(
  { today }: Pick<Reading, 'today'>,
  each: Overview,
  bearers: readonly Bearer[],
  news: ReadonlySet<Bearer>,
): Cell {
  const fresh = bearers.some((bearer) => news.has(bearer));
  const sum = (of: (bearer: Bearer) => number): number => bearers.reduce((all, one) => all + of(one), 0);
  const [met, asked, begun] = [sum((one) => one.met), sum((one) => one.asked), sum((one) => one.begun)];
  if (bearers.length === 0) return { mark: 'free', amount: null, fresh };
  if (bearers.every(({ status }) => status === 'met')) return { mark: 'met', amount: null, fresh };
  if (bearers.every(({ status }) => status !== 'unmet')) return { mark: 'idle', amount: null, fresh };
  const some = met + begun > 0;
  const mark = isLate(each, today) ? 'late' : some ? 'partly' : 'unmet';
  return { mark, amount: some ? amountOf(bearers, met, asked) : null, fresh };
}

/** Of many, how many have; of one, how far it is. */
function amountOf(bearers: readonly Bearer[], met: number, asked: number): string | null {
  if (asked > 1) return `${met}/${asked}`;
  const own = bearers[0]?.own;
  return own && own.need > 1 ? `${amount(own.have)}/${amount(own.need)}` : null;
}
