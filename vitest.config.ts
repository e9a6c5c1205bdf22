import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** These measure how much memory their process takes: what other files left in it would blur that. */
const MEASURING = ['test/extraction/*.test.ts'];

export default defineConfig({
  test: {
    // Far limits, in milliseconds: on however busy a machine, only what hangs comes near them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // On two cores: one works while another waits for a process, a browser or a timer that cannot be moved.
    maxWorkers: 3,
    setupFiles: ['test/support/surroundings.ts'],
    // Compiling the program takes longer than most processes that tests start have to do.
    env: { NODE_COMPILE_CACHE: resolve('node_modules/.cache/compiled') },
    projects: [
      { extends: true, test: { name: 'alone', include: MEASURING } },
      // Loading the program takes longer than most files' tests, too: here a worker does it once.
      {
        extends: true,
        test: { name: 'together', include: ['test/**/*.test.ts'], exclude: MEASURING, isolate: false },
      },
    ],
  },
});
