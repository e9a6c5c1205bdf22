import { pngOf } from './chart/png.ts';
import { svgOf } from './chart/svg.ts';
import type { Order } from './draft.ts';
import { xlsxOf } from './workbook/xlsx.ts';

/** The content of the file that was ordered. */
export async function make(order: Order): Promise<Uint8Array> {
  switch (order.kind) {
    case 'picture':
      return pngOf(svgOf(order.picture));
    case 'workbook':
      return xlsxOf(order.workbook);
  }
}
