import { beforeAll, expect, vi } from 'vitest';

/** What all files of a worker share. */
const surroundings = () => ({
  folder: process.cwd(),
  environment: { ...process.env },
  signals: (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => process.listenerCount(name)),
  servers: process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length,
  hasFakeTimers: vi.isFakeTimers(),
});

const found = surroundings();

// What a file does itself when it is over comes before; a server that was closed is gone some turns later.
beforeAll(() => () => vi.waitFor(() => expect(surroundings()).toEqual(found), { interval: 5 }));
