import { describe, expect, it } from 'vitest';
import { estimate, SKETCH, sketchOf } from '../../src/likeness/sketch.ts';
import { likenessOf, trigramsOf } from '../../src/likeness/trigrams.ts';
import { likenessBySets, runsOf } from './by-sets.ts';
import { Writer } from './texts.ts';

const alike = (a: string, b: string): number => likenessOf(trigramsOf(a), trigramsOf(b));

describe('the likeness of two texts', () => {
  it('is 1 for the same wording, whatever the white space, punctuation and width', () => {
    const typed = '　　这次讨论，让我想得最多的是：\n群众的事无小事！(第３条) ABC';
    expect(alike(typed, '这次讨论让我想得最多的是群众的事无小事第3条abc')).toBe(1);
  });

  it('is 0 for texts with nothing in common and for texts of no length', () => {
    expect(alike('和群众的距离不在路上', '难事先记下来再说')).toBe(0);
    expect(alike('', '')).toBe(0);
    expect(alike('好', '好')).toBe(0);
  });

  it('tells two trigrams apart that differ in one character only, wherever it stands', () => {
    expect(alike('一二三', '一二丁')).toBe(0);
    expect(alike('一二三', '一龥三')).toBe(0);
    expect(alike('一二三', '龥二三')).toBe(0);
  });

  it('counts a phrase once however often it is repeated', () => {
    expect(trigramsOf('群众路线'.repeat(50))).toHaveLength(4);
  });

  it('is that of the shorter inside the longer, for whole passages', () => {
    const writer = new Writer(3);
    const essay = writer.essay(400);
    expect(alike(essay, `${writer.essay(600)}\n${essay}\n${writer.essay(600)}`)).toBe(1);
  });

  it('does not take a sentence out of a long text for a copy of the text', () => {
    const writer = new Writer(4);
    const sentence = '要牢固树立宗旨意识，密切联系群众，改进工作作风。';
    expect(alike(sentence, `${writer.essay(400)}${sentence}`)).toBeLessThan(0.1);
    expect(alike(sentence, sentence)).toBe(1);
  });

  it('is what sets of strings give', () => {
    const writer = new Writer(5);
    for (let round = 0; round < 40; round++) {
      const text = writer.essay(80 + round * 20, 0.3);
      const other = writer.edited(text, writer.random() / 4) + writer.essay(round * 10);
      expect(alike(text, other)).toBe(likenessBySets(runsOf(text), runsOf(other)));
    }
  });
});

describe('a sketch', () => {
  const writer = new Writer(6);

  it('has the same size for every long text', () => {
    expect(sketchOf(writer.essay(300))).toHaveLength(SKETCH);
    expect(sketchOf(writer.essay(3000))).toHaveLength(SKETCH);
  });

  it('holds all there is of a short one', () => {
    expect(sketchOf('和群众的距离不在路上')).toHaveLength(5);
    expect(sketchOf('好')).toHaveLength(0);
  });

  it('of a text with few different phrases is small and found all the same', () => {
    expect(sketchOf('改进工作作风'.repeat(100)).length).toBe(6);
  });

  it('tells about how much of the shorter text is in the longer', () => {
    const part = writer.essay(500);
    const whole = `${writer.essay(700)}\n${part}\n${writer.essay(300)}`;
    const [a, b, stranger] = [sketchOf(part), sketchOf(whole), sketchOf(writer.essay(500))];
    const shared = (one: Uint32Array, other: Uint32Array) =>
      one.filter((hash) => other.includes(hash)).length;
    expect(estimate(a, b, shared(a, b))).toBe(1);
    expect(estimate(a, stranger, shared(a, stranger))).toBeLessThan(0.1);
  });
});
