import type { BarSeriesOption } from 'echarts';
import { type Chart, plain, rowAxis, rowLabels } from './cells.ts';
import type { Bar, BarTable, Mark } from './picture.ts';
import { COLOURS, FONT, INK, MARGIN, ON, QUIET, WIDTH } from './style.ts';

const LEFT = 470;
const THICK = 38;
/** A number stands in its part of the bar from this width on. */
const ROOM_A_DIGIT = 16;

const totalOf = ({ met, partly, unmet, idle }: Bar): number => Math.max(1, met + partly + unmet + idle);

/** How many have met each requirement: one bar a requirement, the parts always in the same order. */
export function barChart({ bars }: BarTable): Chart {
  const labels = rowLabels(
    bars.map(({ label }) => label),
    LEFT,
  );
  const height = Math.max(96, labels.height);
  return {
    height: bars.length * height + 10,
    option: (top) => ({
      grid: {
        left: MARGIN + LEFT,
        right: MARGIN,
        top,
        height: bars.length * height,
        outerBoundsMode: 'none',
      },
      xAxis: { type: 'value', min: 0, max: 1, show: false },
      yAxis: rowAxis(bars.length, labels.axisLabel),
      series: [
        amountsOf(bars),
        ...(['met', 'partly', 'unmet', 'idle'] as const).map((part) => partOf(part, bars)),
      ],
    }),
  };
}

function partOf(part: 'met' | 'partly' | 'unmet' | 'idle', bars: readonly Bar[]): BarSeriesOption {
  return {
    type: 'bar',
    stack: 'all',
    barWidth: THICK,
    data: bars.map((bar) => {
      const mark: Mark = part === 'unmet' && bar.label.late ? 'late' : part;
      const count = bar[part];
      const share = count / totalOf(bar);
      const width = share * (WIDTH - 2 * MARGIN - LEFT);
      return {
        value: share,
        itemStyle: {
          color: COLOURS[mark],
          ...(mark === 'unmet' && count > 0 ? { borderColor: QUIET, borderWidth: 2 } : {}),
        },
        label: {
          show: width >= ROOM_A_DIGIT * (String(count).length + 1),
          position: 'inside',
          offset: [0, 0],
          formatter: String(count),
          color: ON[mark],
          fontFamily: FONT,
          fontSize: 23,
          fontWeight: 'bold',
        },
      };
    }),
  };
}

/** What the bar says in words: an invisible bar of its own above it. */
function amountsOf(bars: readonly Bar[]): BarSeriesOption {
  return {
    type: 'bar',
    barWidth: 30,
    barGap: '6%',
    itemStyle: { color: 'transparent' },
    data: bars.map(({ amount, fresh }) => ({
      value: 1,
      label: {
        show: true,
        position: 'insideLeft',
        distance: 0,
        formatter: `{amount|${plain(amount)}}${fresh === null ? '' : `　{fresh|${plain(fresh)}}`}`,
        rich: {
          amount: { fontFamily: FONT, fontSize: 22, color: INK },
          fresh: { fontFamily: FONT, fontSize: 22, fontWeight: 'bold', color: COLOURS.met },
        },
      },
    })),
  };
}
