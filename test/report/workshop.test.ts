import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openFileStore } from '../../src/journal/files/file-store.ts';
import type { FileStore } from '../../src/journal/files/files.ts';
import type { Draft, Order } from '../../src/report/draft.ts';
import { Workshop } from '../../src/report/workshop.ts';
import type { UnitId } from '../../src/roster/roster.ts';
import { samplePicture, sizeOf } from './support/pictures.ts';
import { sheet, workbook } from './support/sheets.ts';

async function store(): Promise<FileStore> {
  const folder = await mkdtemp(join(tmpdir(), 'qunxue-report-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return openFileStore(folder);
}

async function open(milliseconds?: number) {
  const files = await store();
  const workshop = new Workshop({ files, ...(milliseconds === undefined ? {} : { milliseconds }) });
  onTestFinished(() => workshop.close());
  return { files, workshop };
}

/** For whatever does not depend on what is made: a worker has it ready long before it could have drawn a picture. */
const TABLE: Order = { kind: 'workbook', workbook: workbook(sheet([['集中学习']])) };

const draft = (): Draft => ({
  key: 'digest/县活动办/2014-W10/picture',
  to: { kind: 'group', unit: '县活动办' as UnitId },
  content: { type: 'image', name: '一图看进度.png', order: { kind: 'picture', picture: samplePicture() } },
  covers: [],
  nudges: [],
  expires: null,
});

it('makes the picture, stores it, and leaves the rest of the message as it is', async () => {
  const { files, workshop } = await open();
  const { content, ...rest } = await workshop.finish(draft());
  const { content: _, ...asked } = draft();
  expect(rest).toEqual(asked);
  if (content.type !== 'image') throw new Error(content.type);
  expect(content.file).toMatchObject({ name: '一图看进度.png', type: 'image/png' });
  expect(sizeOf(await files.get(content.file.hash))[0]).toBe(1080);
});

it('makes the same of the same: it is stored once', async () => {
  const { workshop } = await open();
  const [first, second] = await Promise.all([workshop.finish(draft()), workshop.finish(draft())]);
  expect(second.content).toEqual(first.content);
});

it('says of what cannot be made that it cannot, and goes on with the next', async () => {
  const { workshop } = await open();
  const nonsense: Order = JSON.parse('{"kind":"workbook","workbook":{}}');
  const results = await Promise.allSettled([workshop.make(nonsense), workshop.make(TABLE)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});

it('ends what takes too long, and begins anew for who comes next', async () => {
  const { workshop } = await open(1);
  await expect(workshop.make(TABLE)).rejects.toThrow('broke down');
  await expect(workshop.make(TABLE)).rejects.toMatchObject({
    cause: expect.objectContaining({ message: 'not made in 1 ms' }),
  });
});

it('refuses when the store cannot take the file', async () => {
  const full: FileStore = {
    put: () => Promise.reject(new Error('no room')),
    get: () => Promise.reject(new Error('not there')),
  };
  const workshop = new Workshop({ files: full });
  onTestFinished(() => workshop.close());
  const table: Draft = { ...draft(), content: { type: 'file', name: '附表.xlsx', order: TABLE } };
  await expect(workshop.finish(table)).rejects.toThrow('no room');
});

it('makes nothing more once it is closed, and ends what is in hand', async () => {
  const { workshop } = await open();
  const inHand = workshop.make(TABLE);
  const refused = expect(inHand).rejects.toThrow();
  await Promise.resolve();
  await workshop.close();
  await refused;
  await expect(workshop.make(TABLE)).rejects.toThrow('closed');
});
