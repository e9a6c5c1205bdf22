import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadWording, WordingError } from '../../src/wording/wording.ts';

function folderWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'qunxue-wording-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'hello.yaml'), text);
  return folder;
}

describe('templates that a clerk has edited', () => {
  it('are filled in, with the campaign’s own words where they are asked for', () => {
    const { say } = loadWording(folderWith('greet: "{{name}}您好，请发 /开会 {{meeting}}"'), {
      meeting: '讨论 半天',
    });
    expect(say('hello.greet', { name: '张*三' })).toBe('张＊三您好，请发 /开会 讨论 半天');
  });

  it.each([
    ['an indentation gone wrong', 'a: 1\n b: "x'],
    ['a list instead of texts', '- 您好'],
    ['a brace that is not closed', 'greet: "{{#name}}您好"'],
  ])('are refused by name when there is %s', (_, text) => {
    expect(() => loadWording(folderWith(text))).toThrow(WordingError);
    expect(() => loadWording(folderWith(text))).toThrow(/hello\.yaml/);
  });
});
