import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath, faultsOfLooks, keepPicture } from './browser.ts';
import { inBrowser, somethingSaid } from './in-browser.ts';

if (chromiumPath === null)
  process.stderr.write('not run: the page in a browser (no Chromium on this machine)\n');

const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

describe.skipIf(chromiumPath === null)('how the page looks', () => {
  const practice = inBrowser(somethingSaid);

  describe.each([
    ['wide', wide, 'en-US'],
    ['wide', wide, 'es-PE'],
    ['phone', phone, 'en-US'],
    ['phone', phone, 'es-PE'],
    ['small phone', { width: 360, height: 640 }, 'es-PE'],
  ] as const)('on a %s screen %j in %s', (name, viewport, locale) => {
    let found: string[] = [];
    const keep = (page: Page, what: string) =>
      keepPicture(page, `${name.replace(' ', '-')}-${locale.slice(0, 2)}-${what}`);

    /** Keeps a picture, and notes what is wrong in it. */
    async function look(page: Page, what: string): Promise<void> {
      await keep(page, what);
      const faults = Object.entries(await faultsOfLooks(page)).filter(([, places]) => places.length > 0);
      found.push(...faults.map(([fault, places]) => `${what}: ${fault}: ${places.join('; ')}`));
    }

    test('everything fits, is named and can be read', async () => {
      found = [];
      const page = await practice.enter({ viewport, locale });
      await look(page, '1-first');
      await page.locator('#entry').fill('/');
      await look(page, '2-commands');
      await page.locator('#entry').fill('/casualties ');
      await page.getByRole('option').first().waitFor();
      await look(page, '3-options');
      await page.keyboard.press('Enter');
      await page.locator('.message.private').waitFor();
      await look(page, '4-answer');
      await page.locator('[data-select] .select-button').click();
      await look(page, '5-select');
      await page.keyboard.press('Escape');
      await page.locator('[data-press="report"]').click();
      await page.locator('dialog[open]').waitFor();
      await look(page, '6-form');
      await page.keyboard.press('Escape');
      await page.locator('#next-post').click();
      await page.getByText('Four years ago today.').waitFor();
      await look(page, '7-next-post');
      await page.locator('#clock-more summary').click();
      await look(page, '8-clock');
      await page.locator('#clock-more summary').click();
      if (await page.locator('.open-drawer').isVisible()) await page.locator('.open-drawer').click();
      await page.locator('.people a').last().click();
      await page.locator('.you', { hasText: 'Rosa' }).waitFor();
      await page.waitForLoadState('load');
      if (await page.locator('.open-drawer').isVisible()) await page.locator('.open-drawer').click();
      await look(page, '9-rosa');
      expect(found).toEqual([]);
    });
  });
});
