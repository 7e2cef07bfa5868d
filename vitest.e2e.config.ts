import { defineConfig, mergeConfig } from 'vitest/config';
import { slow, usual } from './vitest.config.ts';

/**
 * What starts processes of its own: the app, servers, browsers, threads. A machine that is busy may let one of them wait
 * for longer than somebody's patience: such a test is tried once more, and says so.
 */
export default defineConfig(mergeConfig(usual, { test: { include: slow, retry: 1 } }));
