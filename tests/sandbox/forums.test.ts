import { ChannelType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { channels, start } from './harness.ts';

describe('a forum', () => {
  test('is a channel without messages of its own', async () => {
    await using harness = await start();
    const { people } = harness.sandbox;
    const client = await harness.connect();
    const forum = client.channels.cache.get(channels.questions);
    expect(forum).toMatchObject({ type: ChannelType.GuildForum, name: 'questions', availableTags: [] });
    const path = `/channels/${channels.questions}/messages`;
    expect(await harness.request('POST', path, { content: 'x' })).toMatchObject({
      status: 400,
      json: { code: 50008, message: 'Cannot send messages in a non-text channel' },
    });
    expect(await harness.request('GET', path)).toMatchObject({ status: 200, json: [] });
    const reason = 'A forum holds threads only. Nothing can be written in the forum itself.';
    expect(await people.say(harness.ana.id, channels.questions, 'x')).toEqual({ kind: 'refused', reason });
    const use = { channelId: channels.questions, name: 'help', options: {}, locale: 'en-US' };
    expect(await people.command(harness.ana.id, use)).toEqual({ kind: 'refused', reason });
  });

  test('holds threads, and those take messages', async () => {
    await using harness = await start();
    const { world } = harness.sandbox;
    const { id } = world.threads.add(channels.questions, { name: 'how can I help', ownerId: harness.ana.id });
    expect((await harness.request('POST', `/channels/${id}/messages`, { content: 'x' })).status).toBe(200);
  });
});
