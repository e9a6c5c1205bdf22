import { pngOf } from './chart/png.ts';
import type { Order } from './draft.ts';
import { POSTER_WIDTH, posterSvg } from './poster/svg.ts';
import { xlsxOf } from './workbook/xlsx.ts';

/** The content of the file that was ordered. What takes longer to load than to use is loaded where it is needed. */
export async function make(order: Order): Promise<Uint8Array> {
  switch (order.kind) {
    case 'picture': {
      const { svgOf } = await import('./chart/svg.ts');
      return pngOf(svgOf(order.picture));
    }
    case 'workbook':
      return xlsxOf(order.workbook);
    case 'poster':
      return pngOf(posterSvg(order.poster), POSTER_WIDTH);
    case 'document': {
      const { docxOf } = await import('./paper/docx.ts');
      return docxOf(order.document);
    }
  }
}
