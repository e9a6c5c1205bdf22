import { readdir, readFile, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FolderLock, lockFolder } from '../../src/journal/folder-lock.ts';
import { thisProcess } from '../../src/journal/owner.ts';
import { all, causes, checkIn, dataFolder, open } from './fixtures.ts';
import { anotherProcess, killHard, printed } from './processes.ts';

const locks = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.startsWith('lock-'));

async function take(folder: string, pause?: () => Promise<unknown>): Promise<FolderLock> {
  const lock = await lockFolder(folder, { onLost: () => {}, ...(pause && { pause }) });
  onTestFinished(() => lock.release());
  return lock;
}

/** Leaves the lock file of an owner that differs from this process as told. */
async function leave(folder: string, owner: object, name = 'lock-1'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify({ ...thisProcess(), ...owner }));
  return path;
}

const never = (): Promise<never> => Promise.reject(new Error('there was nothing to wait for'));

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

  it('is refused while another process lives, and taken at once when that one was killed', async () => {
    const folder = await dataFolder();
    const child = anotherProcess(folder);
    expect((await printed(child).next()).value).toBe('open');
    await expect(open(folder)).rejects.toThrow(`进程号 ${child.pid}，`);
    await killHard(child);
    await expect(take(folder, never)).resolves.toBeDefined();
    expect(await locks(folder)).toEqual(['lock-2']);
  });

  it('is refused to a second ledger in the same process', async () => {
    const folder = await dataFolder();
    const ledger = await open(folder);
    await expect(open(folder)).rejects.toThrow('正由另一个群学进程使用');
    expect(await locks(folder)).toEqual(['lock-1']);
    await ledger.close();
    const again = await open(folder);
    await again.commit(checkIn('m1'));
    expect(await causes(again)).toEqual(['m1']);
  });

  it('goes to exactly one of many that start over a dead owner at the same time', async () => {
    const folder = await dataFolder();
    await leave(folder, { mark: 'an earlier start' });
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => take(folder)));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'FolderInUseError' });
    expect(await locks(folder)).toEqual(['lock-2']);
  });

  it('goes to exactly one of several processes that start at the same time', async () => {
    const folder = await dataFolder();
    const children = Array.from({ length: 3 }, () => anotherProcess(folder));
    const said = await Promise.all(children.map(async (child) => (await printed(child).next()).value));
    expect(said.filter((line) => line === 'open')).toHaveLength(1);
    expect(said.filter((line) => line?.startsWith('FolderInUseError'))).toHaveLength(2);
  });
});

describe('a lock left behind', () => {
  it('by a process whose pid another one has now is taken over', async () => {
    const folder = await dataFolder();
    await leave(folder, { mark: 'an earlier start' });
    await take(folder, never);
    expect(await locks(folder)).toEqual(['lock-2']);
  });

  it('by a machine out of sight is taken over when it gives no sign of life', async () => {
    const folder = await dataFolder();
    await leave(folder, { host: 'old-container' });
    let looks = 0;
    await take(folder, async () => looks++);
    expect(looks).toBeGreaterThan(3);
  });

  it.each([
    ['another machine', { host: 'other-host', pid: 41 }],
    ['another container of the same name', { space: 'other-space', pid: 41 }],
    ['a system that cannot tell pids apart', { mark: null, pid: process.pid }],
  ])('in the hands of %s is respected while it gives signs of life', async (_, owner) => {
    const folder = await dataFolder();
    const path = await leave(folder, owner);
    const beat = () => utimes(path, 1, 1);
    await expect(take(folder, beat)).rejects.toThrow(`进程号 ${owner.pid}，`);
    expect(await locks(folder)).toEqual(['lock-1']);
  });

  it.each(['', '{"pid":', '[]'])('unfinished (%j) is taken over when nobody finishes it', async (content) => {
    const folder = await dataFolder();
    await writeFile(join(folder, 'lock-1'), content);
    await take(folder, async () => {});
    expect(await locks(folder)).toEqual(['lock-2']);
  });

  it('unfinished is respected when its owner finishes it', async () => {
    const folder = await dataFolder();
    await writeFile(join(folder, 'lock-1'), '');
    await expect(take(folder, () => leave(folder, {}))).rejects.toThrow('正由另一个群学进程使用');
  });
});

it('withdraws when it finds that somebody else came in meanwhile', async () => {
  const folder = await dataFolder();
  await leave(folder, { host: 'gone' });
  // The rival starts from another view of the folder: its number does not collide with ours.
  let came = false;
  const pause = async (): Promise<void> => {
    if (!came) await leave(folder, {}, 'lock-7');
    came = true;
  };
  await expect(take(folder, pause)).rejects.toThrow('正由另一个群学进程使用');
  expect(await locks(folder)).toEqual(['lock-1', 'lock-7']);
});

it('shows signs of life, and tells its owner when the folder was taken away', async () => {
  const folder = await dataFolder();
  const lost = Promise.withResolvers<void>();
  await lockFolder(folder, { onLost: lost.resolve });
  expect(JSON.parse(await readFile(join(folder, 'lock-1'), 'utf8'))).toMatchObject({ pid: process.pid });
  await unlink(join(folder, 'lock-1'));
  await lost.promise;
});

it('lets a ledger write no more once its folder was taken away', async () => {
  const folder = await dataFolder();
  const ledger = await open(folder);
  await unlink(join(folder, 'lock-1'));
  await expect
    .poll(async () => (await ledger.health()).writable, { timeout: 10_000, interval: 50 })
    .toBe(false);
  await expect(ledger.commit(checkIn('m1'))).rejects.toMatchObject({ reason: 'closed' });
});
