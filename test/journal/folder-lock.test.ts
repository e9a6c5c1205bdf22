import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FolderLock, keeperOf, lockFolder } from '../../src/journal/folder-lock.ts';
import { all, dataFolder } from './fixtures.ts';
import { anotherProcess, anotherProcessUnder, killHard, printed } from './processes.ts';

async function take(folder: string): Promise<FolderLock> {
  const lock = await lockFolder(folder);
  onTestFinished(() => lock.release());
  return lock;
}

/** Takes the folder until the test is over. */
async function open(folder: string): Promise<void> {
  const lock = await lockFolder(folder);
  onTestFinished(() => lock.release());
}

const firstLine = async (child: ReturnType<typeof anotherProcess>): Promise<unknown> =>
  (await printed(child).next()).value;

/** How to start a command with process numbers of its own; undefined where the machine does not allow it. */
const NUMBERED_ANEW = [
  ['unshare', '--pid', '--fork', '--kill-child'],
  ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--kill-child'],
].find(([program = '', ...flags]) => spawnSync(program, [...flags, 'true']).status === 0);

describe('a data folder', () => {
  it('is refused to a second process, which is told who has it and what to do', async () => {
    const folder = await dataFolder();
    await open(folder);
    const [said] = await all(printed(anotherProcess(folder)));
    expect(said).toMatch(/^FolderInUseError: /);
    expect(said).toContain(folder);
    expect(said).toContain(`进程号 ${process.pid}，`);
    expect(said).toContain('DATA_DIR');
  });

  it('is refused while another process lives, and free as soon as that one is killed', async () => {
    const folder = await dataFolder();
    const child = anotherProcess(folder);
    expect(await firstLine(child)).toBe('open');
    await expect(open(folder)).rejects.toThrow(`进程号 ${child.pid}，`);
    await killHard(child);
    expect(await readdir(folder)).toContain('lock.json');
    expect(await keeperOf(folder)).toBeNull();
    await open(folder);
  });

  it('is refused while the process that has it is stopped', async () => {
    const folder = await dataFolder();
    const child = anotherProcess(folder);
    expect(await firstLine(child)).toBe('open');
    child.kill('SIGSTOP');
    await expect(open(folder)).rejects.toThrow(`进程号 ${child.pid}，`);
    expect(await keeperOf(folder)).not.toBeNull();
    await killHard(child);
    await open(folder);
  });

  it.skipIf(!NUMBERED_ANEW)(
    'is refused across containers, whose process numbers mean nothing to each other (skipped without namespaces)',
    async () => {
      const folder = await dataFolder();
      const inside = anotherProcessUnder(NUMBERED_ANEW ?? [], [folder]);
      expect(await firstLine(inside)).toBe('open');
      await expect(open(folder)).rejects.toThrow('进程号 1，');
      await killHard(inside);
      // The one inside is killed by the kernel a moment after the one that started it.
      await expect.poll(() => keeperOf(folder)).toBeNull();
      await open(folder);
      const [said] = await all(printed(anotherProcessUnder(NUMBERED_ANEW ?? [], [folder])));
      expect(said).toMatch(/^FolderInUseError: /);
    },
  );

  it('is refused a second time in the same process, until it has been released', async () => {
    const folder = await dataFolder();
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow('正由另一个群学进程使用');
    const [said] = await all(printed(anotherProcess(folder)));
    expect(said).toMatch(/^FolderInUseError: /);
    await lock.release();
    await (await lockFolder(folder)).release();
  });

  it('goes to exactly one of several processes that start at the same time', async () => {
    const folder = await dataFolder();
    const children = Array.from({ length: 4 }, () => anotherProcess(folder));
    const said = await Promise.all(children.map(firstLine));
    expect(said.filter((line) => line === 'open')).toHaveLength(1);
    expect(said.filter((line) => String(line).startsWith('FolderInUseError'))).toHaveLength(3);
  });

  it('is kept although nothing in the program refers to the lock any more', async () => {
    const folder = await dataFolder();
    await lockFolder(folder);
    setFlagsFromString('--expose-gc');
    const collect: (how: { readonly execution: 'async' }) => Promise<void> = runInNewContext('gc');
    await collect({ execution: 'async' });
    expect(await keeperOf(folder)).not.toBeNull();
  });

  it('is released once, and nothing but the empty lock stays in it', async () => {
    const folder = await dataFolder();
    const lock = await take(folder);
    expect((await readdir(folder)).sort()).toEqual(['lock.json', 'lock.sqlite']);
    await lock.release();
    const next = await take(folder);
    await lock.release();
    expect(await keeperOf(folder)).not.toBeNull();
    await next.release();
    expect(await readdir(folder)).toEqual(['lock.sqlite']);
    expect(await stat(join(folder, 'lock.sqlite'))).toMatchObject({ size: 0 });
  });

  it('is taken without a word of warning from Node', async () => {
    const child = anotherProcessUnder([], [await dataFolder()], { stdio: ['ignore', 'pipe', 'pipe'] });
    let printedBeside = '';
    child.stderr?.on('data', (chunk) => {
      printedBeside += String(chunk);
    });
    expect(await firstLine(child)).toBe('open');
    await killHard(child);
    expect(printedBeside).toBe('');
  });
});

