import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnitId } from '../../src/roster/roster.ts';
import { BRANCH, BRANCH_FILE, causes, checkIn, dataFolder, open, replayed } from './fixtures.ts';
import { WatchedDisk } from './watched-disk.ts';

describe('a commit', () => {
  it('is answered only after the line has been written and synced', async () => {
    const disk = new WatchedDisk();
    const ledger = await open(await dataFolder(), disk);
    const sync = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    disk.before = (operation) => {
      if (operation !== 'datasync') return;
      reached.resolve();
      return sync.promise;
    };
    let answered = false;
    const commit = ledger.commit(checkIn('m1')).then(() => {
      answered = true;
    });
    await reached.promise;
    expect(disk.count('write', BRANCH_FILE)).toBe(1);
    expect(answered).toBe(false);
    expect(await ledger.answered([BRANCH], 'm1')).toBeUndefined();
    sync.resolve();
    await commit;
    expect(await ledger.answered([BRANCH], 'm1')).toEqual({ reply: '已签到：m1' });
  });

  it('that starts a ledger makes the file’s name durable too', async () => {
    const disk = new WatchedDisk();
    const ledger = await open(await dataFolder(), disk);
    await ledger.commit(checkIn());
    await ledger.commit(checkIn());
    expect(disk.count('syncFolder', 'ledger')).toBe(1);
    expect(disk.done.indexOf('syncFolder ledger')).toBeLessThan(disk.done.indexOf(`datasync ${BRANCH_FILE}`));
  });

  it('shares one write and one sync with all that arrive while the disk is busy', async () => {
    const disk = new WatchedDisk();
    const ledger = await open(await dataFolder(), disk);
    const first = ledger.commit(checkIn('first'));
    const reached = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    disk.before = (operation) => {
      if (operation !== 'datasync') return;
      reached.resolve();
      return go.promise;
    };
    await reached.promise;
    const rest = Array.from({ length: 500 }, (_, n) => ledger.commit(checkIn(`m${n}`)));
    go.resolve();
    await Promise.all([first, ...rest]);
    expect(disk.count('write', BRANCH_FILE)).toBe(2);
    expect(disk.count('datasync', BRANCH_FILE)).toBe(2);
    expect(await causes(ledger)).toEqual(['first', ...rest.map((_, n) => `m${n}`)]);
  });

  it('appends its own line and touches nothing before it', async () => {
    const folder = await dataFolder();
    const ledger = await open(folder);
    await ledger.commit(checkIn('m1'));
    const before = await readFile(join(folder, 'ledger', BRANCH_FILE), 'utf8');
    await ledger.commit(checkIn('m2'));
    const after = await readFile(join(folder, 'ledger', BRANCH_FILE), 'utf8');
    expect(after.startsWith(before)).toBe(true);
    expect(JSON.parse(after.slice(before.length))).toEqual({ v: 1, ...checkIn('m2') });
  });

  it('goes to the ledger of its own unit, where the same cause is another one', async () => {
    const ledger = await open(await dataFolder());
    const other = '县教育局' as UnitId;
    await ledger.commit(checkIn('m1'));
    expect(await ledger.commit(checkIn('m1', { unit: other }))).toMatchObject({ status: 'stored' });
    expect(await ledger.answered(['县农业局' as UnitId], 'm1')).toBeUndefined();
  });

  it('that could not be read back is refused before it is written', async () => {
    const folder = await dataFolder();
    const ledger = await open(folder);
    await expect(ledger.commit(checkIn('m1', { at: Number.NaN }))).rejects.toMatchObject({
      name: 'LedgerWriteError',
      reason: 'broken',
    });
    await ledger.close();
    expect(await causes(await open(folder))).toEqual([]);
  });
});

