import { pngOf } from './chart/png.ts';
import { svgOf } from './chart/svg.ts';
import type { Order } from './draft.ts';

/** The content of the file that was ordered. */
export async function make(order: Order): Promise<Uint8Array> {
  return pngOf(svgOf(order.picture));
}
