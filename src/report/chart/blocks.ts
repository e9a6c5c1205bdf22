import { paragraph, widthOf } from './letters.ts';
import { drawSample } from './marks.ts';
import type { Legend, List, Picture, Tile } from './picture.ts';
import { rect, type Shape, words } from './shapes.ts';
import { COLOURS, INK, LINE, MARGIN, QUIET, SHADE, WIDTH } from './style.ts';

/** A part of the picture over its whole width. */
export interface Block {
  readonly height: number;
  /** Its shapes, when its upper edge lies here. */
  draw(top: number): Shape[];
}

const INNER = WIDTH - 2 * MARGIN;

export function headingBlock({ heading, subheading }: Picture): Block {
  const lines = paragraph(subheading, INNER / 26);
  return {
    height: 112 + 36 * lines.length,
    draw: (top) => [
      words(heading, MARGIN, top + 60, { size: 46, bold: true }),
      ...lines.map((line, index) => words(line, MARGIN, top + 116 + 36 * index, { size: 26, fill: QUIET })),
    ],
  };
}

const TILE_GAP = 16;
const TONES = { met: COLOURS.met, calm: INK, late: COLOURS.late, fresh: INK } as const;

export function tilesBlock(tiles: readonly Tile[]): Block {
  const width = (INNER - TILE_GAP * (tiles.length - 1)) / Math.max(1, tiles.length);
  return {
    height: tiles.length === 0 ? 0 : 164,
    draw: (top) =>
      tiles.flatMap(({ value, label, tone }, index) => {
        const x = MARGIN + index * (width + TILE_GAP);
        return [
          rect({ x, y: top, width, height: 140 }, SHADE, 12),
          rect({ x, y: top, width: 8, height: 140 }, TONES[tone], 4),
          words(value, x + width / 2, top + 52, {
            size: 54,
            bold: true,
            fill: TONES[tone],
            align: 'center',
          }),
          words(label, x + width / 2, top + 108, { size: 26, fill: INK, align: 'center' }),
        ];
      }),
  };
}

export function listBlock(list: List | null): Block {
  if (list === null) return { height: 0, draw: () => [] };
  const lines = list.lines.flatMap((line) => paragraph(line, INNER / 27));
  return {
    height: 62 + lines.length * 40 + 12,
    draw: (top) => [
      words(list.title, MARGIN, top + 28, { size: 30, bold: true }),
      ...lines.map((line, index) => words(line, MARGIN, top + 78 + 40 * index, { size: 27 })),
    ],
  };
}

const SAMPLE = 38;
const LEGEND_SIZE = 25;

export function legendBlock(legend: readonly Legend[]): Block {
  const places = flow(legend);
  const rows = (places.at(-1)?.row ?? -1) + 1;
  return {
    height: rows * 52 + 20,
    draw: (top) =>
      places.flatMap(({ item: { mark, text }, x, row }) => {
        const y = top + 10 + row * 52;
        return [
          ...drawSample(mark, { x, y, width: SAMPLE + 4, height: SAMPLE }),
          words(text, x + SAMPLE + 14, y + SAMPLE / 2, { size: LEGEND_SIZE }),
        ];
      }),
  };
}

/** Side by side, and in a new row where there is no more room. */
function flow(legend: readonly Legend[]) {
  let x = MARGIN;
  let row = 0;
  return legend.map((item) => {
    const width = SAMPLE + 14 + widthOf(item.text) * LEGEND_SIZE + 30;
    if (x > MARGIN && x + width - 30 > WIDTH - MARGIN) {
      x = MARGIN;
      row++;
    }
    const place = { item, x, row };
    x += width;
    return place;
  });
}

export function footnotesBlock(footnotes: readonly string[]): Block {
  const lines = footnotes.flatMap((note) => paragraph(note, INNER / 24));
  return {
    height: 36 + lines.length * 36 + 24,
    draw: (top) => [
      rect({ x: MARGIN, y: top + 14, width: INNER, height: 2 }, LINE),
      ...lines.map((line, index) => words(line, MARGIN, top + 44 + 36 * index, { size: 24, fill: QUIET })),
    ],
  };
}
