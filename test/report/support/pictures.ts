import type { Cell, Mark, Picture } from '../../../src/report/chart/picture.ts';

export const cell = (mark: Mark, amount: string | null = null, fresh = false): Cell => ({
  mark,
  amount,
  fresh,
});

/** A small picture with every mark on it. */
export function samplePicture(change: Partial<Picture> = {}): Picture {
  const unit = (text: string) => ({ number: null, text, note: null, late: false });
  return {
    heading: '第10周　一图看进度',
    subheading: '截至3月7日（周五）　学习教育',
    tiles: [
      { value: '1', label: '项全部完成', tone: 'met' },
      { value: '+2', label: '处新完成', tone: 'fresh' },
    ],
    list: { title: '两周内到期', lines: ['3月14日（周五）　交体会文章'] },
    legend: [
      { mark: 'met', text: '完成' },
      { mark: 'unmet', text: '还没有完成' },
    ],
    table: {
      kind: 'cells',
      rows: [
        { number: 1, text: '集中学习不少于3天', note: '3月20日截止', late: false },
        { number: 2, text: '交体会文章1篇', note: '3月1日已过期', late: true },
      ],
      columns: [unit('县教育局'), unit('县水利局'), unit('清源镇')],
      cells: [
        [cell('met', null, true), cell('partly', '2/3'), cell('unmet')],
        [cell('late', '1/12'), cell('idle'), cell('free')],
      ],
    },
    footnotes: ['“还没有完成”不等于没有做。'],
    ...change,
  };
}

/** The words of a drawing, a text element each. */
export const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)].map((match) => match[1] ?? '');

/** Width and height of a PNG. */
export function sizeOf(png: Uint8Array): readonly [width: number, height: number] {
  const head = Buffer.from(png.subarray(0, 24));
  return [head.readUInt32BE(16), head.readUInt32BE(20)];
}
