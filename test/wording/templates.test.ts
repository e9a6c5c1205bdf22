import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RECORD_KINDS } from '../../src/records/records.ts';
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
    const known = new Set<string>([...wording.keys(), ...RECORD_KINDS]);
    const missing = named.filter((key) => !known.has(key));
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
    expect(() => wording.say('no.such-key', {}, 'nor.this-one')).toThrow('no.such-key');
  });

  it('fill in another one where a kind of record has no text of its own', () => {
    const view = { label: '种树', words: '河东村' };
    expect(wording.say('undo.tree-planted', view, 'undo.record')).toBe('“种树”的登记（河东村）');
    expect(wording.say('undo.essay-written', { topic: '为民' }, 'undo.record')).toBe('“为民”体会文章');
  });
});
