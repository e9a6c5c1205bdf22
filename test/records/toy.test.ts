import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADDED, type Part, withLines } from './toy-added.ts';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../..');
/** The files a contributor would write, each where it belongs. */
const WRITTEN = join(import.meta.dirname, 'toy');
const LIFE = 'test/records/toy-life.ts';

/** What the state is made of. */
const ROOMS = ['journal', 'likeness', 'progress', 'records', 'roster', 'time'].map((room) => `src/${room}`);

interface Copied {
  /** What of the program is copied, and how far the toy is added to it. */
  readonly parts: readonly string[];
  readonly added: readonly Part[];
  readonly compiled: string;
}

/** The program with the toy in it, and what there is of it where something was forgotten. */
const PROGRAMS: Readonly<Record<'whole' | 'listless' | 'foldless', Copied>> = {
  whole: {
    parts: ['src', 'commands', 'templates', LIFE],
    added: ['list', 'fold', 'page', 'sheet', 'rule'],
    compiled: '.',
  },
  listless: { parts: ROOMS, added: ['fold'], compiled: 'src/progress/state.ts' },
  foldless: { parts: ROOMS, added: ['list'], compiled: 'src/progress/state.ts' },
};

type Told = Readonly<Record<string, unknown>>;

let folder: string;
let errors: string;
let told: { readonly before: Told; readonly after: Told };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qunxue-toy-'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  for (const [name, program] of Object.entries(PROGRAMS)) await copy(join(folder, name), program);
  const command = await readFile(join(WRITTEN, 'commands/plant.ts'), 'utf8');
  const unruled = command.replaceAll('种树', '植树').replaceAll("'../src/", "'./whole/src/");
  await writeFile(join(folder, 'unruled.ts'), unruled);
  errors = await compile();
  told = await live();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function copy(to: string, { parts, added }: Copied): Promise<void> {
  for (const part of parts) await cp(join(ROOT, part), join(to, part), { recursive: true });
  await cp(WRITTEN, to, { recursive: true });
  for (const part of added) {
    const file = join(to, ADDED[part].file);
    await writeFile(file, withLines(await readFile(file, 'utf8'), ADDED[part]));
  }
}

/** What the compiler says of all the programs: it reads what they share only once. */
async function compile(): Promise<string> {
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: { typeRoots: [join(ROOT, 'node_modules/@types')] },
    include: [...Object.entries(PROGRAMS).map(([name, { compiled }]) => join(name, compiled)), 'unruled.ts'],
    exclude: [],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const args = [compiler, '--noEmit', '--pretty', 'false', '--checkers', '1'];
  return new Promise((done) => {
    execFile(process.execPath, args, { cwd: folder }, (_, stdout) => done(stdout));
  });
}

const errorsIn = (place: string): string =>
  errors
    .split(/^(?=\S)/m)
    .filter((error) => error.startsWith(place))
    .join('');

/** What a bot that knows the toy says before and after it is started again. */
async function live(): Promise<typeof told> {
  // What is compiled here is never compiled again.
  const env = { ...process.env, NODE_COMPILE_CACHE: undefined };
  const { stdout } = await run(process.execPath, [LIFE, join(folder, 'data')], {
    cwd: join(folder, 'whole'),
    env,
  });
  return JSON.parse(stdout);
}

/** Files that CONTRIBUTING.md numbers under a heading. */
async function filesOf(task: string): Promise<string[]> {
  const text = await readFile(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const [, section = ''] = text.split(`\n### ${task}\n`);
  const [own = ''] = section.split('\n#', 1);
  return [...own.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = '']) => file);
}

async function filesOfToy(): Promise<string[]> {
  const entries = await readdir(WRITTEN, { recursive: true, withFileTypes: true });
  const written = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(WRITTEN, join(parentPath, name)).replaceAll(sep, '/'));
  return [...written, ...Object.values(ADDED).map(({ file }) => file)];
}

const ZHAO = ['县教育局', '机关第一支部', '赵磊'];
const FIRST = [...ZHAO, '2014-03-12 09:01', '河东村', 12];

describe('a toy record and its command, written as CONTRIBUTING.md says', () => {
  it('touch no more files than it names: at most ten for the record, three for the command', async () => {
    const [record, command] = [await filesOf('A record with its page and sheet'), await filesOf('A command')];
    expect(record.length).toBeLessThanOrEqual(10);
    expect(command.length).toBeLessThanOrEqual(3);
    expect(new Set([...record, ...command])).toEqual(new Set(await filesOfToy()));
  });

  it('compile', () => expect(errorsIn('whole/')).toBe(''));

  it.each([
    ['in the list of records', 'listless/src/progress/state.ts', /"tree\.planted"' is not comparable/],
    ['in the state', 'foldless/src/progress/state.ts', /does not satisfy the expected type 'never'/],
    ['in the access rules', 'unruled.ts', /Type '"植树"' is not assignable/],
  ])('do not compile when they are forgotten %s', (_, file, error) => {
    expect(errorsIn(file)).toMatch(error);
  });

  it('are put on record and counted', () => {
    expect(told.before).toEqual({
      done: '✅ 已登记：在河东村种了12棵树，本支部已登记1次',
      more: '✅ 已登记：在村小学种了3棵树，本支部已登记2次',
      refused: '请写明几棵、在哪里，例如：/种树 12 河东村',
    });
  });

  it('are read back after a restart, and told to whoever sends the message again', () => {
    expect(told.after['repeated']).toContain('- 种树：赵磊，河东村，12 棵，盼着成荫');
  });

  it('have a page and a sheet', () => {
    expect(told.after['page']).toMatch(
      /<li>3月12日　赵磊　河东村　12棵<\/li>\n<li>3月12日　赵磊　村小学　3棵<\/li>/,
    );
    expect(told.after['sheet']).toEqual([FIRST, [...ZHAO, '2014-03-12 09:02', '村小学', 3]]);
  });

  it('are taken back', () => {
    expect(told.after['undone']).toContain('已撤销您的“种树”的登记（赵磊，村小学，3 棵）');
    expect(told.after['undone']).toContain('发 /种树');
    expect(told.after['left']).toEqual([FIRST]);
  });

  it('are archived as far as the policy of the record lets them', async () => {
    const ledger = join(folder, 'data/archive/县教育局档案/台账/县教育局 机关第一支部');
    const raw = await readFile(`${ledger}.jsonl`, 'utf8');
    const table = (await readFile(`${ledger}.csv`, 'utf8')).replaceAll('"', '');
    expect(raw).toContain('"place":"河东村"');
    expect(raw + table).not.toContain('盼着成荫');
    expect(table).toContain(',种树,赵磊，河东村，12 棵（种树时的感想是个人的，不归档）,有效,');
    expect(table).toContain(',种树,赵磊，村小学，3 棵,已撤销,');
  });
});

describe('CONTRIBUTING.md', () => {
  it('links to files and folders that are there', async () => {
    const text = await readFile(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
    const links = [...text.matchAll(/\]\((?!http)([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links).toContain('src/records');
    expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
  });
});
