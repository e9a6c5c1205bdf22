import type { Mark } from './picture.ts';

/** As wide as a phone shows without scaling, three dots of its screen to one of its design. */
export const WIDTH = 1080;
export const MARGIN = 40;
export const FONT = 'Noto Sans S Chinese';

export const INK = '#1d2530';
export const QUIET = '#5b6673';
export const LINE = '#d5dae0';
export const PAPER = '#ffffff';
export const SHADE = '#f4f6f8';

/**
 * Blue, amber and vermilion of the Okabe-Ito set, a little darker where letters stand on them: they differ in lightness too, and
 * each has a sign of its own, so that nobody has to tell them by colour. https://jfly.uni-koeln.de/color/
 */
export const COLOURS = {
  met: '#0a65a8',
  partly: '#f3c04a',
  unmet: '#ffffff',
  late: '#c2410c',
  idle: '#e3e7eb',
  free: '#ffffff',
} as const satisfies Record<Mark, string>;

/** What letters are written in on each of them. */
export const ON = {
  met: '#ffffff',
  partly: INK,
  unmet: INK,
  late: '#ffffff',
  idle: QUIET,
  free: QUIET,
} as const satisfies Record<Mark, string>;
