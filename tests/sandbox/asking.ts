import { ChannelType, InteractionContextType, SlashCommandBuilder } from 'discord.js';
import { channels, type Harness, start } from './harness.ts';

const casualties = new SlashCommandBuilder()
  .setName('casualties')
  .setDescription('How many were killed')
  .addStringOption((option) =>
    option.setName('event').setDescription('Which event').setAutocomplete(true).setRequired(true),
  )
  .addBooleanOption((option) => option.setName('share').setDescription('Show it to everybody'));

/** A command for organisers, with an option of every kind that is resolved. */
const campaign = new SlashCommandBuilder()
  .setName('campaign')
  .setDescription('Campaigns')
  .setDefaultMemberPermissions('32')
  .setContexts(InteractionContextType.Guild)
  .addSubcommand((create) =>
    create
      .setName('create')
      .setDescription('Begin one')
      .addChannelOption((option) =>
        option
          .setName('channel')
          .setDescription('Where it speaks')
          .setRequired(true)
          .addChannelTypes(ChannelType.GuildText),
      )
      .addRoleOption((option) => option.setName('role').setDescription('Who'))
      .addUserOption((option) => option.setName('user').setDescription('Who'))
      .addIntegerOption((option) =>
        option.setName('days').setDescription('How many').setMinValue(1).setMaxValue(7),
      ),
  );

/** How /casualties is used. */
export const use = {
  channelId: channels.general,
  name: 'casualties',
  options: { event: 'juliaca' },
  locale: 'es-419',
};

/** A harness with a client whose commands are published. */
export async function bot(options: Parameters<typeof start>[0] = {}) {
  const harness = await start(options);
  const client = await harness.connect();
  await client.application.commands.set([casualties.toJSON(), campaign.toJSON()]);
  return { harness, client, people: harness.sandbox.people, ana: harness.ana, rosa: harness.rosa };
}

/** What a person sees in the channel, the newest last. */
export async function seenBy({ sandbox }: Harness, personId: string): Promise<string[]> {
  const seen = await sandbox.people.messages(personId, channels.general);
  return seen.map(({ message, private: mine, thinking }) =>
    [mine ? 'private' : 'public', ...(thinking ? ['thinking'] : []), message.content].join(': '),
  );
}
