import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ContainerBuilder,
  MessageFlags,
  TextDisplayBuilder,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { bot, seenBy, use } from './asking.ts';
import { channels, nextInteraction } from './harness.ts';

describe('an answer', () => {
  test('that is private is seen by the asker alone, and by no list', async () => {
    const { harness, client, people, ana, rosa } = await bot();
    await using _ = harness;
    const asked = nextInteraction(client);
    const answered = people.command(ana.id, use);
    const interaction = await asked;
    if (!interaction.isChatInputCommand()) throw new Error('not a slash command');
    const heard: string[] = [];
    people.watch(rosa.id, (change) => heard.push(change.kind), new AbortController().signal);
    const more = new ButtonBuilder().setCustomId('more').setLabel('More').setStyle(ButtonStyle.Secondary);
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(more);
    const card = new ContainerBuilder()
      .addActionRowComponents(row)
      .addTextDisplayComponents(new TextDisplayBuilder().setContent('At least 18.'));
    await interaction.reply({
      flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2,
      components: [card],
    });
    await answered;

    expect(await seenBy(harness, ana.id)).toEqual(['private: ']);
    expect(await seenBy(harness, rosa.id)).toEqual([]);
    expect(heard).toEqual([]);
    const press = { messageId: (await interaction.fetchReply()).id, customId: 'more', locale: 'en-US' };
    expect(await people.press(rosa.id, press)).toMatchObject({ reason: 'This message is gone.' });
    const pressed = nextInteraction(client);
    void people.press(ana.id, press);
    const again = await pressed;
    if (again.isButton()) await again.deferUpdate();
    const { id } = await interaction.fetchReply();
    expect((await harness.request('GET', `/channels/${channels.general}/messages`)).json).toEqual([]);
    expect(await harness.request('GET', `/channels/${channels.general}/messages/${id}`)).toMatchObject({
      status: 404,
      json: { code: 10008 },
    });
    await interaction.deleteReply();
    expect(await seenBy(harness, ana.id)).toEqual([]);
  });

  test('that is deferred is thinking until the first follow-up, which takes its place', async () => {
    const { harness, client, people, ana, rosa } = await bot();
    await using _ = harness;
    const asked = nextInteraction(client);
    const answered = people.command(ana.id, use);
    const interaction = await asked;
    if (!interaction.isChatInputCommand()) throw new Error('not a slash command');
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    expect(await answered).toEqual({ kind: 'answered' });
    expect(await seenBy(harness, ana.id)).toEqual(['private: thinking: ']);

    const first = await interaction.followUp('first');
    await interaction.followUp('second');
    await interaction.followUp({ content: 'third', flags: MessageFlags.Ephemeral });
    await interaction.editReply('first, edited');
    expect((await interaction.fetchReply()).id).toBe(first.id);
    expect(await seenBy(harness, ana.id)).toEqual([
      'private: first, edited',
      'public: second',
      'private: third',
    ]);
    expect(await seenBy(harness, rosa.id)).toEqual(['public: second']);
  });

  test('a deferral may carry nothing but EPHEMERAL', async () => {
    const { harness, client, people, ana } = await bot();
    await using _ = harness;
    const asked = nextInteraction(client);
    void people.command(ana.id, use);
    const { id, token } = await asked;
    const body = { type: 5, data: { flags: MessageFlags.IsComponentsV2 } };
    expect(await harness.request('POST', `/interactions/${id}/${token}/callback`, body)).toMatchObject({
      status: 400,
      json: { code: 50035, errors: { data: { flags: { _errors: expect.any(Array) } } } },
    });
  });

  test('cannot be changed when its token is 15 minutes old', async () => {
    let now = Date.now();
    const { harness, client, people, ana } = await bot({ realNow: () => now });
    await using _ = harness;
    const asked = nextInteraction(client);
    void people.command(ana.id, use);
    const interaction = await asked;
    if (!interaction.isChatInputCommand()) throw new Error('not a slash command');
    await interaction.deferReply();
    now += 15 * 60 * 1000 + 1;
    expect((await seenBy(harness, ana.id))[0]).toBe('public: ');
    await expect(interaction.editReply('late')).rejects.toMatchObject({ code: 50027, status: 401 });
  });
});
