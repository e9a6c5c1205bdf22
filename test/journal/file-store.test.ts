import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFileStore } from '../../src/journal/files/file-store.ts';
import type { FileHash } from '../../src/records/records.ts';
import { dataFolder } from './fixtures.ts';
import { WatchedDisk } from './watched-disk.ts';

const essay = Buffer.from('学习体会：为民务实清廉。\n');
const HASH = /^[0-9a-f]{64}$/;

const pathOf = (folder: string, hash: string): string => join(folder, 'files', hash.slice(0, 2), hash);

describe('a stored file', () => {
  it('stands under the hash of its content and can be fetched again', async () => {
    const folder = await dataFolder();
    const stored = await (await openFileStore(folder)).put(essay, '体会.txt');
    expect(stored).toEqual({
      hash: expect.stringMatching(HASH),
      name: '体会.txt',
      bytes: essay.length,
      type: 'text/plain',
    });
    expect(await readFile(pathOf(folder, stored.hash))).toEqual(essay);
    expect(Buffer.from(await (await openFileStore(folder)).get(stored.hash))).toEqual(essay);
  });

  it('is durable, content first and name second, before it is confirmed', async () => {
    const disk = new WatchedDisk();
    const store = await openFileStore(await dataFolder(), disk);
    const { hash } = await store.put(essay, '体会.txt');
    const [, write, , , rename, sync] = [
      /^open/,
      /^write/,
      /^datasync/,
      /^close/,
      /^rename/,
      /^syncFolder/,
    ].map((operation) => disk.done.findIndex((entry) => operation.test(entry)));
    expect(disk.done.at(rename ?? -1)).toBe(`rename ${hash}`);
    expect(disk.done.slice(write, sync).map((entry) => entry.split(' ')[0])).toEqual([
      'write',
      'datasync',
      'close',
      'rename',
    ]);
    expect(disk.done.at(-1)).toBe(`syncFolder ${hash.slice(0, 2)}`);
  });

  it('that comes twice, even at once, is kept once, under each sender’s name', async () => {
    const folder = await dataFolder();
    const store = await openFileStore(folder);
    const [one, two] = await Promise.all([store.put(essay, 'a.txt'), store.put(essay, 'b.txt')]);
    const three = await store.put(essay, 'c.txt');
    expect([one.name, two.name, three.name]).toEqual(['a.txt', 'b.txt', 'c.txt']);
    expect(new Set([one.hash, two.hash, three.hash]).size).toBe(1);
    expect(await readdir(join(folder, 'files', one.hash.slice(0, 2)))).toEqual([one.hash]);
    expect(await readdir(join(folder, 'files', 'incoming'))).toEqual([]);
  });

  it('that no longer matches its hash is refused until the same content is put again', async () => {
    const folder = await dataFolder();
    const store = await openFileStore(folder);
    const { hash } = await store.put(essay, 'a.txt');
    await writeFile(pathOf(folder, hash), Buffer.alloc(essay.length));
    await expect(store.get(hash)).rejects.toThrow('no longer matches');
    await store.put(essay, 'a.txt');
    expect(Buffer.from(await store.get(hash))).toEqual(essay);
  });

  it('that is not there is refused, and no hash leads out of the folder', async () => {
    const store = await openFileStore(await dataFolder());
    await expect(store.get('0'.repeat(64) as FileHash)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(store.get('../../secret' as FileHash)).rejects.toThrow('not the hash');
  });

  it('of no bytes is a file like any other', async () => {
    const store = await openFileStore(await dataFolder());
    const { hash, type } = await store.put(Buffer.alloc(0), '空.txt');
    expect(type).toBe('application/octet-stream');
    expect(await store.get(hash)).toHaveLength(0);
  });
});

describe('a put that fails', () => {
  it.each([
    ['write', 'ENOSPC', 'full'],
    ['datasync', 'EIO', 'broken'],
    ['rename', 'EACCES', 'denied'],
  ] as const)('at %s with %s says “%s” and leaves nothing', async (operation, code, reason) => {
    const folder = await dataFolder();
    const disk = new WatchedDisk();
    const store = await openFileStore(folder, disk);
    disk.fail(operation, code);
    await expect(store.put(essay, 'a.txt')).rejects.toMatchObject({ name: 'JournalWriteError', reason });
    expect(await readdir(join(folder, 'files', 'incoming'))).toEqual([]);
    disk.heal();
    const { hash } = await store.put(essay, 'a.txt');
    expect((await stat(pathOf(folder, hash))).size).toBe(essay.length);
  });

  it('because the process died leaves half a file only until the next start', async () => {
    const folder = await dataFolder();
    await openFileStore(folder);
    await writeFile(join(folder, 'files', 'incoming', 'half'), '学');
    await openFileStore(folder);
    expect(await readdir(join(folder, 'files', 'incoming'))).toEqual([]);
  });
});
