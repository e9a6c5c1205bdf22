import { appendFile, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openFileStore } from '../../src/journal/files/file-store.ts';
import { verifyFiles } from '../../src/journal/files/verify.ts';
import { everyByteFlipped } from '../support/flips.ts';
import { all, dataFolder } from './fixtures.ts';

const essay = Buffer.from('学习体会：为民务实清廉。\n');

/** A data folder with a stored file, and where that stands. */
async function withEssay() {
  const folder = await dataFolder();
  const store = await openFileStore(folder);
  const { hash } = await store.put(essay, '体会.txt');
  return { folder, store, hash, path: join(folder, 'files', hash.slice(0, 2), hash) };
}

it('finds nothing where no file was ever stored, and nothing among whole ones', async () => {
  expect(await all(verifyFiles(await dataFolder()))).toEqual([]);
  const { folder, store } = await withEssay();
  await store.put(Buffer.alloc(3 * 2 ** 20, '群'), '照片.jpg');
  await store.put(Buffer.alloc(0), '空.txt');
  const progress: string[] = [];
  expect(await all(verifyFiles(folder, (done, total) => progress.push(`${done}/${total}`)))).toEqual([]);
  expect(progress.at(-1)).toMatch(/^(\d+)\/\1$/);
});

it('names a file in which any byte has changed; it is refused, and whole again once it is put again', async () => {
  const { folder, store, hash, path } = await withEssay();
  for (const changed of everyByteFlipped(essay)) {
    await writeFile(path, changed);
    expect(await all(verifyFiles(folder))).toMatchObject([{ file: path, problem: '内容和存入时不一样了' }]);
    await expect(store.get(hash)).rejects.toThrow('no longer matches');
  }
  await store.put(essay, '体会.txt');
  expect(await all(verifyFiles(folder))).toEqual([]);
  expect(await readFile(path)).toEqual(essay);
});

it.each([
  ['that grew', (path: string) => appendFile(path, '!'), /不一样了/],
  ['that was cut off', (path: string) => truncate(path, 5), /不一样了/],
  [
    'whose place a folder has taken',
    (path: string) => rm(path).then(() => mkdir(path)),
    /读不出来（EISDIR）/,
  ],
])('names a file %s', async (_, damage, problem) => {
  const { folder, path } = await withEssay();
  await damage(path);
  const findings = await all(verifyFiles(folder));
  expect(findings).toMatchObject([{ file: path, problem: expect.stringMatching(problem) }]);
  expect(findings[0]?.advice).toContain('从备份恢复');
});

it('names what does not belong there, but not what is just being stored', async () => {
  const { folder, hash } = await withEssay();
  const files = join(folder, 'files');
  await writeFile(join(files, 'incoming', 'half'), '学');
  const strays = [join(files, '说明.txt'), join(files, hash.slice(0, 2), `${hash}.bak`)];
  for (const stray of strays) await writeFile(stray, '');
  const found = await all(verifyFiles(folder));
  expect(found.map(({ file }) => file).sort()).toEqual(strays.sort());
  expect(found[0]).toMatchObject({ problem: '不是群学存的文件' });
});
