import type { Locator, Page } from 'playwright-core';

/** Somebody at the page of the practice server: each step waits for what it brings. */
export function walking(page: Page) {
  const answer = page.locator('.message.private:visible').last();
  const shows = (text: string | RegExp): Promise<void> => answer.getByText(text).first().waitFor();
  const dialog = page.locator('dialog[open]');

  return {
    answer,
    shows,
    /** Becomes somebody; what is open stays open. */
    be: async (name: string): Promise<void> => {
      await page.getByRole('navigation', { name: 'You are' }).getByText(name).click();
      await page.locator('.you', { hasText: name }).waitFor();
      await page.waitForLoadState();
    },
    open: async (channel: string): Promise<void> => {
      await page.getByRole('navigation', { name: 'Channels' }).getByRole('link', { name: channel }).click();
      await page.locator('#channel-name', { hasText: channel }).waitFor();
    },
    /** Types a command and its options, one after the other, and sends it. */
    command: async (name: string, options: Readonly<Record<string, string>>): Promise<void> => {
      await page.locator('#entry').fill(`/${name} `);
      for (const [option, value] of Object.entries(options)) {
        const field = page.locator(`input[name="${option}"]`);
        await field.fill(value);
        const offered = page.getByRole('option', { name: value, exact: true });
        if (value.startsWith('#')) await offered.click();
      }
      await page.keyboard.press('Enter');
    },
    press: async (name: string, then: string | RegExp): Promise<void> => {
      await answer.getByRole('button', { name, exact: true }).click();
      await shows(then);
    },
    choose: async (list: string, option: RegExp, then: string | RegExp): Promise<void> => {
      await chooseIn(page, answer, list, option);
      await shows(then);
    },
    /** Opens a form from the newest answer, with a button or a list, and hands it in. */
    form: async (
      from: { readonly press: string } | { readonly list: string; readonly option: RegExp },
      fields: Readonly<Record<string, string>>,
      then: string | RegExp,
    ): Promise<void> => {
      if ('press' in from) await answer.getByRole('button', { name: from.press, exact: true }).click();
      else await chooseIn(page, answer, from.list, from.option);
      await dialog.waitFor();
      for (const [name, value] of Object.entries(fields))
        await dialog.locator(`[name="${name}"]`).fill(value);
      await dialog.getByRole('button', { name: 'Submit' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await shows(then);
    },
  };
}

async function chooseIn(page: Page, answer: Locator, list: string, option: RegExp): Promise<void> {
  await answer.locator('[data-select] .select-button', { hasText: list }).click();
  await page.getByRole('option', { name: option }).first().click();
}
