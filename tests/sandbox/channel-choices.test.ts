import { GatewayDispatchEvents } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { channels, nextInteraction, start } from './harness.ts';

describe('what a person chooses', () => {
  const thread = channels.march;
  const option = { name: 'where', description: 'x', type: 7, required: true } as const;

  test('is sent with what a thread is in and how it stands', async () => {
    await using harness = await start();
    const { people, world } = harness.sandbox;
    const client = await harness.connect();
    await client.application.commands.set([{ name: 'post', description: 'x', options: [option] }]);
    world.threads.change(thread, { archived: true });
    const told = new Promise<unknown>((resolve) => {
      client.ws.once(GatewayDispatchEvents.InteractionCreate, resolve);
    });
    const options = { where: thread };
    const use = { channelId: channels.general, name: 'post', options, locale: 'en-US' };
    const answered = people.command(harness.ana.id, use);
    const asked = await nextInteraction(client);
    expect(await told).toMatchObject({
      data: {
        resolved: {
          channels: {
            [thread]: {
              id: thread,
              type: 11,
              name: 'march-planning',
              parent_id: channels.campaign,
              thread_metadata: { archived: true, locked: false },
              permissions: expect.any(String),
            },
          },
        },
      },
    });
    if (asked.isChatInputCommand()) await asked.reply({ content: 'x', flags: ['Ephemeral'] });
    await answered;
  });

  test('is of the kinds that the option or the select names', async () => {
    await using harness = await start();
    const { people } = harness.sandbox;
    const client = await harness.connect();
    const textOnly = { ...option, channel_types: [0] };
    await harness.request('PUT', `/applications/${client.user.id}/commands`, [
      { name: 'post', description: 'x', options: [textOnly] },
    ]);
    const use = { channelId: channels.general, name: 'post', locale: 'en-US' };
    const reason = 'where: this kind of channel can’t be chosen.';
    for (const where of [thread, channels.questions]) {
      expect(await people.command(harness.ana.id, { ...use, options: { where } })).toEqual({
        kind: 'refused',
        reason,
      });
    }
    const select = { type: 8, custom_id: 'pick', channel_types: [0, 11] };
    const { json } = await harness.request('POST', `/channels/${channels.general}/messages`, {
      content: 'where?',
      components: [{ type: 1, components: [select] }],
    });
    const messageId = (json as { id: string }).id; // what was posted has an id
    const press = (value: string) =>
      people.press(harness.ana.id, { messageId, customId: 'pick', values: [value], locale: 'en-US' });
    expect(await press(channels.questions)).toMatchObject({ kind: 'refused' });
    const pressed = press(thread);
    const asked = await nextInteraction(client);
    if (!asked.isChannelSelectMenu()) throw new Error('no select');
    expect(asked.channels.first()).toMatchObject({ id: thread, parentId: channels.campaign });
    await asked.reply({ content: 'x', flags: ['Ephemeral'] });
    expect(await pressed).toEqual({ kind: 'answered' });
  });
});
