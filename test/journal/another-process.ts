import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../../src/journal/disk.ts';
import { openLedger } from '../../src/journal/embedded.ts';
import { createLogger } from '../../src/log.ts';
import type { UnitId } from '../../src/roster/roster.ts';

// Opens the ledger of a folder and says so, or says why not; then commits `from`, `from + 1`… without end, some at a time, and
// prints each number as soon as it is confirmed. Without `from` it only holds the folder.
const [folder = '', from] = process.argv.slice(2);
const units = ['县教育局', '县教育局/机关第一支部', '县农业局'];

// Written at once and past all buffers: what was printed was confirmed, even if the next instruction never comes.
const say = (text: string | number): void => {
  for (;;) {
    try {
      writeSync(1, `${text}\n`);
      return;
    } catch (error) {
      // The pipe is full until the reader has caught up.
      if (codeOf(error) !== 'EAGAIN') throw error;
    }
  }
};

try {
  const ledger = await openLedger({ folder, log: createLogger('silent') });
  say('open');
  let next = Number(from);
  const worker = async (): Promise<never> => {
    for (;;) {
      const number = next++;
      const unit = units[number % units.length] as UnitId;
      const reply = '好'.repeat(number % 3000);
      await ledger.commit({ unit, cause: `m${number}`, at: number, records: [], outbox: [], reply });
      say(number);
    }
  };
  if (from === undefined) await sleep(60_000);
  else await Promise.all(Array.from({ length: 24 }, worker));
} catch (error) {
  say(error instanceof Error ? `${error.name}: ${error.message}` : 'failed');
}
