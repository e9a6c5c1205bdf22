import { describe, expect, it } from 'vitest';
import { paragraph, upright, widthOf, wrap } from '../../../src/report/chart/letters.ts';

describe('a title', () => {
  it('stays in one line where it fits', () => {
    expect(wrap('集中学习讨论不少于3天', 12, 2)).toEqual(['集中学习讨论不少于3天']);
  });

  it('is broken into lines of about the same length, none of them too long', () => {
    const lines = wrap('开展向先进典型学习的报告会、座谈会或大讨论', 17, 2);
    expect(lines).toEqual(['开展向先进典型学习的报', '告会、座谈会或大讨论']);
  });

  it('ends in dots where there is more than there is room for', () => {
    const lines = wrap('一二三四五六七八九十', 4, 2);
    expect(lines).toEqual(['一二三四', '五六七…']);
  });
});

it('running text fills its lines and begins none with a closing mark', () => {
  expect(paragraph('一二三四，五六七八。', 4)).toEqual(['一二三四，', '五六七八。']);
});

it('digits are narrower than Chinese characters', () => {
  expect(widthOf('12')).toBeLessThan(2);
  expect(widthOf('十二')).toBe(2);
});

it('a spine is read from top to bottom', () => {
  expect(upright('县局（本级）', 10)).toBe('县\n局\n︵\n本\n级\n︶');
  expect(upright('一二三四五', 4)).toBe('一\n二\n三\n︙');
});
