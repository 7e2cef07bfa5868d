import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { chromiumPath, failOn, launch, servePage, visit, type ServedPage } from './browser.ts';
import { userOf } from './practice-messages.ts';
import type { PracticePeople } from './practice-people.ts';
import { campaign, general, rosa } from './practice-server.ts';

/** One browser for all tests of a file or a group; call what is returned in a test. */
export function oneBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launch(chromiumPath ?? '');
  });
  afterAll(async () => await browser?.close());
  return () => there(browser);
}

/** The page in a browser, for all tests of a group. */
interface InBrowser {
  /** Opens it as somebody who was never there before. Every error in the browser fails the test. */
  enter(options?: Parameters<typeof visit>[2]): Promise<Page>;
  /** Who is there in this test, and what they said. */
  readonly people: PracticePeople;
  readonly address: string;
  /** Breaks every connection, as a restart would. */
  cut(): void;
  /** What went wrong in the browser until now is as it should be. */
  forgive(): void;
}

/**
 * Serves the page anew for each test of a group, to one browser.
 *
 * @param given what was said before somebody enters
 */
export function inBrowser(given: (people: PracticePeople) => void = () => {}): InBrowser {
  const browser = oneBrowser();
  let served: ServedPage | undefined;
  let open: Awaited<ReturnType<typeof visit>> | undefined;

  beforeEach(async () => {
    served = await servePage();
    given(served.people);
  });
  afterEach(async () => {
    const { page, errors } = open ?? {};
    open = undefined;
    await page?.context().close();
    await served?.stop();
    failOn(errors ?? []);
  });

  return {
    enter: async (options) => {
      open = await visit(browser(), there(served).address, options);
      return open.page;
    },
    get people() {
      return there(served).people;
    },
    get address() {
      return there(served).address;
    },
    cut: () => there(served).cut(),
    forgive: () => void open?.errors.splice(0),
  };
}

/** Rosa asked something, and the bot posted. */
export function somethingSaid({ server }: PracticePeople): void {
  server.add(general, { author: userOf(rosa), content: 'Who brings the banner?' });
  server.add(campaign, { content: '**Vigil on Saturday**\nBring a candle.' });
}

function there<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('this is there in tests only');
  return thing;
}
