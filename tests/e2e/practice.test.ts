import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startChannels } from '../../src/sandbox/world/start.ts';
import { chromiumPath, failOn, keepPicture, visit } from '../sandbox-page/browser.ts';
import { oneBrowser } from '../sandbox-page/in-browser.ts';
import { dataFolder } from '../support/data-folder.ts';
import { startPractice } from './practice-server.ts';

async function ask(page: Page, command: string): Promise<void> {
  await page.locator('#entry').fill(command);
  await page
    .getByRole('option', { name: new RegExp(command) })
    .first()
    .waitFor();
  // The first Enter chooses the command, the second sends it.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
}

describe.skipIf(chromiumPath === null)('from one command to an anniversary', () => {
  const browser = oneBrowser();

  test(
    'a stranger asks, moves the clock to a remembrance, and finds everything again after a kill',
    { timeout: 120_000 },
    async () => {
      const data = await dataFolder(onTestFinished);
      const { app, address } = await startPractice(data);
      const { page, errors } = await visit(browser(), address);

      await ask(page, '/casualties');
      const answer = page.locator('.message.private');
      await answer.waitFor();
      expect(await answer.innerText()).toMatch(/Source: .*paragraph \d+/);

      // A digest first; then, as the days go by, a planning note that only organisers see, and the day itself.
      const remembrance = page.getByText(/years ago today/);
      for (let posts = 0; posts < 6 && (await remembrance.count()) === 0; posts += 1) {
        await page.locator('#next-post:not([disabled])').click();
        await page.locator('#next-post:not([disabled])').waitFor();
        await page
          .getByRole('status')
          .filter({ hasText: /The clock shows/ })
          .first()
          .waitFor();
      }
      const post = page.locator('.message', { has: remembrance }).first();
      await post.waitFor();
      expect(await page.locator('h1').innerText()).toContain('campaign');
      expect(await post.innerText()).toMatch(/paragraph/);
      await keepPicture(page, 'practice-remembrance');
      failOn(errors);
      await page.context().close();

      app.kill('SIGKILL');
      await app.ended;
      const again = await startPractice(data, new URL(address).port);
      const { page: later, errors: laterErrors } = await visit(
        browser(),
        `${again.address}/?channel=${startChannels.campaign}`,
      );
      const old = later.locator('.message', { hasText: /years ago today/ });
      await old.first().waitFor();
      expect(await old.count()).toBe(1);
      await old.first().getByRole('button').first().click();
      await later.locator('.message.private').waitFor();
      await keepPicture(later, 'practice-sources');
      expect(await later.locator('.message.private').innerText()).toMatch(/paragraph \d+/);
      failOn(laterErrors);
      await later.context().close();
      again.app.kill('SIGTERM');
      expect(await again.app.ended).toBe(0);
    },
  );
});
