import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitFile } from '../../src/journal/unit-file.ts';
import type { UnitId } from '../../src/roster/roster.ts';

const file = (unit: string): string => unitFile(unit as UnitId);

describe('the file of a unit', () => {
  it.each([
    ['县教育局/机关第一支部', '县教育局~机关第一支部.jsonl'],
    ['城关镇（街道）', '城关镇（街道）.jsonl'],
    ['二〇一四届', '二〇一四届.jsonl'],
    ['../../etc/passwd', '%2E%2E~%2E%2E~etc~passwd.jsonl'],
    ['..', '%2E%2E.jsonl'],
    ['A支部 1', '%41支部%201.jsonl'],
    ['con', '%63on.jsonl'],
    ['a~b%', 'a%7Eb%25.jsonl'],
    ['支部\u202e', '支部%E2%80%AE.jsonl'],
  ])('of %s is %s', (unit, name) => expect(file(unit)).toBe(name));

  const anyUnit = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom('县', '局', 'a', 'A', 'é', 'e', '\u0301', '/', '~', '%', '.', '豈', '\uf900'),
    }),
  );

  it('is safe on every file system, whatever the unit is called', () => {
    fc.assert(
      fc.property(anyUnit, (unit) => {
        expect(file(unit)).toMatch(/^[^<>:"/\\|?*\p{Cc}\p{Cf}. ]*\.jsonl$/u);
        expect(file(unit)).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\./i);
        expect(Buffer.byteLength(file(unit))).toBeLessThanOrEqual(240);
      }),
    );
  });

  it('never serves two units, even where case and composition do not count', () => {
    const folded = (unit: string): string => file(unit).normalize('NFD').toLowerCase();
    fc.assert(
      fc.property(anyUnit, anyUnit, (one, two) => {
        expect(folded(one) === folded(two)).toBe(one === two);
      }),
    );
    expect(folded('豈')).not.toBe(folded('\uf900'));
    expect(folded('a支部')).not.toBe(folded('A支部'));
    expect(folded('县'.repeat(90))).not.toBe(folded('县'.repeat(91)));
  });

  it('gives the unit back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 15 }), (unit) => {
        const name = file(unit).slice(0, -'.jsonl'.length);
        expect(decodeURIComponent(name.replaceAll('~', '/'))).toBe(unit);
      }),
    );
  });
});
