import {
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { bot, seenBy, use } from './asking.ts';
import { nextInteraction } from './harness.ts';

describe('a form', () => {
  const form = new ModalBuilder()
    .setCustomId('announce:1')
    .setTitle('Announce')
    .addTextDisplayComponents(new TextDisplayBuilder().setContent('Nothing is posted yet.'))
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Title')
        .setTextInputComponent(
          new TextInputBuilder().setCustomId('title').setStyle(TextInputStyle.Short).setMaxLength(10),
        ),
      new LabelBuilder()
        .setLabel('Kind')
        .setStringSelectMenuComponent(
          new StringSelectMenuBuilder().setCustomId('kind').addOptions({ label: 'March', value: 'march' }),
        ),
    );

  test('opens, is checked, and brings what was filled in', async () => {
    const { harness, client, people, ana, rosa } = await bot();
    await using _ = harness;
    const asked = nextInteraction(client);
    const opened = people.command(ana.id, use);
    const interaction = await asked;
    if (!interaction.isChatInputCommand()) throw new Error('not a slash command');
    await interaction.showModal(form);
    const result = await opened;
    if (result.kind !== 'form') throw new Error('no form opened');
    expect(result.form.title).toBe('Announce');

    const { formId } = result;
    const fields = { title: 'March', kind: 'march' };
    const submit = (personId: string, change: object) =>
      people.submit(personId, { formId, locale: 'en-US', fields: { ...fields, ...change } });
    expect(await submit(ana.id, { title: '' })).toMatchObject({ reason: 'Title: please fill this in.' });
    expect(await submit(ana.id, { title: 'x'.repeat(11) })).toMatchObject({
      reason: 'Title: at most 10 characters.',
    });
    expect(await submit(ana.id, { kind: 'other' })).toMatchObject({ kind: 'refused' });
    expect(await submit(rosa.id, {})).toMatchObject({ reason: 'This form is no longer open.' });

    const filled = nextInteraction(client);
    const submitted = submit(ana.id, {});
    const answer = await filled;
    if (!answer.isModalSubmit()) throw new Error('not a form');
    expect(answer.fields.getTextInputValue('title')).toBe('March');
    expect(answer.fields.getStringSelectValues('kind')).toEqual(['march']);
    await answer.reply({ content: 'Thank you', flags: MessageFlags.Ephemeral });
    expect(await submitted).toEqual({ kind: 'answered' });
    expect(await seenBy(harness, ana.id)).toEqual(['private: Thank you']);
  });
});
