import { describe, expect, test } from 'vitest';
import { chromiumPath, faultsOfLooks, keepPicture } from './browser.ts';
import { inBrowser } from './in-browser.ts';
import { march, questions } from './practice-server.ts';

if (chromiumPath === null)
  process.stderr.write('not run: threads in a browser (no Chromium on this machine)\n');

describe.skipIf(chromiumPath === null)('threads and forums in a browser', () => {
  const practice = inBrowser(({ server }) => {
    server.add(march, { content: 'The route is **agreed**.' });
  });

  /** Somebody archives or locks the thread. */
  function change(how: { archived: boolean; locked: boolean }): void {
    const { server } = practice.people;
    server.channels = server.channels.map((channel) =>
      channel.thread === undefined ? channel : { ...channel, thread: { ...channel.thread, ...how } },
    );
    server.tell({ kind: 'server' });
  }

  test('a thread follows its channel, is reached with the arrows, and is read and written in', async () => {
    const page = await practice.enter();
    const listed = await page.locator('.channels a').allInnerTexts();
    expect(listed.map((text) => text.split(/\s+/).slice(0, 2).join(' '))).toEqual([
      'general',
      'campaign',
      'march-planning thread',
      'questions forum',
    ]);
    await page.locator('.channels a').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('#channel-name', { hasText: 'march-planning' }).waitFor();
    expect(await page.locator('#channel-topic').innerText()).toBe('Thread in #campaign');
    await page.getByText('The route is agreed.').waitFor();
    await page.locator('#entry').fill('I bring the banner');
    await page.keyboard.press('Enter');
    await page.getByText('I bring the banner').waitFor();
  });

  test('what happens to a thread is said at once, and nothing that is typed is lost', async () => {
    const page = await practice.enter({ locale: 'es-PE' });
    await page.locator(`a[data-channel="${march}"]`).click();
    await page.locator('#entry').fill('una frase a med');
    change({ archived: true, locked: false });
    await page.locator(`a[data-channel="${march}"] .mark`, { hasText: 'archivado' }).waitFor();
    expect(await page.locator('#channel-topic').innerText()).toBe(
      'Hilo en #campaign. Está archivado: el próximo mensaje lo abre de nuevo.',
    );
    change({ archived: false, locked: true });
    await page.locator(`a[data-channel="${march}"] .mark`, { hasText: 'bloqueado' }).waitFor();
    await keepPicture(page, 'thread-locked');
    change({ archived: false, locked: false });
    await page.locator(`a[data-channel="${march}"] .mark`, { hasText: 'hilo' }).waitFor();
    expect(await page.locator('#entry').inputValue()).toBe('una frase a med');
  });

  test.each([
    ['wide', { width: 1280, height: 800 }],
    ['phone', { width: 360, height: 640 }],
  ])(
    'a forum says that nothing can be written in it, and keeps what was typed: %s',
    async (name, viewport) => {
      const page = await practice.enter({ viewport });
      if (await page.locator('.open-drawer').isVisible()) await page.locator('.open-drawer').click();
      await page.locator(`a[data-channel="${questions}"]`).click();
      await page.locator('#empty', { hasText: 'This is a forum. It holds threads only' }).waitFor();
      expect(await page.locator('#entry').getAttribute('placeholder')).toBe(
        'Nothing can be written in a forum itself',
      );
      await page.locator('#entry').fill('When do we meet?');
      await page.keyboard.press('Enter');
      await page.locator('#entry-error', { hasText: 'A forum holds threads only.' }).waitFor();
      expect(await page.locator('#entry').inputValue()).toBe('When do we meet?');
      await keepPicture(page, `forum-${name}`);
      const faults = Object.entries(await faultsOfLooks(page)).filter(([, places]) => places.length > 0);
      expect(faults).toEqual([]);
      await page.reload();
      await page.locator('#empty', { hasText: 'This is a forum.' }).waitFor();
    },
  );

  test('a command offers the channels of the kinds that it takes', async () => {
    const page = await practice.enter();
    await page.locator('.people a').last().click();
    await page.locator('.you', { hasText: 'Rosa' }).waitFor();
    await page.waitForLoadState('load');
    await page.locator('#entry').fill('/campaign create ');
    await page.locator('input[name="channel"]').click();
    await page.getByRole('option', { name: '#campaign › march-planning' }).waitFor();
    expect(await page.getByRole('option').allInnerTexts()).toEqual([
      '#general',
      '#campaign',
      '#campaign › march-planning',
      '#organisers',
    ]);
  });
});
