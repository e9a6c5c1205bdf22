import { describe, expect, it } from 'vitest';
import { confirmsAll, readAnswers, statedIn } from '../../src/dialogue/document-points.ts';

const POINTS = [
  { name: '人员', also: ['参加人员'] },
  { name: '时间', also: [] },
  { name: '内容', also: [] },
  { name: '效果', also: ['成效(预期)'] },
];

const answers = (text: string) => {
  const found = readAnswers(text, POINTS);
  return found && Object.fromEntries(found);
};

describe('answers given point by point', () => {
  it('are told apart by their labels, with either colon, on one line or several', () => {
    expect(answers('人员：全体党员')).toEqual({ 人员: '全体党员' });
    expect(answers('人员:全体党员，时间：每周五\n内容： 规定书目')).toEqual({
      人员: '全体党员',
      时间: '每周五',
      内容: '规定书目',
    });
  });

  it('are known by another name, by a longer one, and by one with a bracket', () => {
    expect(answers('参加人员：全体')).toEqual({ 人员: '全体' });
    expect(answers('学习时间：周五；学习内容：书目')).toEqual({ 时间: '周五', 内容: '书目' });
    expect(answers('成效(预期)：好')).toEqual({ 效果: '好' });
  });

  it('may just confirm that the file says it', () => {
    expect(answers('人员已写明、时间 见第二页')).toEqual({ 人员: '已写明', 时间: '见第二页' });
  });

  it('count only when something is said', () => {
    expect(answers('人员：')).toEqual({});
    expect(answers('人员：，时间：周五')).toEqual({ 时间: '周五' });
  });

  it('are not seen in a text that begins otherwise, nor where no points are asked', () => {
    expect(answers('本支部的计划如下。时间：周五')).toBeUndefined();
    expect(answers('')).toBeUndefined();
    expect(readAnswers('人员：全体', [])).toBeUndefined();
  });

  it('can be given for all points at once', () => {
    for (const text of ['都写明了', '全部写明', '四项都写了。', '齐全', '文件里都写明了'])
      expect(Object.keys(answers(text) ?? {})).toEqual(['人员', '时间', '内容', '效果']);
    for (const text of ['写明时间', '都是党员', '人员写明了']) expect(confirmsAll(text)).toBe(false);
  });
});

describe('the points a text states', () => {
  it('are recognised by their words, in the order of the campaign', () => {
    expect(statedIn('每周五的时间学习，参加人员不限', POINTS)).toEqual(['人员', '时间']);
    expect(statedIn('', POINTS)).toEqual([]);
  });
});
