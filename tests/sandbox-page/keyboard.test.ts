import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { chromiumPath } from './browser.ts';
import { inBrowser } from './in-browser.ts';
import { campaign, rosa } from './practice-server.ts';

describe.skipIf(chromiumPath === null)('with the keyboard alone', () => {
  const practice = inBrowser();
  let page: Page;
  beforeEach(async () => {
    page = await practice.enter();
  });

  /** Presses Tab until the focus is there, as a person does who can't point. */
  async function tabTo(selector: string, key = 'Tab'): Promise<void> {
    for (let presses = 0; presses < 60; presses += 1) {
      if ((await page.locator(`${selector}:focus`).count()) > 0) return;
      await page.keyboard.press(key);
    }
    throw new Error(`Tab never reaches ${selector}`);
  }

  test('a person is chosen, a command used, a button pressed, a form sent, the clock moved', async () => {
    await tabTo('.people a');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.you', { hasText: 'You are Rosa' }).waitFor();

    // The first stop of every page leads straight to the entry.
    await tabTo('.skip');
    await page.keyboard.press('Enter');
    await page.locator('#entry:focus').waitFor();
    await page.keyboard.type('/cas');
    await page.getByRole('option', { name: /casualties/ }).waitFor();
    await page.keyboard.press('Tab');
    await page.locator('input[name="event"]:focus').waitFor();
    await page.keyboard.type('aya');
    await page.getByRole('option', { name: 'Ayacucho, 15 December 2022' }).waitFor();
    expect(await page.locator('input[name="event"]').getAttribute('aria-activedescendant')).toBe('popup-0');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.locator('input[name="share"]:focus').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('(Ayacucho, 15 December 2022)').waitFor();
    expect(practice.people.uses).toMatchObject([
      {
        personId: rosa.id,
        name: 'casualties',
        options: { event: 'Ayacucho, 15 December 2022', share: false },
      },
    ]);
    await page.locator('#entry:focus').waitFor();

    await tabTo('[data-select] .select-button', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('(pick ayacucho)').waitFor();

    await tabTo('[data-press="report"]');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Write a post' }).waitFor();
    await page.locator('input[name="title"]:focus').waitFor();
    await page.keyboard.type('lost');
    await page.keyboard.press('Escape');
    await page.locator('[data-press="report"]:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('input[name="title"]:focus').waitFor();
    expect(await page.locator('input[name="title"]').inputValue()).toBe('');
    await page.keyboard.type('refuse me');
    await page.keyboard.press('Enter');
    await page.getByText('This title is taken.').waitFor();
    await page.locator('input[name="title"]').selectText();
    await page.keyboard.type('Vigil');
    await page.keyboard.press('Tab');
    await page.keyboard.type('On Saturday.');
    await tabTo('dialog button[type="submit"]');
    await page.keyboard.press('Enter');
    await page.locator('dialog').waitFor({ state: 'hidden' });
    expect(practice.people.server.list(rosa.id, campaign)[0]?.message.content).toBe(
      `**Vigil**\nOn Saturday.\n-# campaign, by <@${rosa.id}>`,
    );

    await tabTo('#next-post', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Four years ago today.').waitFor();
    await page.locator('#next-post:focus').waitFor();
  });

  test('options are filled in order, what is missing is named, Escape and Backspace lead out', async () => {
    await page.goto(`${practice.address}/?person=${rosa.id}`);
    await page.locator('#entry').focus();
    await page.keyboard.type('/campaign create ');
    await page.locator('input[name="name"]:focus').waitFor();
    await page.keyboard.type('Memory');
    await page.keyboard.press('Enter');
    expect(await page.locator('#entry-error').innerText()).toBe('Please fill in: channel.');
    await page.locator('input[name="channel"]:focus').waitFor();
    await page.keyboard.type('nowhere');
    await page.keyboard.press('Enter');
    expect(await page.locator('#entry-error').innerText()).toBe(
      'Please choose one of the suggestions for “channel”.',
    );
    await page.keyboard.press('Control+a');
    await page.keyboard.type('camp');
    await page.keyboard.press('Tab');
    expect(await page.locator('input[name="channel"]').inputValue()).toBe('#campaign');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('.message.private').waitFor();
    expect(practice.people.uses).toMatchObject([
      { name: 'campaign create', options: { name: 'Memory', channel: campaign } },
    ]);
    await page.keyboard.type('/help ');
    await page.locator('.send:focus').waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('#entry:focus').waitFor();
    await page.keyboard.type('/timeline ');
    await page.locator('input[name="year"]:focus').waitFor();
    await page.keyboard.press('Backspace');
    await page.locator('#entry:focus').waitFor();
  });

  test('on a phone the drawer holds the focus until it closes', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await tabTo('.open-drawer');
    await page.keyboard.press('Enter');
    await page.locator('.channels a:focus').waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Escape');
    await page.locator('.open-drawer:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('#channel-name', { hasText: 'campaign' }).waitFor();
    await expect.poll(() => page.locator('#sidebar').isVisible()).toBe(false);
  });

  test('the clock is moved by a day, to a moment, and back', async () => {
    await tabTo('#clock-more summary');
    await page.keyboard.press('Enter');
    await tabTo('[data-later="24"]');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#clock-utc').innerText()).toMatch(/^Jan 3, 2027, 12:00/);
    await tabTo('input[name="at"]');
    await page.keyboard.type('01122027');
    await page.keyboard.press('Tab');
    await page.keyboard.type('0900AM');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#clock-utc').innerText()).toMatch(/^Jan 12, 2027, 2:00/);
    await page.getByText('New post in #campaign.').first().waitFor();
    await tabTo('#clock-real');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#clock-state').innerText()).toBe('real time');
    await page.locator('#next-post:focus').waitFor();
    await tabTo('#clock-more summary', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await page.locator('.clock-moves').isVisible()).toBe(false);
  });

  test('every stop of the Tab key shows where it is', async () => {
    const bare: string[] = [];
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate<{ name: string; shown: boolean }>(
        `(() => {
          const at = document.activeElement;
          const style = getComputedStyle(at);
          const box = getComputedStyle(at.closest('.entry-box') ?? at);
          const shown = style.outlineStyle !== 'none' || box.boxShadow !== 'none';
          return { name: at.tagName + '#' + at.id, shown: at === document.body || shown };
        })()`,
      );
      if (!seen.shown) bare.push(seen.name);
    }
    expect(bare).toEqual([]);
  });
});
