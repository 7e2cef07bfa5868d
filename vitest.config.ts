import { defineConfig } from 'vitest/config';
import LongestFirst from './tests/support/longest-first.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    reporters: ['default', './tests/support/closing-line.ts'],
    // Much of the time is spent waiting for processes, so that more run than there are cores.
    maxWorkers: 3,
    // No module does work when it is imported, so that files can share what was imported.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    coverage: {
      provider: 'v8',
      include: ['content/**', 'campaigns/**', 'messages/**', 'commands/**', 'worker/**', 'src/**'],
    },
  },
});
