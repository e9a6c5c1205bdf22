import type { Make } from '../../src/report/workshop.ts';

/** The smallest picture there is: one pixel of PNG. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Makes what is ordered here and now, but a pixel for every picture of a digest: drawing one takes a second. */
export const makeQuickly: Make = async (order) => {
  if (order.kind === 'picture') return PIXEL;
  // Loaded where something is made: every test would wait for it.
  const { make } = await import('../../src/report/make.ts');
  return make(order);
};
