import {
  ActionRowBuilder,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  ContextMenuCommandBuilder,
  MessageFlags,
  StringSelectMenuBuilder,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { bot, seenBy, use } from './asking.ts';
import { channels, nextInteraction } from './harness.ts';

describe('a component', () => {
  const button = new ButtonBuilder()
    .setCustomId('sources:1')
    .setLabel('Sources')
    .setStyle(ButtonStyle.Secondary);
  const off = new ButtonBuilder()
    .setCustomId('off')
    .setLabel('Off')
    .setStyle(ButtonStyle.Secondary)
    .setDisabled(true);
  const select = new StringSelectMenuBuilder()
    .setCustomId('pick')
    .addOptions({ label: 'One', value: '1' }, { label: 'Two', value: '2' });
  const rows = [
    new ActionRowBuilder<ButtonBuilder>().addComponents(button, off),
    new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(select),
  ];

  async function posted() {
    const world = await bot();
    const channel = await world.client.channels.fetch(channels.general);
    if (!channel?.isSendable()) throw new Error('no channel to send to');
    const message = await channel.send({ content: 'Look', components: rows });
    return { ...world, message, press: { messageId: message.id, locale: 'en-US' } };
  }

  test('a button updates its message', async () => {
    const { harness, client, people, ana, rosa, message, press } = await posted();
    await using _ = harness;
    const asked = nextInteraction(client);
    const pressed = people.press(ana.id, { ...press, customId: 'sources:1' });
    const interaction = await asked;
    if (!interaction.isButton()) throw new Error('not a button');
    expect(interaction.message.id).toBe(message.id);
    await interaction.update({ content: 'Looked', components: [] });
    expect(await pressed).toEqual({ kind: 'answered' });
    expect(await seenBy(harness, rosa.id)).toEqual(['public: Looked']);
    expect(await people.press(ana.id, { ...press, customId: 'sources:1' })).toMatchObject({
      reason: 'This button or menu is no longer there.',
    });
  });

  test('a button of a deferred update edits its message later', async () => {
    const { harness, client, people, ana, press } = await posted();
    await using _ = harness;
    const asked = nextInteraction(client);
    const pressed = people.press(ana.id, { ...press, customId: 'sources:1' });
    const interaction = await asked;
    if (!interaction.isButton()) throw new Error('not a button');
    await interaction.deferUpdate();
    await pressed;
    await interaction.editReply('Edited');
    await interaction.followUp({ content: 'for you', flags: MessageFlags.Ephemeral });
    expect(await seenBy(harness, ana.id)).toEqual(['public: Edited', 'private: for you']);
  });

  test('a select brings the values that were chosen, and only those offered', async () => {
    const { harness, client, people, ana, press } = await posted();
    await using _ = harness;
    expect(await people.press(ana.id, { ...press, customId: 'pick', values: ['3'] })).toMatchObject({
      kind: 'refused',
    });
    expect(await people.press(ana.id, { ...press, customId: 'off' })).toMatchObject({ kind: 'refused' });
    const asked = nextInteraction(client);
    void people.press(ana.id, { ...press, customId: 'pick', values: ['2'] });
    const interaction = await asked;
    if (!interaction.isStringSelectMenu()) throw new Error('not a select');
    expect(interaction.values).toEqual(['2']);
    await interaction.reply('two');
  });

  test('a message menu brings the message', async () => {
    const { harness, client, people, ana, message } = await posted();
    await using _ = harness;
    const menu = new ContextMenuCommandBuilder()
      .setName('Check against sources')
      .setType(ApplicationCommandType.Message);
    await client.application.commands.create(menu);
    const asked = nextInteraction(client);
    void people.command(ana.id, { ...use, name: 'Check against sources', options: {}, target: message.id });
    const interaction = await asked;
    if (!interaction.isMessageContextMenuCommand()) throw new Error('not a message menu');
    expect(interaction.targetMessage.content).toBe('Look');
    await interaction.reply('checked');
  });
});
