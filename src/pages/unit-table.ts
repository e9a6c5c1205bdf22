import { cellOf } from '../outreach/digest-grid.ts';
import type { Bearer, Overview } from '../outreach/overview.ts';
import { barSvg } from '../report/chart/inline.ts';
import type { Cell, Mark } from '../report/chart/picture.ts';
import type { Unit, UnitId } from '../roster/roster.ts';
import type { View } from '../wording/wording.ts';
import type { Reader } from './page.ts';
import { requirementPath, unitPath } from './paths.ts';
import { numberOf } from './requirement-rows.ts';

/** So many units are shown with each requirement; of more, how many requirements each has met. */
const SIGN_BY_SIGN = 12;
/** From here on they are folded together by what kind of unit they are. */
const LONG = 60;
const BAR: readonly Mark[] = ['met', 'partly', 'unmet', 'late', 'idle'];

type TableReader = Pick<Reader, 'say' | 'campaign' | 'roster' | 'today'>;

/** A unit right below with what it has done of each requirement. */
interface Row {
  readonly unit: Unit;
  readonly cells: readonly Cell[];
}

/** The units right below, in the roster's order whatever their figures; null where there are none. */
export function unitTable(reader: TableReader, scope: UnitId, all: readonly Overview[]): View | null {
  const asked = all.filter((each) => each.bearers.some(({ unit }) => unit.id !== scope));
  const rows = rowsOf(reader, scope, asked);
  if (rows.length === 0) return null;
  const says = signWords(reader);
  if (rows.length <= SIGN_BY_SIGN)
    return {
      count: rows.length,
      signs: {
        columns: asked.map(({ requirement }) => ({
          number: numberOf(reader.campaign, requirement),
          title: requirement.title,
          path: requirementPath(requirement.id, scope),
        })),
        rows: rows.map((row) => ({ ...nameOf(row), cells: row.cells.map((cell) => cellView(cell, says)) })),
      },
    };
  return { count: rows.length, groups: groupsOf(rows) };
}

function rowsOf({ roster, today }: TableReader, scope: UnitId, all: readonly Overview[]): Row[] {
  const below = roster.children(scope);
  const childOf = new Map<UnitId, UnitId>();
  for (const child of below) for (const { id } of roster.subtree(child.id)) childOf.set(id, child.id);
  const groups = all.map(({ bearers }) => Map.groupBy(bearers, ({ unit }) => childOf.get(unit.id)));
  const nothing: readonly Bearer[] = [];
  const noNews: ReadonlySet<Bearer> = new Set();
  return below.map((unit) => ({
    unit,
    cells: all.map((each, index) => cellOf({ today }, each, groups[index]?.get(unit.id) ?? nothing, noNews)),
  }));
}

const nameOf = ({ unit }: Row): View => ({ name: unit.name, path: unitPath(unit.id) });

function groupsOf(rows: readonly Row[]): View[] {
  const byCategory = Map.groupBy(rows, ({ unit }) => unit.category);
  const folded = rows.length > LONG && byCategory.size > 1;
  const groups: [string | null, readonly Row[]][] = folded ? [...byCategory] : [[null, rows]];
  return groups.map(([category, some]) => ({
    category,
    count: some.length,
    rows: some.map((row) => ({ ...nameOf(row), ...countsOf(row) })),
  }));
}

function countsOf({ cells }: Row): View {
  const count = (mark: Mark): number => cells.filter((cell) => cell.mark === mark).length;
  const late = count('late');
  return {
    bar: barSvg(BAR.map((mark) => [mark, count(mark)])),
    met: String(count('met')),
    all: cells.length - count('free'),
    late: late > 0 ? late : null,
  };
}

type SignWords = Readonly<Record<Mark, string>>;

function signWords({ say }: TableReader): SignWords {
  const word = (mark: Mark): string => say(`outreach.mark-${mark}`);
  return {
    met: word('met'),
    partly: word('partly'),
    unmet: word('unmet'),
    late: word('late'),
    idle: word('idle'),
    free: word('free'),
  };
}

const cellView = ({ mark, amount }: Cell, says: SignWords): View => ({
  mark,
  says: amount === null ? says[mark] : `${says[mark]}，${amount}`,
});
