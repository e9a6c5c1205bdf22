import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Loading the program takes longer than most files' tests: a worker does it once. A file that leaves something behind fails.
    isolate: false,
    setupFiles: ['test/support/surroundings.ts'],
    // The processes that tests start load it, too.
    env: { NODE_COMPILE_CACHE: resolve('node_modules/.cache/compiled') },
  },
});
