import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { typeOf } from '../../../src/journal/files/sniff.ts';
import { pngOf } from '../../../src/report/chart/png.ts';
import { svgOf } from '../../../src/report/chart/svg.ts';
import { cell, samplePicture, sizeOf, textsOf } from '../support/pictures.ts';

describe('a picture', () => {
  it('shows every word it is given, in order from top to bottom', () => {
    const texts = textsOf(svgOf(samplePicture()));
    for (const word of [
      '第10周　一图看进度',
      '项全部完成',
      '3月14日（周五）　交体会文章',
      '还没有完成',
      '县教育局',
      '清源镇',
      '1. 集中学习不少于3天',
      '3月1日已过期',
      '2/3',
      '1/12',
      '“还没有完成”不等于没有做。',
    ])
      expect(texts).toContain(word);
  });

  it('keeps the columns in the order they are given', () => {
    const texts = textsOf(svgOf(samplePicture()));
    const at = ['县教育局', '县水利局', '清源镇'].map((unit) => texts.indexOf(unit));
    expect(at).toEqual(at.toSorted((a, b) => a - b));
  });

  it('has another sign and another colour for every mark', () => {
    const drawn = (['met', 'partly', 'unmet', 'late', 'idle', 'free'] as const).map((mark) =>
      svgOf(samplePicture({ table: tableOf(mark) })),
    );
    expect(new Set(drawn).size).toBe(6);
    expect(new Set(drawn.map((svg) => svg.replaceAll(/(fill|stroke)="#[0-9a-f]+"/g, ''))).size).toBe(6);
  });

  it('writes heads from top to bottom where they are many', () => {
    const columns = Array.from({ length: 10 }, (_, index) => ({
      number: null,
      text: `第${index}局`,
      note: null,
      late: false,
    }));
    const table = {
      kind: 'cells' as const,
      rows: [{ number: 1, text: '学习', note: null, late: false }],
      columns,
      cells: [columns.map(() => cell('met'))],
    };
    const texts = textsOf(svgOf(samplePicture({ table })));
    expect(texts.filter((text) => text === '局')).toHaveLength(10);
  });

  it('shows how many by bars, with the numbers in words', () => {
    const label = { number: 3, text: '交体会文章', note: null, late: true };
    const table = {
      kind: 'bars' as const,
      bars: [
        { label, met: 60, partly: 30, unmet: 25, idle: 5, amount: '完成60/120人', fresh: '新增5个单位' },
      ],
    };
    const texts = textsOf(svgOf(samplePicture({ table })));
    expect(texts).toEqual(
      expect.arrayContaining(['60', '30', '25', '完成60/120人', '新增5个单位', '3. 交体会文章']),
    );
    // Five of 120 have no room for a number.
    expect(texts).not.toContain('5');
  });

  it('takes marks of markup in names for what they are', () => {
    const svg = svgOf(samplePicture({ heading: '<b>{x|y}&', subheading: 'a|{b}' }));
    expect(new Resvg(svg, { font: { loadSystemFonts: false } }).height).toBeGreaterThan(0);
    expect(svg).not.toContain('<b>');
  });
});

describe('the PNG', () => {
  it('is as wide as a telephone wants it and small enough for a group robot', async () => {
    const png = pngOf(svgOf(samplePicture()));
    expect(await typeOf(png)).toBe('image/png');
    expect(sizeOf(png)[0]).toBe(1080);
    expect(png.length).toBeLessThan(2 * 2 ** 20);
  });

  it('draws letters: the same without them is another picture', () => {
    const empty = samplePicture({ footnotes: ['　'] });
    expect(Buffer.from(pngOf(svgOf(samplePicture()))).equals(pngOf(svgOf(empty)))).toBe(false);
  });
});

function tableOf(mark: Parameters<typeof cell>[0]) {
  const label = { number: null, text: '甲', note: null, late: false };
  return { kind: 'cells' as const, rows: [label], columns: [label], cells: [[cell(mark)]] };
}
