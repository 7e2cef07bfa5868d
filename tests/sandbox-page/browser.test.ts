import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from './browser.ts';
import { inBrowser, somethingSaid } from './in-browser.ts';
import { campaign, general, rosa } from './practice-server.ts';
import { picture } from './practice-messages.ts';

describe.skipIf(chromiumPath === null)('the page in a browser', () => {
  const practice = inBrowser(somethingSaid);

  async function ask(page: Page): Promise<void> {
    await page.getByRole('combobox', { name: /Message or command|Mensaje o comando/ }).fill('/casualties ');
    await page.keyboard.press('Enter');
    await page.locator('.message.private').waitFor();
  }

  test('a first visitor sees where they are, that it is practice, and what to do', async () => {
    const page = await practice.enter();
    await expect(page.locator('.practice').innerText()).resolves.toBe(
      'Practice server. Nothing you do here reaches Discord or leaves this machine.',
    );
    expect(await page.locator('.steps strong').allInnerTexts()).toEqual([
      'Ask: /casualties',
      'Be Rosa',
      'Next post',
    ]);
    expect(await page.getByRole('navigation', { name: 'You are' }).getByRole('link').allInnerTexts()).toEqual(
      ['A\nAna\nMember', 'R\nRosa\nOrganiser'],
    );
  });

  test('the first steps lead to the answer, and stay away once hidden', async () => {
    const page = await practice.enter();
    await page.getByRole('button', { name: /Ask: \/casualties/ }).click();
    await page.keyboard.press('Enter');
    await page.getByText('At least 49 people').waitFor();
    await page.locator('.steps [data-step="ask"].done').waitFor();
    await page.getByRole('button', { name: 'Hide first steps' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'First steps' }).waitFor();
    expect(await page.locator('#steps').isVisible()).toBe(false);
  });

  test('next post shows the post in its channel and says so', async () => {
    const page = await practice.enter();
    expect(await page.locator('#next-due').innerText()).toMatch(/^due Jan 9, 2027, 10:00\sAM$/);
    await page.locator('#next-post').click();
    await page.getByText('Four years ago today.').waitFor();
    expect(await page.locator('#channel-name').innerText()).toBe('campaign');
    expect(await page.locator('#status').innerText()).toMatch(
      /The clock shows Jan 9, 2027, 10:00\sAM · New post in #campaign\./,
    );
    expect(await page.locator('#clock-state').innerText()).toBe('moved');
    expect(new URL(page.url()).searchParams.get('channel')).toBe(campaign);
  });

  test('while the clock moves the bar is busy; the draft of a message keeps its channel', async () => {
    const page = await practice.enter();
    await page.locator('#entry').fill('half a thought');
    const { promise, resolve } = Promise.withResolvers<void>();
    practice.people.clock.gate = promise;
    await page.locator('#next-post').click();
    await page.locator('#clock[aria-busy="true"]').waitFor();
    expect(await page.locator('#next-due').innerText()).toMatch(/^Moving the clock to Jan 9, 2027/);
    resolve();
    await page.getByRole('button', { name: 'Show' }).waitFor();
    expect(await page.locator('#channel-name').innerText()).toBe('general');
    await page.locator('a[data-channel][data-unread]').waitFor();
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('Four years ago today.').waitFor();
    expect(await page.locator('#entry').inputValue()).toBe('half a thought');
  });

  test('unread marks appear where one is not, and go when one looks', async () => {
    const page = await practice.enter();
    const link = page.locator(`a[data-channel="${campaign}"]`);
    await page.locator(`a[data-channel="${campaign}"][data-unread]`).waitFor();
    await link.click();
    await page.getByText('Vigil on Saturday').waitFor();
    await page.goBack();
    await page.getByText('Who brings the banner?').waitFor();
    expect(await link.getAttribute('data-unread')).toBeNull();
    practice.people.server.add(campaign, { content: 'More' });
    await page.locator(`a[data-channel="${campaign}"][data-unread]`).waitFor();
    await page.reload();
    await page.locator(`a[data-channel="${campaign}"][data-unread]`).waitFor();
  });

  test('another person’s message arrives by itself; a private answer does not', async () => {
    const page = await practice.enter();
    await practice.people.say(rosa.id, general, 'I found it');
    await page.getByText('I found it').waitFor();
    await practice.people.command(rosa.id, {
      channelId: general,
      name: 'casualties',
      options: {},
      locale: 'en-US',
    });
    await practice.people.say(rosa.id, general, 'And you?');
    await page.getByText('And you?').waitFor();
    expect(await page.locator('.message.private').count()).toBe(0);
  });

  test('a private answer can be dismissed for good, buttons change their message, refusals are said', async () => {
    const page = await practice.enter();
    await ask(page);
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByText('(next)').waitFor();
    await page.locator('[data-press="next"]:focus').waitFor();
    await page.locator('[data-select] .select-button').click();
    await page.getByRole('option', { name: /Ayacucho/ }).click();
    await page.getByText('(pick ayacucho)').waitFor();
    await page.getByRole('button', { name: 'Share in this channel' }).click();
    await page.getByText('You may not speak in this channel.').waitFor();
    await page.getByRole('button', { name: 'Dismiss message' }).click();
    await page.locator('.message.private').waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByText('Who brings the banner?').waitFor();
    await expect.poll(() => page.locator('.message.private').isVisible()).toBe(false);
  });

  test('mistakes are said beside the entry', async () => {
    const page = await practice.enter();
    const error = page.locator('#entry-error');
    await page.locator('#entry').fill('/nonsense');
    await page.keyboard.press('Enter');
    expect(await error.innerText()).toBe('There is no command /nonsense. Type / to see which there are.');
    await page.locator('#entry').fill('/timeline ');
    await page.keyboard.type('last year');
    await page.keyboard.press('Enter');
    expect(await error.innerText()).toBe('“year” needs a whole number.');
    await page.keyboard.press('Escape');
    await page.locator('#entry').fill('/silence ');
    await page.keyboard.press('Enter');
    await page.getByText('The bot did not answer in 3 seconds.').waitFor();
  });

  test('an answer that is taller than the screen begins at its first sentence', async () => {
    const page = await practice.enter({ viewport: { width: 360, height: 640 } });
    await ask(page);
    const sentence = await page.getByText('At least 49 people').boundingBox();
    const history = await page.locator('#history').boundingBox();
    if (sentence === null || history === null) throw new Error('nothing is shown');
    expect(sentence.y).toBeGreaterThanOrEqual(history.y);
    expect(sentence.y + sentence.height).toBeLessThanOrEqual(history.y + history.height);
  });

  test('a reader who looks back stays there, and hears of what is new', async () => {
    for (let number = 1; number <= 30; number += 1)
      practice.people.server.add(general, { content: `line ${number}.` });
    const page = await practice.enter();
    await page.getByText('line 30.').waitFor();
    await page.evaluate('document.getElementById("history").scrollTop = 0');
    await practice.people.say(rosa.id, general, 'And more');
    await page.getByRole('button', { name: 'New messages below' }).waitFor();
    expect(await page.evaluate('document.getElementById("history").scrollTop')).toBe(0);
    await page.getByRole('button', { name: 'New messages below' }).click();
    await expect
      .poll(() =>
        page
          .getByText('And more')
          .boundingBox()
          .then((box) => (box?.y ?? 9_999) < 740),
      )
      .toBe(true);
    expect(await page.locator('#new-below').isVisible()).toBe(false);
  });

  test('a message has a menu of what apps can do with it', async () => {
    const page = await practice.enter();
    await page.locator('.message').first().hover();
    await page.getByRole('button', { name: 'Use an app on this message' }).click();
    await page.getByRole('option', { name: 'Check against sources' }).click();
    await page.getByText('Checked Who brings the banner?').waitFor();
    expect(practice.people.uses).toMatchObject([{ name: 'Check against sources', channelId: general }]);
  });

  test('the connection heals by itself, and nothing is missed', async () => {
    const page = await practice.enter();
    await expect.poll(() => practice.people.server.watching).toBe(1);
    practice.cut();
    await expect.poll(() => practice.people.server.watching).toBe(0);
    practice.people.server.add(general, { content: 'Said meanwhile' });
    await page.getByText('Said meanwhile').waitFor();
    await expect.poll(() => page.locator('#status').innerText()).toBe('Connected again.');
    // The browser itself notes that the stream broke.
    practice.forgive();
  });

  test('long channels show the newest, and older ones on request', async () => {
    for (let number = 1; number <= 60; number += 1)
      practice.people.server.add(general, { content: `line ${number}.` });
    const page = await practice.enter();
    await page.getByText('line 60.').waitFor();
    expect(await page.getByText('line 60.').isVisible()).toBe(true);
    expect(await page.locator('.message').count()).toBe(50);
    await page.getByRole('button', { name: 'Show earlier messages' }).click();
    await page.getByText('Who brings the banner?').waitFor();
    expect(await page.getByRole('button', { name: 'Show earlier messages' }).isVisible()).toBe(false);
  });

  test('pictures are shown from this machine, with their text', async () => {
    practice.people.server.add(general, { attachments: [{ ...picture, description: 'Candles' }] });
    const page = await practice.enter();
    await page.getByRole('img', { name: 'Candles' }).waitFor();
    expect(await page.evaluate('document.querySelector(".gallery img").naturalWidth')).toBe(1);
  });
});
