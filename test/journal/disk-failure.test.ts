import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { causes, checkIn, dataFolder, open, SEGMENT, segmentIn } from './fixtures.ts';
import { WatchedDisk } from './watched-disk.ts';

async function oneLine() {
  const folder = await dataFolder();
  const disk = new WatchedDisk();
  const journal = await open(folder, { disk });
  await journal.commit(checkIn('m1'));
  const content = () => readFile(segmentIn(folder), 'utf8');
  return { folder, disk, journal, content, before: await content() };
}

describe.each([
  ['write', 'ENOSPC', 'full'],
  ['write', 'EDQUOT', 'full'],
  ['write', 'EACCES', 'denied'],
  ['write', 'EROFS', 'denied'],
  ['write', 'EIO', 'broken'],
  ['datasync', 'ENOSPC', 'full'],
  ['datasync', 'EIO', 'broken'],
] as const)('when %s fails with %s', (operation, code, reason) => {
  it(`refuses with “${reason}” and leaves file and memory as before`, async () => {
    const { folder, disk, journal, content, before } = await oneLine();
    disk.fail(operation, code);
    const tries = await Promise.allSettled(['m2', 'm3'].map((cause) => journal.commit(checkIn(cause))));
    for (const outcome of tries)
      expect(outcome).toMatchObject({ reason: { name: 'JournalWriteError', reason, cause: { code } } });
    expect(await content()).toBe(before);
    expect(await journal.find('m2')).toBeUndefined();
    expect(await journal.find('m1')).toMatchObject(checkIn('m1'));
    expect(await causes(folder)).toEqual(['m1']);
  });

  it('takes the same cause again once the disk is well', async () => {
    const { folder, disk, journal } = await oneLine();
    disk.fail(operation, code);
    await expect(journal.commit(checkIn('m2'))).rejects.toThrow();
    disk.heal();
    expect(await journal.commit(checkIn('m2'))).toBe('stored');
    await journal.close();
    expect(await causes(folder)).toEqual(['m1', 'm2']);
  });
});

describe('a short write', () => {
  it('is carried on until all is written', async () => {
    const { folder, disk, journal } = await oneLine();
    disk.takes = (offered) => Math.min(offered, 50);
    await journal.commit(checkIn('m2'));
    expect(disk.count('write', SEGMENT)).toBeGreaterThan(5);
    expect(await causes(folder)).toEqual(['m1', 'm2']);
  });

  it('followed by a full disk leaves no half line', async () => {
    const { disk, journal, content, before } = await oneLine();
    disk.takes = () => 20;
    disk.before = (operation) => {
      if (operation === 'write' && disk.count('write', SEGMENT) > 1)
        throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    };
    await expect(journal.commit(checkIn('m2'))).rejects.toMatchObject({ reason: 'full' });
    expect(disk.count('write', SEGMENT)).toBe(2);
    expect(await content()).toBe(before);
  });

  it('of nothing at all does not go round for ever', async () => {
    const { disk, journal, content, before } = await oneLine();
    disk.takes = () => 0;
    await expect(journal.commit(checkIn('m2'))).rejects.toMatchObject({ reason: 'broken' });
    expect(await content()).toBe(before);
  });
});

describe('a failed line that cannot be cut off at once', () => {
  it('is cut off before the next line, and never replayed', async () => {
    const { folder, disk, journal } = await oneLine();
    disk.before = (operation) => {
      if (operation === 'datasync' || operation === 'truncate')
        throw Object.assign(new Error('EIO'), { code: 'EIO' });
    };
    await expect(journal.commit(checkIn('refused'))).rejects.toMatchObject({ reason: 'broken' });
    expect(await journal.find('refused')).toBeUndefined();
    disk.heal();
    await journal.commit(checkIn('m2'));
    await journal.close();
    expect(await causes(folder)).toEqual(['m1', 'm2']);
  });
});

describe('a new journal', () => {
  it.each(['open', 'syncFolder'] as const)(
    'whose %s fails is tried again from the start',
    async (operation) => {
      const folder = await dataFolder();
      const disk = new WatchedDisk();
      const journal = await open(folder, { disk });
      disk.fail(operation, 'EACCES');
      await expect(journal.commit(checkIn('m1'))).rejects.toMatchObject({ reason: 'denied' });
      expect(await causes(folder)).toEqual([]);
      disk.heal();
      disk.done.length = 0;
      await journal.commit(checkIn('m1'));
      expect(disk.count('syncFolder', 'journal')).toBe(1);
    },
  );
});

describe('health', () => {
  it.each(['write', 'datasync', 'open'] as const)('says not writable while %s fails', async (operation) => {
    const { disk, journal } = await oneLine();
    expect(await journal.health()).toEqual({ writable: true, repairs: [] });
    disk.fail(operation, 'ENOSPC');
    expect(await journal.health()).toMatchObject({ writable: false });
    disk.heal();
    const both = await Promise.all([journal.health(), journal.health()]);
    expect(both.map(({ writable }) => writable)).toEqual([true, true]);
  });
});
