import { dueInWords } from '../campaign/deadline-words.ts';
import type { Outgoing } from '../journal/outgoing.ts';
import type { Bar, Label, Legend, Mark, Picture, Tile } from '../report/chart/picture.ts';
import type { Draft } from '../report/draft.ts';
import { isoWeek } from '../time/zone.ts';
import { dayWithWeekday } from '../wording/format.ts';
import { type Grid, gridOf } from './digest-grid.ts';
import { fallingDue, isDone, isLate, type Reading } from './digest-reading.ts';
import type { Overview } from './overview.ts';

/** So many units stand side by side on a phone; of more, the first picture shows how many, and others show each. */
const SIDE_BY_SIDE = 10;
/** Rows of units on one picture. */
const ROWS = 64;
const MOST_LINES = 6;

/** The digest's pictures as messages that follow it, the one to be understood at a glance first. */
export function picturesOf(reading: Reading, digest: Outgoing): Draft[] {
  return pictures(reading).map((picture, index, { length }) => {
    const key = index === 0 ? `${digest.key}/picture` : `${digest.key}/picture-${index + 1}`;
    const page = length > 1 ? `-${index + 1}` : '';
    const name = `${picture.heading}${page}.png`.replaceAll(/\s/g, '');
    const content = { type: 'image', name, order: { kind: 'picture', picture } } as const;
    return { ...digest, key, content, covers: [] };
  });
}

function pictures(reading: Reading): Picture[] {
  if (reading.all.length === 0) return [];
  const grid = gridOf(reading);
  if (grid && grid.units.length <= SIDE_BY_SIDE) return [overall(reading, sideBySide(reading, grid))];
  const glance = overall(reading, { kind: 'bars', bars: bars(reading) });
  return [glance, ...(grid ? pages(reading, grid) : [])];
}

function overall(reading: Reading, table: Picture['table']): Picture {
  const { say } = reading.outlook;
  return {
    heading: say('outreach.picture-heading', { week: weekOf(reading) }),
    subheading: subheading(reading),
    tiles: tilesOf(reading),
    list: listOf(reading),
    legend: legendOf(reading, table),
    table,
    footnotes: [say('outreach.picture-meaning'), orderNote(reading, table)],
  };
}

/** One row a unit, in the roster's order, over as many pictures as it takes. */
function pages(reading: Reading, grid: Grid): Picture[] {
  const { say } = reading.outlook;
  const count = Math.ceil(grid.units.length / ROWS);
  const size = Math.ceil(grid.units.length / count);
  const columns = reading.all.map((each, index) => ({ ...labelOf(reading, each, index), note: null }));
  return Array.from({ length: count }, (_, page): Picture => {
    const [from, to] = [page * size, (page + 1) * size];
    const rows = grid.units.slice(from, to).map(({ title }) => unitLabel(title));
    const cells = grid.units.slice(from, to).map(({ cells }) => cells);
    const table = { kind: 'cells', rows, columns, cells } as const;
    return {
      heading: say('outreach.picture-detail', {
        week: weekOf(reading),
        page: count > 1 ? `${page + 1}/${count}` : null,
      }),
      subheading: subheading(reading),
      tiles: [],
      list: null,
      legend: legendOf(reading, table),
      table,
      footnotes: [orderNote(reading, table)],
    };
  });
}

function sideBySide(reading: Reading, grid: Grid): Picture['table'] {
  return {
    kind: 'cells',
    rows: reading.all.map((each, index) => labelOf(reading, each, index)),
    columns: grid.units.map(({ title }) => unitLabel(title)),
    cells: reading.all.map((_, row) => grid.units.flatMap(({ cells }) => cells[row] ?? [])),
  };
}

function bars(reading: Reading): Bar[] {
  const { say } = reading.outlook;
  const fresh = Map.groupBy(reading.fresh, (met) => met.overview);
  return reading.all.map((each, index) => {
    const { met, unmet, begun, counter, requirement } = each;
    // Neither is left to do, and neither is done.
    const idle = each.idle + each.waived;
    const news = fresh.get(each)?.length ?? 0;
    return {
      label: labelOf(reading, each, index),
      met,
      partly: begun,
      unmet: unmet - begun,
      idle,
      amount: say('outreach.picture-amount', {
        met: String(met),
        all: met + unmet + idle,
        counter,
      }),
      fresh:
        news > 0
          ? say('outreach.picture-fresh', {
              count: news,
              counter: requirement.each === 'branch' ? counter : '个单位',
            })
          : null,
    };
  });
}

