import { defineConfig, mergeConfig } from 'vitest/config';
import { slow, usual } from './vitest.config.ts';

/** What starts processes of its own: the app, servers, browsers, threads. */
export default defineConfig(mergeConfig(usual, { test: { include: slow } }));
