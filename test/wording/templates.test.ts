import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadWording } from '../../src/wording/wording.ts';

const wording = loadWording('templates/messages');

const sources = ['src', 'commands'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8')),
);
const code = sources.join('\n');

describe('the message templates', () => {
  it('hold every key the code names', () => {
    const files = new Set(wording.keys().map((key) => key.split('.')[0]));
    const named = [...code.matchAll(/'([a-z]+\.[a-z][a-z-]*)'/g)]
      .map((match) => match[1] ?? '')
      .filter((key) => files.has(key.split('.')[0]) && !/\.(ts|yaml|jsonl|json|css|js)$/.test(key));
    const records =
      /^(group|session|record|file|delivery|essay|evidence|leave)\.(bound|opened|closed|voided|received|noted|written|given|taken)$/;
    const missing = named.filter((key) => !wording.keys().includes(key) && !records.test(key));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('hold no key that nothing says', () => {
    const prefixes = [...code.matchAll(/`([a-z]+\.[a-z-]*)\$\{/g)].map((match) => match[1] ?? '');
    const unused = wording
      .keys()
      .filter((key) => !code.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });

  it('make what people wrote harmless unless it is safe already', () => {
    expect(wording.say('checkin.already', { title: '<@all>', time: '09:00', mode: '现场' })).toContain(
      '＜@all＞',
    );
  });

  it('refuse a key that does not exist', () => {
    expect(() => wording.say('no.such-key')).toThrow('no.such-key');
  });
});
