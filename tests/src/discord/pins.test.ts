import { Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { createDiscordPort } from '../../../src/discord/discord-port.ts';
import { createPostingRest, createReadingRest } from '../../../src/discord/rest.ts';
import { channels, start } from '../../sandbox/harness.ts';

test('a message says whether it is pinned, also after somebody unpinned it', async () => {
  await using harness = await start();
  const { sandbox, origin } = harness;
  const credentials = { apiUrl: sandbox.restBase(origin), token: sandbox.token };
  const posting = createPostingRest(credentials);
  const discord = createDiscordPort({
    posting,
    reading: createReadingRest(credentials),
    botUserId: sandbox.world.bot.id,
  });
  const signal = AbortSignal.timeout(10_000);
  const channelId = channels.campaign;
  const posted = await discord.post({
    channelId,
    post: { body: JSON.stringify({ content: 'Here' }), files: [], claims: [] },
    nonce: 'pins',
    signal,
    isOver: () => signal.aborted,
  });
  const messageId = posted.kind === 'sent' ? posted.messageId : '';
  const at = { channelId, messageId, signal };
  expect(await discord.message(at)).toMatchObject({ ours: true, pinned: false });
  expect(await discord.pin(at)).toEqual({ kind: 'done' });
  expect(await discord.message(at)).toMatchObject({ pinned: true });
  await posting.delete(Routes.channelMessagesPin(channelId, messageId));
  expect(await discord.message(at)).toMatchObject({ pinned: false });
});
