import { expect, it } from 'vitest';
import { openJournal } from '../../src/journal/embedded.ts';
import { dataFolder, SILENT } from './fixtures.ts';
import { anotherProcess, killHard, printed } from './processes.ts';

/** `KILLS=200 npx vitest run test/journal/kill.test.ts` is the longer soak. */
const KILLS = Number(process.env['KILLS'] ?? 6);
/** Kills in one folder: every one of them is followed by a reading of all there is. */
const AT_MOST = 20;

/** The numbers of the commits on disk, in order. */
async function storedIn(folder: string): Promise<readonly number[]> {
  const numbers: number[] = [];
  const journal = await openJournal({ folder, log: SILENT, each: ({ at }) => void numbers.push(at) });
  await journal.close();
  return numbers;
}

it('loses no confirmed commit and doubles none when killed at any moment under load', async () => {
  let folder = '';
  let confirmed = new Set<number>();
  for (let kill = 0; kill < KILLS; kill++) {
    if (kill % AT_MOST === 0) {
      folder = await dataFolder();
      confirmed = new Set();
    }
    // Each process begins with numbers the one before may or may not have stored: a platform's retries.
    const from = Math.max(0, confirmed.size - 60);
    const child = anotherProcess(folder, String(from));
    const until = 20 + Math.floor(Math.random() * 400);
    let seen = 0;
    for await (const line of printed(child)) {
      if (line === 'open') continue;
      expect(line).toMatch(/^\d+$/);
      confirmed.add(Number(line));
      if (++seen === until) await killHard(child);
    }
    expect(seen).toBeGreaterThanOrEqual(until);

    const stored = await storedIn(folder);
    const distinct = new Set(stored);
    expect([...confirmed].filter((number) => !distinct.has(number))).toEqual([]);
    expect(stored.length).toBe(distinct.size);
  }
});
