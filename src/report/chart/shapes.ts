import { FONT, INK } from './style.ts';

/** What is drawn, in the words of echarts' graphic elements: they stand as well in a custom series. */
export type Shape =
  | {
      readonly type: 'rect';
      readonly shape: { x: number; y: number; width: number; height: number; r?: number };
      readonly style: Paint;
    }
  | {
      readonly type: 'circle';
      readonly shape: { cx: number; cy: number; r: number };
      readonly style: Paint;
    }
  | {
      readonly type: 'polygon' | 'polyline';
      readonly shape: { points: [number, number][] };
      readonly style: Paint;
    }
  | { readonly type: 'text'; readonly x: number; readonly y: number; readonly style: Writing };

interface Paint {
  fill?: string;
  stroke?: string;
  lineWidth?: number;
  lineCap?: 'round';
  lineJoin?: 'round';
}

interface Writing {
  text: string;
  fontFamily: string;
  fontSize: number;
  fontWeight: 'normal' | 'bold';
  fill: string;
  align: 'left' | 'center' | 'right';
  verticalAlign: 'middle';
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const rect = ({ x, y, width, height }: Box, fill: string, r = 0): Shape => ({
  type: 'rect',
  shape: { x, y, width, height, r },
  style: { fill },
});

/** A frame that lies within the box, whatever its line is wide. */
export const frame = ({ x, y, width, height }: Box, stroke: string, lineWidth: number, r = 0): Shape => ({
  type: 'rect',
  shape: {
    x: x + lineWidth / 2,
    y: y + lineWidth / 2,
    width: width - lineWidth,
    height: height - lineWidth,
    r,
  },
  style: { fill: 'none', stroke, lineWidth },
});

export interface Letters {
  readonly size: number;
  readonly fill?: string;
  readonly bold?: boolean;
  readonly align?: Writing['align'];
}

/** One line of text; `y` is its middle. */
export const words = (
  text: string,
  x: number,
  y: number,
  { size, fill = INK, bold = false, align = 'left' }: Letters,
): Shape => ({
  type: 'text',
  x,
  y,
  style: {
    text,
    fontFamily: FONT,
    fontSize: size,
    fontWeight: bold ? 'bold' : 'normal',
    fill,
    align,
    verticalAlign: 'middle',
  },
});