describe('whoever only looks', () => {
  it('sees nobody where nobody is, and makes nothing', async () => {
    const folder = await dataFolder();
    expect(await keeperOf(join(folder, 'none'))).toBeNull();
    expect(await keeperOf(folder)).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  it('sees who has the folder and since when, and nobody once it is released', async () => {
    const folder = await dataFolder();
    const lock = await take(folder);
    const year = String(new Date().getFullYear());
    expect((await keeperOf(folder))?.who).toContain(`进程号 ${process.pid}，主机 `);
    expect((await keeperOf(folder))?.who).toContain(year);
    await lock.release();
    expect(await keeperOf(folder)).toBeNull();
  });

  it.each(['', '{"pid":', '[]'])('sees somebody who has not said who it is (%j)', async (note) => {
    const folder = await dataFolder();
    await take(folder);
    await writeFile(join(folder, 'lock.json'), note);
    expect(await keeperOf(folder)).toEqual({ who: null });
    await expect(take(folder)).rejects.toThrow('进程号尚未写明');
  });
});

describe('a lock file', () => {
  it.each([
    ['a few bytes', '学'],
    ['a page', 'x'.repeat(5000)],
  ])('that was overwritten with %s is as good as new', async (_, content) => {
    const folder = await dataFolder();
    await writeFile(join(folder, 'lock.sqlite'), content);
    expect(await keeperOf(folder)).toBeNull();
    await take(folder);
    await expect(take(folder)).rejects.toThrow('正由另一个群学进程使用');
  });

  it('that is overwritten while somebody has it still holds', async () => {
    const folder = await dataFolder();
    const child = anotherProcess(folder);
    expect(await firstLine(child)).toBe('open');
    await writeFile(join(folder, 'lock.sqlite'), 'x'.repeat(5000));
    await expect(take(folder)).rejects.toThrow(`进程号 ${child.pid}，`);
  });

  it('that is a folder is named, with what to do', async () => {
    const folder = await dataFolder();
    await mkdir(join(folder, 'lock.sqlite'));
    await expect(take(folder)).rejects.toMatchObject({
      name: 'FolderLockError',
      message: expect.stringMatching(/上不了锁：.*lock\.sqlite.*DATA_DIR/),
    });
    await rm(join(folder, 'lock.sqlite'), { recursive: true });
    await expect(take(folder)).resolves.toBeDefined();
  });

  // SQLite itself would let any number of processes have a lock it can only read.
  it('that can only be read is refused', async () => {
    const folder = await dataFolder();
    await chmod(folder, 0o777);
    await writeFile(join(folder, 'lock.sqlite'), '');
    await chmod(join(folder, 'lock.sqlite'), 0o444);
    const program = `
      import { lockFolder } from ${JSON.stringify(new URL('../../src/journal/folder-lock.ts', import.meta.url))};
      if (process.getuid() === 0) process.setuid(65534);
      await lockFolder(${JSON.stringify(folder)}).catch((error) => console.log(error.code));`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program]);
    expect(String(stdout)).toBe('EACCES\n');
  });
});

it('leaves nothing that holds up the next start when the disk took no byte', async () => {
  const folder = await dataFolder();
  await mkdir(join(folder, 'journal'));
  const full = ['sh', '-c', 'ulimit -f 0; exec "$@"', 'sh'];
  const [said] = await all(printed(anotherProcessUnder(full, [folder])));
  expect(said).toMatch(/^Error: EFBIG/);
  expect(await keeperOf(folder)).toBeNull();
  await open(folder);
});
