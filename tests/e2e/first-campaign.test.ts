import { describe, expect, onTestFailed, onTestFinished, test } from 'vitest';
import { chromiumPath, failOn, keepPicture, visit } from '../sandbox-page/browser.ts';
import { oneBrowser } from '../sandbox-page/in-browser.ts';
import { dataFolder } from '../support/data-folder.ts';
import { startPractice } from './practice-server.ts';
import { walking } from './walking.ts';

const seeOrChange = 'See or change …';
const addAction = 'Add something of this kind …';
const choosePost = 'Choose a post to preview';

describe.skipIf(chromiumPath === null)('“Your first campaign” of the README', () => {
  const browser = oneBrowser();

  test(
    'a stranger follows it: two channels, three actions, two approvals, a moved and a skipped reminder',
    { timeout: 120_000 },
    async () => {
      const { app, address } = await startPractice(await dataFolder(onTestFinished));
      const { page, errors } = await visit(browser(), address);
      onTestFailed(() => keepPicture(page, 'first-campaign-stuck'));
      const walk = walking(page);

      await walk.be('Rosa');
      const places = { channel: '#campaign', organisers: '#organisers' };
      await walk.command('campaign create', { name: 'Memory', ...places });
      await walk.shows('is saved and paused');
      expect(await page.locator('#steps').isVisible()).toBe(false);

      await walk.choose(seeOrChange, /^Channels/, 'what each channel gets');
      await walk.choose('Add a channel', /announcements/, 'Saved. This is what');
      await walk.choose(seeOrChange, /^Approvals/, 'Posts go out without approval');
      await walk.choose('Nobody approves', /Two people approve/, 'Two people must approve');
      await walk.choose(seeOrChange, /^Who may organise/, 'Only people with “Manage Server” may organise');
      await walk.choose('The role of the organisers', /Volunteers/, 'Everybody with the role');

      await walk.choose(seeOrChange, /^Actions/, 'There is no action here yet');
      await walk.answer.locator('.select-button:focus', { hasText: addAction }).waitFor();
      const actions = [
        {
          kind: /petition/i,
          title: 'Sign the petition',
          when: 'in 4 days',
          where: 'https://example.org/sign',
        },
        { kind: /march/i, title: 'March for justice', when: 'in 5 days', where: 'Plaza San Martín' },
        { kind: /letter/i, title: 'Write a letter', when: 'in 6 days' },
      ];
      for (const { kind, ...fields } of actions) {
        await walk.form({ list: addAction, option: kind }, fields, `“${fields.title}” is a draft`);
        await walk.press('Publish', `“${fields.title}” is published`);
      }

      await walk.press('All actions', 'Open one of them');
      await walk.press('Back to the overview', 'What comes next');
      await walk.press('See the calendar', 'It is paused');
      await walk.choose(choosePost, /Sign the petition/, 'is planned for');
      await walk.form({ press: 'Move' }, { when: 'tomorrow 6pm' }, /: move it from/);
      // Whoever has no mouse goes on where the form was.
      await walk.answer.locator('button:focus').waitFor();
      await walk.press('Move it', 'Saved: it was moved');
      await walk.press('Back to the calendar', 'An organiser moved this one');
      await walk.choose(choosePost, /Write a letter/, 'is planned for');
      await walk.press('Skip', 'Saved. You can take that back until its time');
      await walk.press('Back to the calendar', 'An organiser skipped this one');

      await walk.press('Start posting', 'is running now');
      await walk.open('organisers');
      const waiting = page.locator('.message', { hasText: /please approve “Sign the petition/ });
      await waiting.waitFor();
      await waiting.getByRole('button', { name: 'Approve', exact: true }).click();
      await walk.shows('You changed this last, so two others must approve it');
      for (const [name, then] of [
        ['Carmen', /Your approval counts/],
        ['Luis', /This is approved/],
      ] as const) {
        await walk.be(name);
        expect(await page.locator('#channel-name').innerText()).toBe('organisers');
        await waiting.getByRole('button', { name: 'Approve', exact: true }).click();
        await walk.shows(then);
      }
      await keepPicture(page, 'first-campaign-approved');

      // The digest of the practice campaign may be due before.
      const post = page.locator('.message', { hasText: /^(?!.*please approve).*Sign the petition: until/s });
      await walk.open('announcements');
      for (let posts = 0; posts < 4 && (await post.count()) === 0; posts += 1) {
        await page.locator('#next-post:not([disabled])').click();
        await page.locator('#next-post:not([disabled])').waitFor();
        await page
          .getByRole('status')
          .filter({ hasText: /The clock shows/ })
          .first()
          .waitFor();
        await walk.open('announcements');
      }
      await post.waitFor();
      expect(await post.count()).toBe(1);
      await keepPicture(page, 'first-campaign-posted');
      failOn(errors);
      app.kill('SIGTERM');
      expect(await app.ended).toBe(0);
    },
  );
});
