import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localUrl } from '../../src/doctor/local-url.ts';
import { keeperOf } from '../../src/journal/folder-lock.ts';
import { thisProcess } from '../../src/journal/owner.ts';
import { clinic } from './support/clinic.ts';

describe('how this machine calls the bot', () => {
  it.each([
    ['127.0.0.1', 8080, 'http://127.0.0.1:8080'],
    ['0.0.0.0', 8080, 'http://127.0.0.1:8080'],
    ['::', 80, 'http://[::1]:80'],
    ['fd00::7', 8080, 'http://[fd00::7]:8080'],
    ['bot.lan', 8080, 'http://bot.lan:8080'],
    ['127.0.0.1', 0, undefined],
  ])('when it listens at %s, port %i', (host, port, expected) => {
    expect(localUrl({ host, port })).toBe(expected);
  });
});

describe('who has the data folder', () => {
  const never = (): Promise<never> => Promise.reject(new Error('there was nothing to wait for'));

  /** A data folder in which somebody has left this lock. */
  async function left(text: string): Promise<{ readonly folder: string; readonly lock: string }> {
    const { dataFolder: folder } = await clinic({ roster: null });
    await mkdir(folder);
    await writeFile(join(folder, 'lock-4'), text);
    return { folder, lock: join(folder, 'lock-4') };
  }

  it('is nobody where there is no folder', async () => {
    const { dataFolder, premises } = await clinic({ roster: null });
    expect(await keeperOf(dataFolder, never)).toBeNull();
    expect(await premises.bot()).toBeNull();
  });

  it('is the process that lives', async () => {
    const owner = thisProcess();
    const { folder } = await left(JSON.stringify(owner));
    expect(await keeperOf(folder, never)).toMatchObject({ owner });
  });

  it('is nobody once that has died, and its lock is left to whoever comes to stay', async () => {
    const { folder } = await left(JSON.stringify({ ...thisProcess(), mark: 'an earlier start' }));
    expect(await keeperOf(folder, never)).toBeNull();
    expect(await readdir(folder)).toEqual(['lock-4']);
  });

  it('is somebody out of sight as long as there are signs of life', async () => {
    const { folder, lock } = await left(JSON.stringify({ ...thisProcess(), host: 'another-container' }));
    expect(await keeperOf(folder, async () => {})).toBeNull();
    expect(await keeperOf(folder, () => utimes(lock, 1, 1))).toMatchObject({
      owner: { host: 'another-container' },
    });
  });

  it('is somebody who has not said yet who it is', async () => {
    const { folder, lock } = await left('');
    expect(await keeperOf(folder, () => writeFile(lock, '{'))).toMatchObject({ owner: undefined });
  });
});
