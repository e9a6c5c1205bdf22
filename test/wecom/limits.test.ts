import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, SHORTENED, shorten, split } from '../../src/wecom/limits.ts';

const family = '👨‍👩‍👧‍👦';
const line = (length: number): string => '学'.repeat(length);

describe('shortening', () => {
  it('leaves alone what fits, to the byte', () => {
    expect(shorten('学习'.repeat(50), 300)).toBe('学习'.repeat(50));
  });

  it('ends on the border of a line and says so', () => {
    const text = [line(20), line(20), line(20), line(20)].join('\n');
    expect(shorten(text, 200)).toBe(`${line(20)}\n${line(20)}\n${SHORTENED}`);
  });

  it('ends between characters where a line is too long', () => {
    expect(shorten(line(200), 100)).toBe(`${line(15)}\n${SHORTENED}`);
  });

  it('does not give up most of the text for the sake of a line', () => {
    expect(shorten(`题\n${line(500)}`, 300)).toMatch(/^题\n学{50,}\n…/);
  });

  it('never cuts inside an emoji family, a flag or an accent', () => {
    for (const [cluster, start] of [
      [family, 0],
      ['🇨🇳', 1],
      ['e\u0301', 2],
    ] as const) {
      for (let offset = start; offset < start + 30; offset++) {
        const short = shorten('x'.repeat(offset) + cluster.repeat(60), 160);
        const kept = short.slice(offset, short.indexOf('\n'));
        expect(kept.replaceAll(cluster, '')).toBe('');
      }
    }
  });

  it('closes a code block it had to cut', () => {
    const text = `表\n\`\`\`\n${`${line(10)}\n`.repeat(20)}\`\`\`\n完`;
    const short = shorten(text, 300);
    expect(short).toMatch(/学\n```\n…（内容较长，已截断）$/);
    expect(bytesOf(short)).toBeLessThanOrEqual(300);
    expect(shorten(`\`\`\`\n码\n\`\`\`\n${`${line(10)}\n`.repeat(20)}`, 300)).toMatch(/学\n…/);
  });

  it('repairs half characters', () => {
    expect(shorten('前\ud83d后', 100)).toBe('前\ufffd后');
  });
});

describe('splitting', () => {
  it('cuts on the borders of lines', () => {
    expect(split('一二\n三四\n五六', 14)).toEqual(['一二\n三四\n', '五六']);
    expect(split('', 10)).toEqual([]);
    expect(split('短', 10)).toEqual(['短']);
  });

  it('cuts even a character that is longer than a piece', () => {
    expect(split(family, 8).join('')).toBe(family);
    expect(() => split('学习', 3)).toThrow(RangeError);
  });
});

describe('any text', () => {
  const text = fc.string({ unit: fc.constantFrom('学', 'a', '\n', '🎉', family, '\ud800', '`', 'é') });

  it('is within its limit when shortened', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 60, max: 400 }), (any, limit) => {
        const long = any.repeat(4);
        const short = shorten(long, limit);
        expect(bytesOf(short)).toBeLessThanOrEqual(limit);
        expect(short.isWellFormed()).toBe(true);
      }),
    );
  });

  it('gives itself again when its pieces are joined, each within the limit', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 60 }), (any, limit) => {
        const pieces = split(any, limit);
        expect(pieces.join('')).toBe(any.toWellFormed());
        for (const piece of pieces) expect(bytesOf(piece)).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
