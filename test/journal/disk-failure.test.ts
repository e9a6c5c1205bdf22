import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BRANCH, BRANCH_FILE, causes, checkIn, dataFolder, open } from './fixtures.ts';
import { WatchedDisk } from './watched-disk.ts';

async function oneLine() {
  const folder = await dataFolder();
  const disk = new WatchedDisk();
  const ledger = await open(folder, disk);
  await ledger.commit(checkIn('m1'));
  const content = () => readFile(join(folder, 'ledger', BRANCH_FILE), 'utf8');
  return { folder, disk, ledger, content, before: await content() };
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
    const { disk, ledger, content, before } = await oneLine();
    disk.fail(operation, code);
    const tries = await Promise.allSettled(['m2', 'm3'].map((cause) => ledger.commit(checkIn(cause))));
    for (const outcome of tries)
      expect(outcome).toMatchObject({ reason: { name: 'LedgerWriteError', reason, cause: { code } } });
    expect(await content()).toBe(before);
    expect(await ledger.answered([BRANCH], 'm2')).toBeUndefined();
    expect(await ledger.answered([BRANCH], 'm1')).toEqual({ reply: '已签到：m1' });
    expect(await causes(ledger)).toEqual(['m1']);
  });

  it('takes the same cause again once the disk is well', async () => {
    const { folder, disk, ledger } = await oneLine();
    disk.fail(operation, code);
    await expect(ledger.commit(checkIn('m2'))).rejects.toThrow();
    disk.heal();
    expect(await ledger.commit(checkIn('m2'))).toMatchObject({ status: 'stored' });
    await ledger.close();
    expect(await causes(await open(folder))).toEqual(['m1', 'm2']);
  });
});

describe('a short write', () => {
  it('is carried on until all is written', async () => {
    const { disk, ledger } = await oneLine();
    disk.takes = (offered) => Math.min(offered, 50);
    await ledger.commit(checkIn('m2'));
    expect(disk.count('write', BRANCH_FILE)).toBeGreaterThan(5);
    expect(await causes(ledger)).toEqual(['m1', 'm2']);
  });

  it('followed by a full disk leaves no half line', async () => {
    const { disk, ledger, content, before } = await oneLine();
    disk.takes = () => 20;
    disk.before = (operation) => {
      if (operation === 'write' && disk.count('write', BRANCH_FILE) > 1)
        throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    };
    await expect(ledger.commit(checkIn('m2'))).rejects.toMatchObject({ reason: 'full' });
    expect(disk.count('write', BRANCH_FILE)).toBe(2);
    expect(await content()).toBe(before);
  });

  it('of nothing at all does not go round for ever', async () => {
    const { disk, ledger, content, before } = await oneLine();
    disk.takes = () => 0;
    await expect(ledger.commit(checkIn('m2'))).rejects.toMatchObject({ reason: 'broken' });
    expect(await content()).toBe(before);
  });
});

describe('a failed line that cannot be cut off at once', () => {
  it('is cut off before the next line, and never replayed', async () => {
    const { folder, disk, ledger } = await oneLine();
    disk.before = (operation) => {
      if (operation === 'datasync' || operation === 'truncate')
        throw Object.assign(new Error('EIO'), { code: 'EIO' });
    };
    await expect(ledger.commit(checkIn('refused'))).rejects.toMatchObject({ reason: 'broken' });
    expect(await causes(ledger)).toEqual(['m1']);
    disk.heal();
    await ledger.commit(checkIn('m2'));
    await ledger.close();
    expect(await causes(await open(folder))).toEqual(['m1', 'm2']);
  });
});

describe('a new ledger', () => {
  it.each(['open', 'syncFolder'] as const)(
    'whose %s fails is tried again from the start',
    async (operation) => {
      const folder = await dataFolder();
      const disk = new WatchedDisk();
      const ledger = await open(folder, disk);
      disk.fail(operation, 'EACCES');
      await expect(ledger.commit(checkIn('m1'))).rejects.toMatchObject({ reason: 'denied' });
      expect(await causes(ledger)).toEqual([]);
      disk.heal();
      disk.done.length = 0;
      await ledger.commit(checkIn('m1'));
      expect(disk.count('syncFolder', 'ledger')).toBe(1);
    },
  );
});

describe('health', () => {
  it.each(['write', 'datasync', 'open'] as const)('says not writable while %s fails', async (operation) => {
    const { disk, ledger } = await oneLine();
    expect(await ledger.health()).toEqual({ writable: true, repairs: [] });
    disk.fail(operation, 'ENOSPC');
    expect(await ledger.health()).toMatchObject({ writable: false });
    disk.heal();
    const both = await Promise.all([ledger.health(), ledger.health()]);
    expect(both.map(({ writable }) => writable)).toEqual([true, true]);
  });
});
