import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Glyphs } from '../../../src/report/chart/glyphs.ts';

const FONTS = 'node_modules/@embedpdf/fonts-sc/fonts';
const glyphs = new Glyphs(join(FONTS, 'NotoSansHans-Regular.otf'));

it('marks what would be an empty box, and leaves out what nobody sees', () => {
  expect(glyphs.drawable('县教育局✅3/12\u200b🎉\ufe0f')).toBe('县教育局〓3/12〓');
  expect(glyphs.drawable('<text>“三思三观”，不少于半天：〔2014〕3号…</text>')).toBe(
    '<text>“三思三观”，不少于半天：〔2014〕3号…</text>',
  );
});

it('finds every letter of the notices and of the words on the pictures in both weights', () => {
  const folder = 'templates/campaigns';
  const notices = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const texts = notices.map((name) => readFileSync(join(folder, name), 'utf8'));
  const words = readFileSync('templates/messages/outreach.yaml', 'utf8')
    .split('\n')
    .filter((line) => /^(picture|mark)-/.test(line));
  const letters = new Set([...texts, ...words].join('').replace(/[\p{ASCII}]/gu, ''));
  for (const weight of ['Regular', 'Bold']) {
    const font = new Glyphs(join(FONTS, `NotoSansHans-${weight}.otf`));
    expect([...letters].filter((letter) => !font.has(letter))).toEqual([]);
  }
  expect(letters.size).toBeGreaterThan(500);
});

it('says of what is no font that it is none', () => {
  expect(() => new Glyphs('package.json')).toThrow(RangeError);
});
