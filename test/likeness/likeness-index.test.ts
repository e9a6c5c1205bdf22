import { describe, expect, it } from 'vitest';
import { LikenessIndex } from '../../src/likeness/likeness-index.ts';
import { comparedBySets } from './by-sets.ts';
import { Writer } from './texts.ts';

const LEAST = 0.65;

function indexOf(texts: readonly string[]): LikenessIndex<number> {
  const index = new LikenessIndex<number>(LEAST, (number) => texts[number] ?? '');
  for (const number of texts.keys()) index.add(number);
  return index;
}

const numbers = (near: readonly { readonly id: number }[]): number[] => near.map(({ id }) => id);

describe('near-duplicate search', () => {
  const writer = new Writer(7);
  const texts = Array.from({ length: 1500 }, () => writer.essay(150 + writer.random() * 900, 0.3));
  const index = indexOf(texts);
  const original = 700;
  const essay = texts[original] ?? '';

  it.each([
    ['as it is', essay],
    ['with other white space, punctuation and width', essay.replace(/，/g, ', ').replace(/。/g, '\n　　')],
    ['with its paragraphs in another order', writer.shuffled(essay)],
    ['inside a longer one', `${writer.essay(essay.length)}\n${essay}\n${writer.essay(essay.length)}`],
    ['with a paragraph of its own before and after', `${writer.essay(80)}${essay}${writer.essay(80)}`],
    ['without its second half', essay.slice(0, essay.length / 2)],
  ])('finds a colleague’s essay %s', (_, text) => {
    expect(numbers(index.near(text))).toEqual([original]);
  });

  it('finds it with a character in twenty changed, left out or doubled, every time', () => {
    for (let round = 0; round < 200; round++) {
      const number = (round * 37) % texts.length;
      expect(numbers(index.near(writer.edited(texts[number] ?? '', 0.05)))).toContain(number);
    }
  });

  it('does not flag different people who write the same stock sentences on the same topic', () => {
    const found = texts.flatMap((text, number) => numbers(index.near(text)).filter((id) => id !== number));
    expect(found).toEqual([]);
  });

  it('finds nothing near a text that is too short to say anything', () => {
    expect(index.near('好的')).toEqual([]);
  });

  it('finds a short essay that is the same, sign by sign', () => {
    const short = indexOf(['和群众的距离不在路上在心里难事先记下来', ...texts.slice(0, 50)]);
    expect(numbers(short.near('和群众的距离，不在路上，在心里。难事，先记下来。'))).toEqual([0]);
  });

  it('tells, when a text is added, what it is near to among those before it', () => {
    const growing = new LikenessIndex<string>(LEAST, (text) => text);
    expect(growing.add(essay)).toEqual([]);
    expect(growing.add(texts[3] ?? '')).toEqual([]);
    expect(growing.add(essay)).toEqual([{ id: essay, likeness: 1 }]);
    expect(growing.size).toBe(3);
  });

  it('finds the nearest first, and some of them when hundreds have handed in the same text', () => {
    const copies = Array.from({ length: 300 }, () => writer.edited(essay, 0.02));
    const near = indexOf([...texts.slice(0, 500), ...copies]).near(essay);
    expect(near.length).toBeGreaterThanOrEqual(8);
    expect(near.map(({ likeness }) => likeness)).toEqual(
      near.map(({ likeness }) => likeness).toSorted((a, b) => b - a),
    );
  });

  it('takes the same few bytes a text however long the texts are', () => {
    const long = indexOf(Array.from({ length: 400 }, () => writer.essay(3000)));
    const short = indexOf(Array.from({ length: 400 }, () => writer.essay(300)));
    expect(long.bytes).toBe(short.bytes);
    for (const count of [17, 400, 1500])
      expect(indexOf(texts.slice(0, count)).bytes / count).toBeLessThan(1000);
  });
});

describe('against a comparison of everything with everything', () => {
  /** Texts of all lengths, some of them copied from earlier ones, more or less changed, whole, in part or as part. */
  function county(seed: number, count: number): string[] {
    const writer = new Writer(seed);
    const texts: string[] = [];
    for (let number = 0; number < count; number++) {
      const model = texts[Math.floor(writer.random() * texts.length)];
      const copied = model !== undefined && writer.random() < 0.4;
      const changed = copied ? writer.edited(model, writer.random() * 0.12) : '';
      const kind = writer.random();
      if (!copied) texts.push(writer.essay(60 + writer.random() * 900, writer.random() * 0.6));
      else if (kind < 0.6) texts.push(writer.shuffled(changed));
      else if (kind < 0.8) texts.push(`${changed}\n${writer.essay(writer.random() * changed.length)}`);
      else texts.push(changed.slice(0, changed.length * (0.4 + 0.6 * writer.random())));
    }
    return texts;
  }

  it.each([11, 12, 13])(
    'finds 99 in 100 of the likeness 0.8 and more, and nothing that is not alike (%i)',
    (seed) => {
      const texts = county(seed, 250);
      const comparisons = comparedBySets(texts);
      const index = indexOf(texts);
      let [expected, found] = [0, 0];
      for (const [number, text] of texts.entries()) {
        const near = new Map(index.near(text).map(({ id, likeness }) => [id, likeness]));
        for (const [other, likeness] of (comparisons[number] ?? []).entries()) {
          if (near.has(other)) expect(near.get(other)).toBe(likeness);
          if (other === number || likeness < 0.8) continue;
          expected++;
          if (near.has(other)) found++;
        }
        for (const likeness of near.values()) expect(likeness).toBeGreaterThanOrEqual(LEAST);
      }
      expect(expected).toBeGreaterThan(80);
      expect(found / expected).toBeGreaterThanOrEqual(0.99);
    },
  );
});