describe('a repeated cause', () => {
  it('three times at once is stored once and answered the same', async () => {
    const disk = new WatchedDisk();
    const ledger = await open(await dataFolder(), disk);
    const outcomes = await Promise.all(
      [1, 2, 3].map((n) => ledger.commit(checkIn('m1', { reply: `答${n}` }))),
    );
    expect(outcomes).toEqual([
      { status: 'stored', commit: checkIn('m1', { reply: '答1' }) },
      { status: 'repeated', reply: '答1' },
      { status: 'repeated', reply: '答1' },
    ]);
    expect(disk.count('write', BRANCH_FILE)).toBe(1);
  });

  it('later, with another body, is answered as the first was', async () => {
    const ledger = await open(await dataFolder());
    await ledger.commit(checkIn('m1', { reply: null }));
    expect(await ledger.commit(checkIn('m1'))).toEqual({ status: 'repeated', reply: null });
    expect(await causes(ledger)).toEqual(['m1']);
  });

  it('after a restart is still known, however long the reply', async () => {
    const folder = await dataFolder();
    const reply = '学'.repeat(20_000);
    const ledger = await open(folder);
    await ledger.commit(checkIn('m0'));
    await ledger.commit(checkIn('m1', { reply }));
    await ledger.commit(checkIn('m2'));
    await ledger.close();
    const again = await open(folder);
    expect(await again.answered([BRANCH], 'm1')).toEqual({ reply });
    expect(await again.commit(checkIn('m1'))).toEqual({ status: 'repeated', reply });
  });

  it('is stored when the first try failed, even if it waited for that one', async () => {
    const disk = new WatchedDisk();
    const ledger = await open(await dataFolder(), disk);
    let failures = 1;
    disk.before = (operation) => {
      if (operation === 'datasync' && failures-- > 0) throw Object.assign(new Error('EIO'), { code: 'EIO' });
    };
    const [first, second, third] = await Promise.allSettled(
      [1, 2, 3].map(() => ledger.commit(checkIn('m1'))),
    );
    expect(first).toMatchObject({ status: 'rejected', reason: { reason: 'broken' } });
    expect(second).toMatchObject({ value: { status: 'stored' } });
    expect(third).toMatchObject({ value: { status: 'repeated', reply: '已签到：m1' } });
    expect(await causes(ledger)).toEqual(['m1']);
  });
});

describe('a replay', () => {
  it('gives any sequence of commits again after reopening, in order, once', async () => {
    const units = ['县教育局', '县教育局/机关第一支部', 'CON', 'a/b', 'A/B', '..', '县教育局/'];
    const call = fc.record({
      unit: fc.constantFrom(...units),
      cause: fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
      reply: fc.option(fc.string({ unit: 'binary' })),
      together: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 30 }), async (calls) => {
        const folder = await dataFolder();
        const ledger = await open(folder);
        const pending: Promise<unknown>[] = [];
        for (const { unit, cause, reply, together } of calls) {
          const commit = ledger.commit(checkIn(cause, { unit: unit as UnitId, reply }));
          pending.push(commit);
          if (!together) await commit;
        }
        await Promise.all(pending);
        await ledger.close();

        const model = new Map<string, { unit: string; cause: string; reply: string | null }>();
        for (const { unit, cause, reply } of calls) {
          const name = JSON.stringify([unit, cause]);
          if (!model.has(name)) model.set(name, { unit, cause, reply });
        }
        const again = await open(folder);
        const found = await replayed(again);
        for (const unit of units) {
          const of = <T extends { unit: string }>(all: Iterable<T>): T[] =>
            [...all].filter((each) => each.unit === unit);
          expect(of(found).map((each) => each.cause)).toEqual(of(model.values()).map((each) => each.cause));
        }
        for (const { unit, cause, reply } of model.values())
          expect(await again.answered([unit as UnitId], cause)).toEqual({ reply });
        await again.close();
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the fields that a later version added', async () => {
    const folder = await dataFolder();
    await (await open(folder)).close();
    const later = {
      v: 1,
      ...checkIn('m1'),
      weather: '晴',
      records: [{ ...checkIn('m1').records[0], seat: 7 }],
    };
    await writeFile(join(folder, 'ledger', BRANCH_FILE), `${JSON.stringify(later)}\n`);
    const [commit] = await replayed(await open(folder));
    expect(commit).toMatchObject({ weather: '晴', records: [{ seat: 7 }] });
  });

  it('does not see what is committed after it began, nor half of it', async () => {
    const ledger = await open(await dataFolder());
    await ledger.commit(checkIn('m1'));
    const replay = ledger.replay()[Symbol.asyncIterator]();
    expect((await replay.next()).value).toMatchObject({ cause: 'm1' });
    await ledger.commit(checkIn('m2'));
    expect((await replay.next()).done).toBe(true);
  });
});

describe('closing', () => {
  it('waits for what is in hand and refuses what comes later', async () => {
    const folder = await dataFolder();
    const ledger = await open(folder);
    const inHand = ledger.commit(checkIn('m1'));
    const closed = ledger.close();
    await expect(ledger.commit(checkIn('m2'))).rejects.toMatchObject({ reason: 'closed' });
    await closed;
    expect(await inHand).toMatchObject({ status: 'stored' });
    expect(await ledger.health()).toMatchObject({ writable: false });
    expect(await causes(await open(folder))).toEqual(['m1']);
  });

  it('refuses a repeat that was waiting for a try that failed', async () => {
    const disk = new WatchedDisk();
    const ledger = await open(await dataFolder(), disk);
    disk.fail('datasync', 'EIO');
    const tries = Promise.allSettled([ledger.commit(checkIn('m1')), ledger.commit(checkIn('m1'))]);
    await ledger.close();
    expect(await tries).toMatchObject([{ reason: { reason: 'broken' } }, { reason: { reason: 'closed' } }]);
  });
});
