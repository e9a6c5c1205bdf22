import { hash } from 'node:crypto';
import { beforeAll, expect, vi } from 'vitest';

/** What all files of a worker share. Not the values of the environment: they may be secrets, and a failure is printed. */
const surroundings = () => ({
  folder: process.cwd(),
  environment: Object.entries(process.env)
    .map(([name, value = '']) => `${name} ${hash('sha1', value)}`)
    .sort(),
  signals: (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => process.listenerCount(name)),
  servers: process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length,
  hasFakeTimers: vi.isFakeTimers(),
});

const found = surroundings();

// After whatever the file itself does when it is over. A server that was closed is gone some turns later.
beforeAll(() => () => vi.waitFor(() => expect(surroundings()).toEqual(found), { interval: 5 }));
