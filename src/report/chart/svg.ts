import { BarChart, CustomChart } from 'echarts/charts';
import { GraphicComponent, GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { barChart } from './bars.ts';
import { footnotesBlock, headingBlock, legendBlock, listBlock, tilesBlock } from './blocks.ts';
import { cellChart } from './cells.ts';
import type { Picture } from './picture.ts';
import { rect } from './shapes.ts';
import { FONT, PAPER, WIDTH } from './style.ts';

use([BarChart, CustomChart, GraphicComponent, GridComponent, SVGRenderer]);

/** The picture as SVG: what can be told in ten seconds on top, then the legend, then the table. */
export function svgOf(picture: Picture): string {
  const before = [
    headingBlock(picture),
    tilesBlock(picture.tiles),
    listBlock(picture.list),
    legendBlock(picture.legend),
  ];
  const table = picture.table.kind === 'cells' ? cellChart(picture.table) : barChart(picture.table);
  const after = footnotesBlock(picture.footnotes);
  const tops = before.map((_, index) => before.slice(0, index).reduce((sum, block) => sum + block.height, 0));
  const tableTop = before.reduce((sum, block) => sum + block.height, 0);
  const height = Math.ceil(tableTop + table.height + after.height);
  const shapes = [
    ...before.flatMap((block, index) => block.draw(tops[index] ?? 0)),
    ...after.draw(tableTop + table.height),
  ];
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: PAPER,
      textStyle: { fontFamily: FONT },
      graphic: { elements: [rect({ x: 0, y: 0, width: WIDTH, height: 14 }, '#0a65a8'), ...shapes] },
      ...table.option(tableTop),
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
