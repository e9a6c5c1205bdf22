import { escaped } from '../../wording/markup.ts';
import { drawSample } from './marks.ts';
import type { Mark } from './picture.ts';
import { type Box, frame, rect, type Shape } from './shapes.ts';
import { COLOURS, QUIET } from './style.ts';

/** Side of a sign in its own measure; a page shows it at whatever size its letters have. */
const SIDE = 38;
const MARKS: readonly Mark[] = ['met', 'partly', 'unmet', 'late', 'idle', 'free'];

/**
 * The signs of the tables, drawn once as symbols (`#m-met`) to be used anywhere on the page. No style attribute anywhere: a strict
 * policy refuses them.
 */
export function markSymbols(): string {
  const symbols = MARKS.map((mark) => {
    const shapes = drawSample(mark, { x: 0, y: 0, width: SIDE, height: SIDE });
    return `<symbol id="m-${mark}" viewBox="0 0 ${SIDE} ${SIDE}">${shapes.map(svgOfShape).join('')}</symbol>`;
  });
  return `<svg class="symbols" width="0" height="0" aria-hidden="true">${symbols.join('')}</svg>`;
}

const LENGTH = 200;
const THICK = 16;

/** One bar, its parts in the same order and colours as on the digest's picture; what it says stands beside it in words. */
export function barSvg(parts: readonly (readonly [mark: Mark, count: number])[]): string {
  const total = Math.max(
    1,
    parts.reduce((sum, [, count]) => sum + count, 0),
  );
  let x = 0;
  const shapes = parts.flatMap(([mark, count]): Shape[] => {
    if (count === 0) return [];
    const box: Box = { x, y: 0, width: rounded((count / total) * LENGTH), height: THICK };
    x = rounded(x + box.width);
    return [rect(box, COLOURS[mark]), ...(mark === 'unmet' ? [frame(box, QUIET, 1.5)] : [])];
  });
  const drawn = shapes.map(svgOfShape).join('');
  return `<svg class="bar" viewBox="0 0 ${LENGTH} ${THICK}" preserveAspectRatio="none" aria-hidden="true">${drawn}</svg>`;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function svgOfShape(shape: Shape): string {
  switch (shape.type) {
    case 'rect': {
      const { x, y, width, height, r = 0 } = shape.shape;
      const round = r > 0 ? { rx: r } : {};
      // A bar is stretched to the width there is; its line is not.
      const thin = shape.style.stroke === undefined ? {} : { 'vector-effect': 'non-scaling-stroke' };
      return `<rect${attributes({ x, y, width, height, ...round, ...paint(shape.style), ...thin })}/>`;
    }
    case 'circle':
      return `<circle${attributes({ ...shape.shape, ...paint(shape.style) })}/>`;
    case 'polygon':
    case 'polyline': {
      const points = shape.shape.points.map(([x, y]) => `${rounded(x)},${rounded(y)}`).join(' ');
      return `<${shape.type}${attributes({ points, ...paint(shape.style) })}/>`;
    }
    case 'text': {
      const { text, fontSize, fontWeight, fill, align } = shape.style;
      const anchor = { left: 'start', center: 'middle', right: 'end' }[align];
      const letters = {
        x: shape.x,
        y: shape.y,
        'font-size': fontSize,
        'font-weight': fontWeight,
        fill,
        'text-anchor': anchor,
        'dominant-baseline': 'central',
      };
      return `<text${attributes(letters)}>${escaped(text)}</text>`;
    }
  }
}

const paint = (style: Extract<Shape, { type: 'rect' }>['style']) => ({
  fill: style.fill,
  stroke: style.stroke,
  'stroke-width': style.lineWidth,
  'stroke-linecap': style.lineCap,
  'stroke-linejoin': style.lineJoin,
});

const attributes = (all: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(all)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? rounded(value) : escaped(value ?? '')}"`)
    .join('');
