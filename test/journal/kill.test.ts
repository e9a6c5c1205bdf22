import { expect, it } from 'vitest';
import { dataFolder, reopen } from './fixtures.ts';
import { anotherProcess, killHard, printed } from './processes.ts';

/** `KILLS=200 npx vitest run test/journal/kill.test.ts` is the longer soak. */
const KILLS = Number(process.env['KILLS'] ?? 6);

it('loses no confirmed commit and doubles none when killed at any moment under load', async () => {
  const folder = await dataFolder();
  const confirmed = new Set<number>();
  for (let kill = 0; kill < KILLS; kill++) {
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

    const { journal, commits } = await reopen(folder);
    const stored = commits.map(({ at }) => at);
    const distinct = new Set(stored);
    expect([...confirmed].filter((number) => !distinct.has(number))).toEqual([]);
    expect(stored.length).toBe(distinct.size);
    await journal.close();
  }
});
