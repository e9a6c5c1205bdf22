import { escaped } from '../../wording/markup.ts';
import { paragraph, wrap } from '../chart/letters.ts';
import { COLOURS, FONT, INK, LINE, PAPER, QUIET } from '../chart/style.ts';
import type { Poster } from './poster.ts';
import { qrCode } from './qr-code.ts';

/** A4 at 150 dots an inch. */
export const POSTER_WIDTH = 1240;
const HEIGHT = 1754;
const MIDDLE = POSTER_WIDTH / 2;
/** The code and its quiet zone are at most so large; a module is a whole number of dots, so that its edges are sharp. */
const CODE = 700;
const CODE_MIDDLE = 830;

/** The poster as SVG. */
export function posterSvg(poster: Poster): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${POSTER_WIDTH}" height="${HEIGHT}" viewBox="0 0 ${POSTER_WIDTH} ${HEIGHT}" font-family="${FONT}">`,
    `<rect width="${POSTER_WIDTH}" height="${HEIGHT}" fill="${PAPER}"/>`,
    `<rect width="${POSTER_WIDTH}" height="26" fill="${COLOURS.met}"/>`,
    ...heading(poster),
    code(poster.address),
    ...centred(paragraph(poster.invitation, 34), CODE_MIDDLE + CODE / 2 + 46, 34, INK),
    ...below(poster),
    '</svg>',
  ].join('\n');
}

function heading({ heading, campaign, unit }: Poster): string[] {
  const under = [...wrap(campaign, 26, 2), ...(unit === null ? [] : wrap(unit, 26, 1))];
  return [
    text(heading, { x: MIDDLE, y: 186, size: 128, colour: INK, bold: true }),
    ...centred(under, 270, 42, QUIET),
  ];
}

function code(address: string): string {
  const { size, path } = qrCode(address);
  const module = Math.max(1, Math.floor(CODE / size));
  const left = Math.round(MIDDLE - (size * module) / 2);
  const top = Math.round(CODE_MIDDLE - (size * module) / 2);
  return `<path transform="translate(${left} ${top}) scale(${module})" d="${path}" fill="#000000" shape-rendering="crispEdges"/>`;
}

/** The steps, and below a rule what is not kept. */
function below({ steps, notKept }: Poster): string[] {
  const lines = steps.flatMap((step, index) =>
    paragraph(step, 28).map((line, nth) => ({ line, number: nth === 0 ? index + 1 : null })),
  );
  const top = 1300;
  const drawn = lines.flatMap(({ line, number }, index) => {
    const y = top + index * 58;
    return [
      ...(number === null
        ? []
        : [text(`${number}.`, { x: 128, y, size: 36, colour: COLOURS.met, bold: true })]),
      text(line, { x: 180, y, size: 36, colour: INK, start: true }),
    ];
  });
  const rule = top + lines.length * 58 - 18;
  return [
    ...drawn,
    `<rect x="120" y="${rule}" width="${POSTER_WIDTH - 240}" height="2" fill="${LINE}"/>`,
    ...centred(
      notKept.flatMap((line) => paragraph(line, 34)),
      rule + 62,
      30,
      QUIET,
    ),
  ];
}

const centred = (lines: readonly string[], top: number, size: number, colour: string): string[] =>
  lines.map((line, index) => text(line, { x: MIDDLE, y: top + index * size * 1.5, size, colour }));

interface Look {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
  readonly start?: boolean;
}

const text = (words: string, { x, y, size, colour, bold = false, start = false }: Look): string =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${colour}" font-weight="${bold ? 700 : 400}" text-anchor="${start ? 'start' : 'middle'}">${escaped(words)}</text>`;
