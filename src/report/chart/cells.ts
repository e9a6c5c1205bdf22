import type { CustomSeriesOption, EChartsOption, YAXisComponentOption } from 'echarts';
import { upright, wrap } from './letters.ts';
import { drawCell } from './marks.ts';
import type { CellTable, Label } from './picture.ts';
import { COLOURS, FONT, INK, LINE, MARGIN, PAPER, QUIET, SHADE, WIDTH } from './style.ts';

/** A table as echarts draws it, with the room it needs. */
export interface Chart {
  readonly height: number;
  option(top: number): EChartsOption;
}

const TITLE = 25;
const NOTE = 21;
/** Across from here on, else from top to bottom. */
const ACROSS = 150;
const HEAD = 23;
const MOST_UPRIGHT = 10;
const WIDEST_COLUMN = 190;

/** The part of a row before its places. */
export function rowLabels(rows: readonly Label[], width: number) {
  const titles = rows.map((row) => wrap(numbered(row), (width - 20) / TITLE, 2));
  const hasNotes = rows.some(({ note }) => note !== null);
  const lines = Math.max(1, ...titles.map(({ length }) => length));
  return {
    /** What a row has to be high for its label. */
    height: lines * 32 + (hasNotes ? 30 : 0) + 14,
    axisLabel: {
      interval: 0,
      align: 'left' as const,
      margin: width,
      lineHeight: 31,
      fontFamily: FONT,
      color: INK,
      formatter: (_: string, index: number) => {
        const row = rows[index];
        const note = row?.note ? [`{${row.late ? 'late' : 'note'}|${plain(row.note)}}`] : [];
        return [...(titles[index] ?? []).map((line) => `{title|${plain(line)}}`), ...note].join('\n');
      },
      rich: {
        title: { fontSize: TITLE, color: INK, fontFamily: FONT, lineHeight: 31 },
        note: { fontSize: NOTE, color: QUIET, fontFamily: FONT, lineHeight: 28 },
        late: {
          fontSize: NOTE,
          color: COLOURS.late,
          fontWeight: 'bold' as const,
          fontFamily: FONT,
          lineHeight: 28,
        },
      },
    },
  };
}

type RowLabels = ReturnType<typeof rowLabels>;

/** Braces and bars are the marks of rich text. */
export const plain = (text: string): string =>
  text.replaceAll('{', '（').replaceAll('}', '）').replaceAll('|', '／');

/** The axis of rows: their labels, and every other one shaded. */
export const rowAxis = (count: number, axisLabel: RowLabels['axisLabel']): YAXisComponentOption => ({
  type: 'category',
  inverse: true,
  data: Array.from({ length: count }, (_, index) => String(index)),
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel,
  splitLine: { show: true, lineStyle: { color: LINE, width: 1 } },
  splitArea: { show: true, areaStyle: { color: [PAPER, SHADE] } },
});

/** Requirements and units as a table of coloured places with signs. */
export function cellChart({ rows, columns, cells }: CellTable): Chart {
  const isWide = rows.some(({ number }) => number !== null);
  const room = WIDTH - 2 * MARGIN;
  const left = Math.max(isWide ? 440 : 270, room - columns.length * WIDEST_COLUMN);
  const labels = rowLabels(rows, left);
  const columnWidth = (room - left) / columns.length;
  const heads = columns.map((column) => head(column, columnWidth));
  const headHeight = Math.max(...heads.map((each) => each.split('\n').length)) * 28 + 24;
  const rowHeight = isWide ? Math.max(64, labels.height) : 38;
  return {
    height: headHeight + rows.length * rowHeight + 10,
    option: (top) => ({
      grid: {
        left: MARGIN + left,
        right: MARGIN,
        top: top + headHeight,
        height: rows.length * rowHeight,
        outerBoundsMode: 'none',
      },
      xAxis: {
        type: 'category',
        position: 'top',
        data: columns.map((_, index) => String(index)),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: {
          interval: 0,
          margin: 12,
          fontFamily: FONT,
          fontSize: HEAD,
          lineHeight: 28,
          color: INK,
          formatter: (_: string, index: number) => heads[index] ?? '',
        },
      },
      yAxis: rowAxis(rows.length, labels.axisLabel),
      series: [placesOf(cells)],
    }),
  };
}

function placesOf(cells: CellTable['cells']): CustomSeriesOption {
  return {
    type: 'custom',
    data: cells.flatMap((row, y) => row.map((_, x) => [x, y])),
    renderItem: (_, api) => {
      const [column, row] = [Number(api.value(0)), Number(api.value(1))];
      const cell = cells[row]?.[column];
      const [x = 0, y = 0] = api.coord([column, row]);
      const size = api.size?.([1, 1]);
      const [width = 0, height = 0] = Array.isArray(size) ? size : [];
      const place = { x: x - width / 2, y: y - height / 2, width, height };
      return { type: 'group', children: cell ? drawCell(cell, place) : [] };
    },
  };
}

const numbered = ({ number, text }: Label): string => (number === null ? text : `${number}. ${text}`);

function head(label: Label, width: number): string {
  if (width >= ACROSS) return wrap(numbered(label), (width - 8) / HEAD, 3).join('\n');
  const spine = upright(label.text, MOST_UPRIGHT);
  return label.number === null ? spine : `${label.number}\n${spine}`;
}
