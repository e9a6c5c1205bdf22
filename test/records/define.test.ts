import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

const PARTS = {
  shape: 'shape: { person: text, note: text },',
  label: "label: '玩具',",
  tells: 'tells: ({ person, note }) => person + note,',
  undo: "undo: { by: 'author', words: ['玩具'] },",
  archive: `archive: {
    withholds: 'part', why: () => '不归档', keeps: ({ person }) => ({ person }), tells: ({ person }) => person,
  },`,
} as const;

const definition = (parts: Partial<Record<keyof typeof PARTS, string>>): string => `
import { defineRecord, type RecordOf } from '${ROOT}/src/records/define.ts';
import { text } from '${ROOT}/src/records/fields.ts';
export const toy = defineRecord('toy.found', { ${Object.values(parts).join('\n')} });
export type Toy = RecordOf<typeof toy>;
`;

const using = (lines: string): string => `${definition(PARTS)}
declare const found: Toy;
${lines}`;

const without = (part: keyof typeof PARTS): string => {
  const { [part]: _, ...rest } = PARTS;
  return definition(rest);
};

/** What is wrong with each, as the compiler says it; null for what compiles. */
const CASES = {
  'a whole definition': [definition(PARTS), null],
  'one without its shape': [without('shape'), /Property 'shape' is missing/],
  'one without its label': [without('label'), /Property 'label' is missing/],
  'one without its words': [without('tells'), /Property 'tells' is missing/],
  'one that does not say whether it can be taken back': [without('undo'), /Property 'undo' is missing/],
  'one that does not say what may be archived': [without('archive'), /Property 'archive' is missing/],
  'a part of it in archives without words for that part': [
    definition({
      ...PARTS,
      archive: "archive: { withholds: 'part', why: () => '', keeps: () => ({}) },",
    }),
    /'tells' is missing/,
  ],
  'words for archives that tell what is not kept': [
    definition({
      ...PARTS,
      archive: PARTS.archive.replace('tells: ({ person }) => person', 'tells: ({ note }) => note'),
    }),
    /Property 'note' does not exist/,
  ],
  'no word to take it back by': [
    definition({ ...PARTS, undo: "undo: { by: 'author', words: [] }," }),
    /not assignable/,
  ],
  'a field of its own that is called like one of the header': [
    definition({ ...PARTS, shape: 'shape: { person: text, note: text, unit: text },' }),
    /not assignable to type/,
  ],
  'its fields and its header, read': [
    using("export const words: 'toy.found' | string = found.kind + found.person + found.unit + found.at;"),
    null,
  ],
  'a field it does not have': [using('found.toy;'), /Property 'toy' does not exist/],
  'a field that is written to': [using("found.note = '';"), /read-only property/],
} as const satisfies Record<string, readonly [source: string, error: RegExp | null]>;

const names = Object.keys(CASES);
const fileOf = (name: string): string => `case-${names.indexOf(name)}.ts`;
let folder: string;
let output: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qunxue-define-'));
  for (const [name, [source]] of Object.entries(CASES)) await writeFile(join(folder, fileOf(name)), source);
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: { typeRoots: [join(ROOT, 'node_modules/@types')], noUnusedLocals: false },
    include: ['*.ts'],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  output = await new Promise((done) => {
    execFile(process.execPath, [compiler, '--pretty', 'false'], { cwd: folder }, (_, stdout) => done(stdout));
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the compiler', () => {
  it.each(Object.entries(CASES))('judges %s', (name, [, error]) => {
    const said = output.split(/^(?=case-)/m).filter((each) => each.startsWith(fileOf(name)));
    if (error === null) expect(said).toEqual([]);
    else expect(said.join('')).toMatch(error);
  });
});
