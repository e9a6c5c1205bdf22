import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../support/any-text.ts';
import { storedIn } from '../support/journal.ts';
import { causes, checkIn, dataFolder, open, reopen, SEGMENT, segmentIn, written } from './fixtures.ts';
import { WatchedDisk } from './watched-disk.ts';

describe('a commit', () => {
  it('is confirmed only after its line has been written and synced', async () => {
    const disk = new WatchedDisk();
    const journal = await open(await dataFolder(), { disk });
    const sync = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    disk.before = (operation) => {
      if (operation !== 'datasync') return;
      reached.resolve();
      return sync.promise;
    };
    let confirmed = false;
    const commit = journal.commit(checkIn('m1')).then(() => {
      confirmed = true;
    });
    await reached.promise;
    expect(disk.count('write', SEGMENT)).toBe(1);
    expect(confirmed).toBe(false);
    expect(await journal.find('m1')).toBeUndefined();
    sync.resolve();
    await commit;
    expect(await journal.find('m1')).toMatchObject(checkIn('m1'));
  });

  it('that starts a segment makes the file’s name durable too', async () => {
    const disk = new WatchedDisk();
    const journal = await open(await dataFolder(), { disk });
    await journal.commit(checkIn());
    await journal.commit(checkIn());
    expect(disk.count('syncFolder', 'journal')).toBe(1);
    expect(disk.done.indexOf('syncFolder journal')).toBeLessThan(disk.done.indexOf(`datasync ${SEGMENT}`));
  });

  it('shares one write and one sync with all that arrive while the disk is busy, and keeps their order', async () => {
    const disk = new WatchedDisk();
    const folder = await dataFolder();
    const journal = await open(folder, { disk });
    const first = journal.commit(checkIn('first'));
    const reached = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    disk.before = (operation) => {
      if (operation !== 'datasync') return;
      reached.resolve();
      return go.promise;
    };
    await reached.promise;
    const confirmed: string[] = [];
    const rest = Array.from({ length: 500 }, (_, n) => `m${n}`);
    const commits = rest.map((cause) => journal.commit(checkIn(cause)).then(() => confirmed.push(cause)));
    go.resolve();
    await Promise.all([first, ...commits]);
    expect(disk.count('write', SEGMENT)).toBe(2);
    expect(disk.count('datasync', SEGMENT)).toBe(2);
    expect(confirmed).toEqual(rest);
    expect(await causes(folder)).toEqual(['first', ...rest]);
  });

  it('appends its own line and touches nothing before it', async () => {
    const folder = await dataFolder();
    const journal = await open(folder);
    await journal.commit(checkIn('m1'));
    const before = await readFile(segmentIn(folder), 'utf8');
    await journal.commit(checkIn('m2'));
    const after = await readFile(segmentIn(folder), 'utf8');
    expect(after.startsWith(before)).toBe(true);
    expect(JSON.parse(after.slice(before.length))).toMatchObject({ v: 2, n: 2, ...checkIn('m2') });
  });

  it('that could not be read back is refused before it is written', async () => {
    const folder = await dataFolder();
    const journal = await open(folder);
    await expect(journal.commit(checkIn('m1', { at: Number.NaN }))).rejects.toMatchObject({
      name: 'JournalWriteError',
      reason: 'broken',
    });
    await journal.close();
    expect(await causes(folder)).toEqual([]);
  });
});

