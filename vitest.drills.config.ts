import { defineConfig } from 'vitest/config';

/** The drills by themselves: each starts several processes, and they would slow down everything that runs beside them. */
export default defineConfig({
  test: {
    include: ['tests/drills/**/*.test.ts'],
    reporters: ['default', './tests/support/closing-line.ts'],
    maxWorkers: 1,
    testTimeout: 120_000,
    // As in vitest.e2e.config.ts.
    retry: 1,
  },
});
