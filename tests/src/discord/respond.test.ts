import { Events, type Interaction } from 'discord.js';
import { expect, test } from 'vitest';
import type { Reply } from '../../../commands/contract.ts';
import { button, gallery, row, words } from '../../../messages/components.ts';
import { respond } from '../../../src/discord/respond.ts';
import { bot, use } from '../../sandbox/asking.ts';
import { quiet } from '../../support/signals.ts';

const picture = { name: 'figures.png', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
const buttons = row(button('with', 'With'), button('without', 'Without'));
const withPicture = { components: [gallery('figures.png', 'Two figures'), buttons], files: [picture] };
const without = { components: [words('Page 2'), buttons] };

test('a message that changes has the picture of what it shows now, and no other', async () => {
  const { harness, client, people, ana } = await bot();
  await using _ = harness;
  const replies: Record<string, Reply> = {
    casualties: { kind: 'answer', private: true, answer: withPicture },
    with: { kind: 'update', answer: withPicture },
    without: { kind: 'update', answer: without },
  };
  client.on(Events.InteractionCreate, (interaction: Interaction) => {
    if (!interaction.isChatInputCommand() && !interaction.isMessageComponent()) return;
    const reply = replies[interaction.isMessageComponent() ? interaction.customId : interaction.commandName];
    if (reply) void respond(interaction, Promise.resolve(reply), quiet);
  });
  const seen = async () => {
    const [last] = await people.messages(ana.id, use.channelId, { limit: 1 });
    if (!last) throw new Error('no message');
    return last.message;
  };

  expect(await people.command(ana.id, use)).toEqual({ kind: 'answered' });
  const { id: messageId } = await seen();
  const files: (readonly string[])[] = [(await seen()).attachments.map(({ filename }) => filename)];
  for (const customId of ['with', 'without', 'without', 'with']) {
    const press = { messageId, customId, locale: 'en-US' };
    expect(await people.press(ana.id, press)).toEqual({ kind: 'answered' });
    files.push((await seen()).attachments.map(({ filename }) => filename));
  }
  expect(files).toEqual([['figures.png'], ['figures.png'], [], [], ['figures.png']]);
  const [attachment] = (await seen()).attachments;
  expect((await people.file(ana.id, attachment?.id ?? ''))?.bytes).toEqual(picture.bytes);
});