describe('a repeated cause', () => {
  it('three times at once is stored once', async () => {
    const disk = new WatchedDisk();
    const folder = await dataFolder();
    const journal = await open(folder, { disk });
    const outcomes = await Promise.all([1, 2, 3].map((at) => journal.commit(checkIn('m1', { at }))));
    expect(outcomes).toEqual(['stored', 'repeated', 'repeated']);
    expect(disk.count('write', SEGMENT)).toBe(1);
    expect(await storedIn(folder)).toMatchObject([{ cause: 'm1', at: 1 }]);
  });

  it('after a restart is still known, in whatever segment it stands and however long it is', async () => {
    const text = '学'.repeat(700_000);
    const folder = await dataFolder();
    const journal = await open(folder, { segmentBytes: 1000 });
    const long = checkIn('m2', { at: 2 });
    const records = long.records.map((record) => ({ ...record, late: text }));
    const commits = [checkIn('m0'), checkIn('m1'), { ...long, records }, checkIn('m3')];
    for (const commit of commits) await journal.commit(commit);
    await journal.close();
    const { journal: again } = await reopen(folder, { segmentBytes: 1000 });
    for (const commit of commits) {
      expect(await again.find(commit.cause)).toMatchObject(commit);
      expect(await again.commit(commit)).toBe('repeated');
    }
    expect(await again.find('m4')).toBeUndefined();
  });

  it('is stored when the first try failed, even if it waited for that one', async () => {
    const disk = new WatchedDisk();
    const folder = await dataFolder();
    const journal = await open(folder, { disk });
    let failures = 1;
    disk.before = (operation) => {
      if (operation === 'datasync' && failures-- > 0) throw Object.assign(new Error('EIO'), { code: 'EIO' });
    };
    const [first, second, third] = await Promise.allSettled(
      [1, 2, 3].map(() => journal.commit(checkIn('m1'))),
    );
    expect(first).toMatchObject({ status: 'rejected', reason: { reason: 'broken' } });
    expect(second).toMatchObject({ value: 'stored' });
    expect(third).toMatchObject({ value: 'repeated' });
    expect(await causes(folder)).toEqual(['m1']);
  });
});

describe('a reopened journal', () => {
  it('gives any sequence of commits again, in order, once, over any number of segments', async () => {
    const call = fc.record({
      cause: anyText({ minLength: 1, maxLength: 4 }),
      at: fc.nat(),
      together: fc.boolean(),
    });
    const sizes = fc.constantFrom(1, 800, 3000, 1_000_000);
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 30 }), sizes, async (calls, segmentBytes) => {
        const folder = await dataFolder();
        const journal = await open(folder, { segmentBytes });
        const pending: Promise<unknown>[] = [];
        for (const { cause, at, together } of calls) {
          const commit = journal.commit(checkIn(cause, { at }));
          pending.push(commit);
          if (!together) await commit;
        }
        await Promise.all(pending);
        await journal.close();
        const model = new Map<string, number>();
        for (const { cause, at } of calls) if (!model.has(cause)) model.set(cause, at);
        const { journal: again, commits } = await reopen(folder, { segmentBytes });
        expect(commits.map(({ cause, at }) => [cause, at])).toEqual([...model]);
        for (const [cause, at] of model) expect(await again.find(cause)).toMatchObject({ cause, at });
        await again.close();
      }),
      { numRuns: 40 },
    );
  });

  it('goes on with a new segment when the last one is full', async () => {
    const folder = await written(['m1', 'm2', 'm3'], { segmentBytes: 1000 });
    const { journal } = await reopen(folder, { segmentBytes: 1000 });
    await journal.commit(checkIn('m4'));
    expect(await readFile(segmentIn(folder, '000002.jsonl'), 'utf8')).toContain('"cause":"m3"');
    expect(await causes(folder)).toEqual(['m1', 'm2', 'm3', 'm4']);
  });
});

describe('closing', () => {
  it('waits for the writes under way and refuses what comes later', async () => {
    const folder = await dataFolder();
    const journal = await open(folder);
    const underWay = journal.commit(checkIn('m1'));
    const closed = journal.close();
    await expect(journal.commit(checkIn('m2'))).rejects.toMatchObject({ reason: 'closed' });
    await closed;
    expect(await underWay).toBe('stored');
    expect(await journal.health()).toMatchObject({ writable: false });
    expect(await causes(folder)).toEqual(['m1']);
  });

  it('refuses a repeat that was waiting for a try that failed', async () => {
    const disk = new WatchedDisk();
    const journal = await open(await dataFolder(), { disk });
    disk.fail('datasync', 'EIO');
    const tries = Promise.allSettled([journal.commit(checkIn('m1')), journal.commit(checkIn('m1'))]);
    await journal.close();
    expect(await tries).toMatchObject([{ reason: { reason: 'broken' } }, { reason: { reason: 'closed' } }]);
  });
});
