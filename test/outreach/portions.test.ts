import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Outgoing } from '../../src/journal/outgoing.ts';
import { portions } from '../../src/outreach/portions.ts';
import { personId } from '../../src/roster/roster.ts';
import { OFFICE, textOf } from './support/world.ts';

const message = (text: string): Outgoing => ({
  key: 'digest/县活动办/2014-W10',
  to: { kind: 'group', unit: OFFICE },
  content: { type: 'markdown', text, mention: [personId('lin')] },
  covers: ['met/essay/县教育局'],
  nudges: [personId('lin')],
  expires: 5,
});

it('leaves a message alone that fits to the byte', () => {
  const fitting = message('学习'.repeat(10));
  expect(portions(fitting, 60)).toEqual([fitting]);
  expect(portions(fitting, 59)).toHaveLength(2);
});

it('keeps the table with words that fit, and goes without one that does not', () => {
  const words = { type: 'markdown', text: '学习', mention: [] } as const;
  const tabled = (bytes: number) => ({ ...message(''), content: { ...words, tabled: 'x'.repeat(bytes) } });
  expect(portions(tabled(60), 60)).toEqual([tabled(60)]);
  expect(portions(tabled(61), 60)).toEqual([{ ...message(''), content: words }]);
  const long = { ...tabled(10), content: { ...words, text: '学习\n'.repeat(20), tabled: '表' } };
  expect(portions(long, 60).every(({ content }) => !('tabled' in content))).toBe(true);
});

it('cuts on line borders, and mentions and covers only once', () => {
  const [first, second, ...others] = portions(message('第一行\n第二行\n第三行'), 20);
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    key: 'digest/县活动办/2014-W10',
    covers: ['met/essay/县教育局'],
    content: { text: '第一行\n第二行', mention: ['lin'] },
  });
  expect(second).toMatchObject({
    key: 'digest/县活动办/2014-W10/2',
    covers: [],
    nudges: [],
    expires: 5,
    content: { text: '第三行', mention: [] },
  });
});

it('never cuts a character, keeps every one, and never exceeds the limit', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('学', 'a', '👍🏽', '\n') })), (lines) => {
      const text = lines.join('\n');
      const parts = portions(message(text), 30).map(textOf);
      for (const part of parts) {
        expect(part.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(part)).toBeLessThanOrEqual(30);
      }
      expect(parts.join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''));
    }),
  );
});
