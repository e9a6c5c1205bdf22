import { widthOf } from './letters.ts';
import type { Cell, Mark } from './picture.ts';
import { type Box, frame, rect, type Shape, words } from './shapes.ts';
import { COLOURS, INK, LINE, ON, QUIET } from './style.ts';

/** The largest sign: in a wide place it does not grow further. */
const SIGN = 30;
const AMOUNT = 22;

/** A place of the table: colour and sign say the same, so that either is enough. */
export function drawCell({ mark, amount, fresh }: Cell, place: Box): Shape[] {
  const gap = place.width > 40 ? 3 : 1.5;
  const box = {
    x: place.x + gap,
    y: place.y + gap,
    width: place.width - 2 * gap,
    height: place.height - 2 * gap,
  };
  const said = amount !== null && widthOf(amount) * AMOUNT < box.width - 4 ? amount : null;
  const middle = box.x + box.width / 2;
  const stacked = said !== null && box.height >= 2 * SIGN;
  const lift = stacked ? -14 : 0;
  const sign = said === null || stacked;
  return [
    ...ground(mark, box),
    ...(sign ? signOf(mark, middle, box.y + box.height / 2 + lift, signSize(box, stacked)) : []),
    ...(said === null
      ? []
      : [
          words(said, middle, box.y + box.height / 2 + (stacked ? 18 : 0), {
            size: AMOUNT,
            fill: ON[mark],
            bold: true,
            align: 'center',
          }),
        ]),
    ...(fresh ? corner(box) : []),
  ];
}

/** The same for the legend, without words. */
export function drawSample(mark: Mark | 'fresh', box: Box): Shape[] {
  if (mark === 'fresh') return [...drawCell({ mark: 'met', amount: null, fresh: true }, box)];
  return drawCell({ mark, amount: null, fresh: false }, box);
}

const signSize = ({ width, height }: Box, stacked: boolean): number =>
  Math.min(SIGN, width * 0.62, (stacked ? height / 2 : height) * 0.62);

function ground(mark: Mark, box: Box): Shape[] {
  const filled = rect(box, COLOURS[mark], 4);
  switch (mark) {
    case 'free':
      return [];
    case 'unmet':
      return [filled, frame(box, QUIET, 2, 4)];
    default:
      return [filled];
  }
}

/** What is drawn in the middle: a tick, a half-filled disc, an empty ring, an exclamation mark, a dash. */
function signOf(mark: Mark, x: number, y: number, size: number): Shape[] {
  const half = size / 2;
  const line = { fill: 'none', stroke: ON[mark], lineWidth: Math.max(2, size / 7) };
  switch (mark) {
    case 'met':
      return [
        {
          type: 'polyline',
          shape: {
            points: [
              [x - half * 0.8, y + half * 0.05],
              [x - half * 0.2, y + half * 0.65],
              [x + half * 0.85, y - half * 0.6],
            ],
          },
          style: { ...line, lineCap: 'round', lineJoin: 'round' },
        },
      ];
    case 'partly':
      return [
        { type: 'circle', shape: { cx: x, cy: y, r: half * 0.75 }, style: line },
        { type: 'polygon', shape: { points: lowerHalf(x, y, half * 0.75) }, style: { fill: INK } },
      ];
    case 'unmet':
      return [
        {
          type: 'circle',
          shape: { cx: x, cy: y, r: half * 0.7 },
          style: { ...line, stroke: QUIET },
        },
      ];
    case 'late':
      return [words('!', x, y, { size: size * 1.15, fill: ON.late, bold: true, align: 'center' })];
    case 'idle':
      return [
        {
          type: 'polyline',
          shape: {
            points: [
              [x - half * 0.5, y],
              [x + half * 0.5, y],
            ],
          },
          style: { ...line, lineCap: 'round' },
        },
      ];
    case 'free':
      return [{ type: 'circle', shape: { cx: x, cy: y, r: 2 }, style: { fill: LINE } }];
  }
}

function lowerHalf(x: number, y: number, r: number): [number, number][] {
  return Array.from({ length: 17 }, (_, step): [number, number] => {
    const angle = (Math.PI * step) / 16;
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });
}

/** A folded corner: new since the last digest. */
function corner({ x, y, width, height }: Box): Shape[] {
  const size = Math.max(10, Math.min(22, width * 0.4, height * 0.4));
  const right = x + width;
  return [
    {
      type: 'polygon',
      shape: {
        points: [
          [right - size, y],
          [right, y],
          [right, y + size],
        ],
      },
      style: { fill: COLOURS.partly, stroke: '#ffffff', lineWidth: 1.5 },
    },
  ];
}
