import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../../src/journal/disk.ts';
import { openJournal } from '../../src/journal/embedded.ts';
import { lockFolder } from '../../src/journal/folder-lock.ts';
import { createLogger } from '../../src/log.ts';

// Takes a folder, opens its journal and says so, or says why not; then commits `from`, `from + 1`… without end, some at a time, and
// prints each number as soon as it is confirmed. Without `from` it only holds the folder.
const [folder = '', from] = process.argv.slice(2);

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
  await lockFolder(folder);
  const journal = await openJournal({ folder, log: createLogger('silent'), each: () => {} });
  say('open');
  let next = Number(from);
  const worker = async (): Promise<never> => {
    for (;;) {
      const number = next++;
      // Lines of very different length, so that a kill meets some of them half-way.
      const cause = `m${number}/${'好'.repeat(number % 3000)}`;
      await journal.commit({ cause, at: number, records: [], outbox: [] });
      say(number);
    }
  };
  if (from === undefined) await sleep(60_000);
  else await Promise.all(Array.from({ length: 24 }, worker));
} catch (error) {
  say(error instanceof Error ? `${error.name}: ${error.message}` : 'failed');
}
