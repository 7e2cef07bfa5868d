import { defineConfig, mergeConfig } from 'vitest/config';
import LongestFirst from './tests/support/longest-first.ts';

/** What starts processes of its own, cuts connections, or presses everything there is, has a run of its own: `npm run test:e2e`. */
export const slow = [
  'tests/e2e/**/*.test.ts',
  'tests/sandbox-page/**/*.test.ts',
  'tests/database/embedded/**/*.test.ts',
  'tests/src/files/hostile.test.ts',
  'tests/commands/campaign/import-once.test.ts',
  'tests/commands/any-text.property.test.ts',
  'tests/commands/archived.test.ts',
  'tests/worker/approvals.property.test.ts',
  'tests/sandbox/gateway.test.ts',
];

export const usual = defineConfig({
  test: {
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

export default defineConfig(
  mergeConfig(usual, { test: { include: ['tests/**/*.test.ts'], exclude: [...slow, 'tests/drills/**'] } }),
);
