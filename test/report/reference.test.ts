import { describe, expect, it } from 'vitest';
import { digestFor } from '../../src/outreach/digest.ts';
import type { Picture } from '../../src/report/chart/picture.ts';
import { pngOf } from '../../src/report/chart/png.ts';
import { svgOf } from '../../src/report/chart/svg.ts';
import { atOnce } from '../../src/time/steps.ts';
import { OFFICE } from '../outreach/support/world.ts';
import { inventedWorld, shipped } from './support/invented.ts';
import { differenceFrom } from './support/reference.ts';

/** Other versions of a font or a renderer shift an edge here and there; a word more or a colour less is more than that. */
const TOLERANCE = 0.002;

const { pictures: few } = atOnce(
  digestFor(inventedWorld(3, shipped('xianju')).outlook('2014-03-28 17:00'), `digest/${OFFICE}/2014-W13`),
);
const { pictures: many } = atOnce(
  digestFor(inventedWorld(120, shipped('xianju')).outlook('2014-03-28 17:00'), `digest/${OFFICE}/2014-W13`),
);

const drawn = (drafts: typeof few, index: number, change: Partial<Picture> = {}): Uint8Array => {
  const order = drafts[index]?.content.order;
  if (order?.kind !== 'picture') throw new Error('no picture');
  return pngOf(svgOf({ ...order.picture, ...change }));
};

describe('the digest’s picture looks as it did when somebody looked at it', () => {
  it('with three units, side by side', () => {
    expect(differenceFrom('three-units', drawn(few, 0))).toBeLessThan(TOLERANCE);
  });

  it('with 120 units, as bars', () => {
    expect(differenceFrom('many-units-bars', drawn(many, 0))).toBeLessThan(TOLERANCE);
  });

  it('and one with a tile less is told from it', () => {
    const order = few[0]?.content.order;
    if (order?.kind !== 'picture') throw new Error('no picture');
    const { tiles } = order.picture;
    expect(differenceFrom('three-units', drawn(few, 0, { tiles: tiles.slice(1) }))).toBeGreaterThan(
      TOLERANCE,
    );
  });
});