const unitLabel = (text: string): Label => ({ number: null, text, note: null, late: false });

function labelOf({ outlook: { say }, today }: Reading, each: Overview, index: number): Label {
  const { requirement } = each;
  const late = isLate(each, today);
  const due = dueInWords(say, requirement.due, each.dues.shared, today, 'until');
  const done = isDone(each);
  return {
    number: index + 1,
    text: requirement.title,
    note: say('outreach.picture-note', { due, late, done, advisory: requirement.advisory }) || null,
    late,
  };
}

function tilesOf({ outlook: { say }, all, fresh, today }: Reading): Tile[] {
  const done = all.filter(isDone).length;
  const going = all.filter(({ unmet, idle }) => unmet + idle > 0).length;
  const late = all.filter((each) => isLate(each, today)).length;
  return [
    { value: String(done), label: say('outreach.picture-done'), tone: 'met' },
    { value: String(going - late), label: say('outreach.picture-going'), tone: 'calm' },
    { value: String(late), label: say('outreach.picture-late'), tone: late > 0 ? 'late' : 'calm' },
    { value: `+${fresh.length}`, label: say('outreach.picture-new'), tone: 'fresh' },
  ];
}

function listOf(reading: Reading): Picture['list'] {
  const { say } = reading.outlook;
  const ahead = fallingDue(reading);
  const lines = ahead
    .slice(0, MOST_LINES)
    .map(
      ({ requirement, due }) =>
        `${dueInWords(say, requirement.due, due, reading.today, 'weekday')}　${requirement.title}`,
    );
  const more = ahead.length - lines.length;
  return {
    title: say('outreach.picture-ahead'),
    lines: [
      ...lines,
      ...(more > 0 ? [say('outreach.picture-more', { count: more })] : []),
      ...(ahead.length === 0 ? [say('outreach.picture-nothing-ahead')] : []),
    ],
  };
}

const MARKS: readonly Mark[] = ['met', 'partly', 'unmet', 'late', 'idle', 'free'];

/** What is explained is what can be seen. */
function legendOf({ outlook: { say } }: Reading, table: Picture['table']): Legend[] {
  const seen = table.kind === 'cells' ? marksIn(table.cells.flat()) : marksOfBars(table.bars);
  const marks = [...MARKS, 'fresh' as const].filter((mark) => seen.has(mark));
  return marks.map((mark) => ({ mark, text: say(`outreach.mark-${mark}`) }));
}

const marksIn = (cells: readonly { readonly mark: Mark; readonly fresh: boolean }[]) =>
  new Set<Legend['mark']>([
    ...cells.map(({ mark }) => mark),
    ...(cells.some(({ fresh }) => fresh) ? ['fresh' as const] : []),
  ]);

const marksOfBars = (all: readonly Bar[]) =>
  new Set<Legend['mark']>(
    all.flatMap(({ met, partly, unmet, idle, label }) => [
      ...(met > 0 ? ['met' as const] : []),
      ...(partly > 0 ? ['partly' as const] : []),
      ...(unmet > 0 ? [label.late ? ('late' as const) : ('unmet' as const)] : []),
      ...(idle > 0 ? ['idle' as const] : []),
    ]),
  );

function orderNote({ outlook: { say } }: Reading, table: Picture['table']): string {
  const amounts = table.kind === 'cells' && table.cells.flat().some(({ amount }) => amount !== null);
  return say('outreach.picture-order', { amounts });
}

function subheading({ outlook, unit, isOffice, today }: Reading): string {
  return outlook.say('outreach.picture-subheading', {
    title: outlook.progress.campaign.title,
    unit: isOffice ? null : outlook.progress.roster.titleOf(unit).replaceAll('/', ' '),
    today: dayWithWeekday(today, today),
  });
}

const weekOf = ({ today }: Reading): number => Number(isoWeek(today).slice(-2));
