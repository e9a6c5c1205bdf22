import { pngOf } from './chart/png.ts';
import { svgOf } from './chart/svg.ts';
import type { Order } from './draft.ts';
import { POSTER_WIDTH, posterSvg } from './poster/svg.ts';
import { xlsxOf } from './workbook/xlsx.ts';

/** The content of the file that was ordered. */
export async function make(order: Order): Promise<Uint8Array> {
  switch (order.kind) {
    case 'picture':
      return pngOf(svgOf(order.picture));
    case 'workbook':
      return xlsxOf(order.workbook);
    case 'poster':
      return pngOf(posterSvg(order.poster), POSTER_WIDTH);
    case 'document': {
      // Loaded where it is needed: it takes longer than drawing a picture.
      const { docxOf } = await import('./paper/docx.ts');
      return docxOf(order.document);
    }
  }
}
