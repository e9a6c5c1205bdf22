import { describe, expect, it } from 'vitest';
import { barSvg, markSymbols } from '../../../src/report/chart/inline.ts';
import { COLOURS } from '../../../src/report/chart/style.ts';

const widths = (svg: string): number[] =>
  [...svg.matchAll(/<rect x="[\d.]+" y="0" width="([\d.]+)"/g)].map(([, width]) => Number(width));

describe('signs inside a page', () => {
  it('are there for each mark, drawn as on the picture, each once', () => {
    const svg = markSymbols();
    for (const mark of ['met', 'partly', 'unmet', 'late', 'idle', 'free'] as const) {
      expect(svg.split(`id="m-${mark}"`)).toHaveLength(2);
      if (mark !== 'free') expect(svg).toContain(COLOURS[mark]);
    }
  });

  it('need no style of their own, which the pages’ policy would refuse', () => {
    expect(markSymbols() + barSvg([['unmet', 3]])).not.toMatch(/style|<script|href=/);
  });
});

describe('a bar inside a page', () => {
  it('has a part for each that is there, as long as its share', () => {
    const svg = barSvg([
      ['met', 3],
      ['partly', 0],
      ['late', 1],
    ]);
    expect(widths(svg)).toEqual([150, 50]);
    expect(svg).toContain(COLOURS.late);
    expect(svg).not.toContain(COLOURS.partly);
  });

  it('is empty when there is nothing to show', () => {
    expect(widths(barSvg([['met', 0]]))).toEqual([]);
  });

  it('is silent: what it says stands beside it', () => {
    expect(barSvg([['met', 1]])).toContain('aria-hidden="true"');
  });
});
