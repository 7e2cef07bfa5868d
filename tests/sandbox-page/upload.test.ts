import { type APIModalInteractionResponseCallbackData, ComponentType } from 'discord-api-types/v10';
import type { Browser } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadLanguages } from '../../messages/words.ts';
import { createPage } from '../../src/sandbox/page/page.ts';
import type { People } from '../../src/sandbox/person.ts';
import { chromiumPath, failOn, launch, servePage, visit } from './browser.ts';
import { PracticePeople } from './practice-people.ts';
import { ana, general } from './practice-server.ts';

const languages = await loadLanguages();
const form: APIModalInteractionResponseCallbackData = {
  custom_id: 'picture',
  title: 'A picture',
  components: [
    {
      type: ComponentType.Label,
      label: 'Picture',
      description: 'PNG or JPEG',
      component: { type: ComponentType.FileUpload, custom_id: 'picture' },
    },
  ],
};
const bytes = new Uint8Array([137, 80, 0, 255, 13, 10]);

type Submitted = Parameters<People['submit']>[1];

/** People whose commands open that form; what is submitted is kept. */
function opening(people: PracticePeople): readonly Submitted[] {
  const submitted: Submitted[] = [];
  people.command = async () => ({ kind: 'form', formId: 'form-1', form });
  people.submit = async (_personId, use) => {
    submitted.push(use);
    return { kind: 'answered' };
  };
  return submitted;
}

function withFiles(content: Uint8Array, body: object): FormData {
  const data = new FormData();
  data.set('body', JSON.stringify(body));
  data.append('picture', new File([Uint8Array.from(content)], 'a b.png', { type: 'image/png' }));
  return data;
}

describe('a file in a form of the page', () => {
  const people = new PracticePeople();
  const submitted = opening(people);
  const page = createPage({ people, clock: people.clock, languages, note: '' });
  const filled = { person: ana.id, locale: 'en-US', form: 'form-1', fields: {} };
  const submit = async (body: FormData) => await page.request('/sandbox/submit', { method: 'POST', body });

  test('has a field of its own', async () => {
    const response = await page.request('/sandbox/command', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        person: ana.id,
        locale: 'en-US',
        channel: general,
        name: 'casualties',
        options: {},
      }),
    });
    expect((await response.text()).replaceAll(/\\n|\s+/g, ' ')).toMatch(
      /<input +type=\\"file\\" +name=\\"picture\\" +required +aria-describedby=\\"note-picture\\"/,
    );
  });

  test('comes with what was typed', async () => {
    expect(await (await submit(withFiles(bytes, filled))).json()).toEqual({ kind: 'answered' });
    expect(submitted.at(-1)).toMatchObject({
      formId: 'form-1',
      files: [{ field: 'picture', name: 'a b.png', type: 'image/png', bytes }],
    });
  });

  test.each([
    ['too large', withFiles(new Uint8Array(13 * 1024 * 1024), filled), 413],
    ['without what was typed', new FormData(), 400],
    ['for a form without a name', withFiles(bytes, { ...filled, form: '' }), 400],
  ])('is refused: %s', async (_name, data, status) => {
    expect((await submit(data)).status).toBe(status);
  });

  test('goes nowhere but into forms', async () => {
    const body = withFiles(new Uint8Array(100_000), filled);
    expect((await page.request('/sandbox/say', { method: 'POST', body })).status).toBe(413);
    const small = withFiles(bytes, filled);
    expect((await page.request('/sandbox/say', { method: 'POST', body: small })).status).toBe(415);
  });
});

describe.skipIf(chromiumPath === null)('in a browser', () => {
  test('a person adds a file and sends it', async () => {
    const browser: Browser = await launch(chromiumPath ?? '');
    onTestFinished(() => browser.close());
    const served = await servePage();
    onTestFinished(() => served.stop());
    const submitted = opening(served.people);
    const { page, errors } = await visit(browser, served.address);
    onTestFinished(() => page.context().close());
    await page.getByRole('combobox', { name: /Message or command/ }).fill('/casualties ');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog
      .getByLabel(/Picture/)
      .setInputFiles({ name: 'march.png', mimeType: 'image/png', buffer: Buffer.from(bytes) });
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(submitted).toMatchObject([{ files: [{ field: 'picture', name: 'march.png', bytes }] }]);
    failOn(errors);
  });
});
