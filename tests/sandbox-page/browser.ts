import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { loadLanguages } from '../../messages/words.ts';
import { createPage } from '../../src/sandbox/page/page.ts';
import { PracticePeople } from './practice-people.ts';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
];

/** Where a Chromium is on this machine; null when there is none. */
export const chromiumPath = places.find((place) => existsSync(place)) ?? null;

/** Starts the browser without anything that would reach out. */
export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface ServedPage {
  readonly people: PracticePeople;
  readonly address: string;
  /** Breaks every connection, as a restart would. */
  cut(): void;
  stop(): Promise<void>;
}

/** The page on a port of its own, with a practice server behind it. */
export async function servePage(): Promise<ServedPage> {
  const people = new PracticePeople();
  const ended = new AbortController();
  const faults: unknown[] = [];
  const page = createPage({
    people,
    clock: people.clock,
    languages: await loadLanguages(),
    note: '',
    report: (error) => faults.push(error),
    signal: ended.signal,
  });
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>(
    (resolve) => {
      const started = serve({ fetch: page.fetch, hostname: '127.0.0.1', port: 0 }, (info: AddressInfo) =>
        resolve({ server: started, port: info.port }),
      );
    },
  );
  return {
    people,
    address: `http://127.0.0.1:${port}`,
    cut: () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
    stop: async () => {
      ended.abort();
      await new Promise((resolve) => server.close(resolve));
      if (faults.length > 0) throw new AggregateError(faults, 'the page had faults');
    },
  };
}

/** Opens the page as somebody who was never there before. Every error in the browser fails the test. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'America/Lima',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') errors.push(line.text());
  });
  await page.goto(address);
  return { page, errors };
}

/** Ends a test with what went wrong in the browser, if anything did. */
export function failOn(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`in the browser: ${errors.join('; ')}`);
}

/** Keeps a picture for people to look at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = fileURLToPath(new URL('../screens/actual/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}page-${name}.png` });
}

const looks = readFileSync(new URL('in-page/looks.js', import.meta.url), 'utf8');

/** What is wrong with how the page looks right now: what does not fit, can't be read, or has no name. */
export function faultsOfLooks(
  page: Page,
): Promise<Record<'overflowing' | 'lowContrast' | 'unnamed', string[]>> {
  return page.evaluate(looks);
}
