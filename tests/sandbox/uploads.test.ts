import { FileUploadBuilder, LabelBuilder, MessageFlags, ModalBuilder } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { PersonFile } from '../../src/sandbox/person.ts';
import { bot, use } from './asking.ts';
import { nextInteraction } from './harness.ts';

const pixels = new Uint8Array([137, 80, 78, 71, 0, 255, 1]);

/** A form with one field for files, opened for Ana. */
async function opened(change: (field: FileUploadBuilder) => FileUploadBuilder = (field) => field) {
  const { harness, client, people, ana } = await bot();
  const field = change(new FileUploadBuilder().setCustomId('picture'));
  const form = new ModalBuilder()
    .setCustomId('picture-form')
    .setTitle('A picture')
    .addLabelComponents(new LabelBuilder().setLabel('Picture').setFileUploadComponent(field));
  const asked = nextInteraction(client);
  const opening = people.command(ana.id, use);
  const interaction = await asked;
  if (!interaction.isChatInputCommand()) throw new Error('not a slash command');
  await interaction.showModal(form);
  const result = await opening;
  if (result.kind !== 'form') throw new Error('no form opened');
  const submit = (...files: readonly Partial<PersonFile>[]) =>
    people.submit(ana.id, {
      formId: result.formId,
      locale: 'en-US',
      fields: {},
      files: files.map((file) => ({
        field: 'picture',
        name: 'a b.png',
        type: 'image/png',
        bytes: pixels,
        ...file,
      })),
    });
  return { harness, client, submit };
}

describe('a file in a form', () => {
  test('is kept where the bot can fetch it, and told of as Discord does', async () => {
    const { harness, client, submit } = await opened();
    await using _ = harness;
    const filled = nextInteraction(client);
    const submitted = submit({});
    const answer = await filled;
    if (!answer.isModalSubmit()) throw new Error('not a form');
    const [file, ...more] = [...answer.fields.getUploadedFiles('picture', true).values()];
    expect(more).toEqual([]);
    expect(file).toMatchObject({ name: 'a b.png', size: 7, contentType: 'image/png', ephemeral: true });
    const { origin, pathname } = new URL(file?.url ?? '');
    expect(origin).toBe(harness.origin);
    expect(pathname).toBe(
      `/ephemeral-attachments/${client.application?.id}/${file?.id}/${encodeURIComponent('a b.png')}`,
    );
    const response = await fetch(file?.url ?? '');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(pixels);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(await fetch(`${origin}/ephemeral-attachments/1/123456789012345678/x`)).toMatchObject({
      status: 404,
    });
    await answer.reply({ content: 'Thank you', flags: MessageFlags.Ephemeral });
    expect(await submitted).toEqual({ kind: 'answered' });
  });

  test('may be missing where it is not required, and the bot is told so', async () => {
    const { harness, client, submit } = await opened((field) => field.setRequired(false).setMinValues(0));
    await using _ = harness;
    const filled = nextInteraction(client);
    const submitted = submit();
    const answer = await filled;
    if (!answer.isModalSubmit()) throw new Error('not a form');
    expect(answer.fields.getUploadedFiles('picture')?.size ?? 0).toBe(0);
    await answer.reply({ content: 'Thank you', flags: MessageFlags.Ephemeral });
    await submitted;
  });

  test('is refused where there are too few, too many, or one is too large', async () => {
    const { harness, submit } = await opened();
    await using _ = harness;
    expect(await submit()).toMatchObject({ reason: 'Picture: please fill this in.' });
    expect(await submit({ field: 'other' })).toMatchObject({ reason: 'Picture: please fill this in.' });
    expect(await submit({}, {})).toMatchObject({ reason: 'Picture: too many files (at most 1).' });
    const large = new Uint8Array(10 * 1024 * 1024 + 1);
    expect(await submit({ bytes: large })).toMatchObject({
      reason: 'Picture: a file may have at most 10 MB.',
    });
  });
});
