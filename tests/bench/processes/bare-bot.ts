import { readFile } from 'node:fs/promises';
import { Client, Events, GatewayIntentBits, type InteractionReplyOptions } from 'discord.js';
import { z } from 'zod';
import { Answers } from '../stub/protocol.ts';

// The least that discord.js needs to answer a command. The answers are made already, files and all.
const Callback = z.object({ data: z.object({ flags: z.int(), components: z.array(z.unknown()) }) });
const answers = new Map<string, InteractionReplyOptions>();
const given = Answers.parse(JSON.parse(await readFile(process.env['ANSWERS'] ?? '', 'utf8')));
for (const [command, { json, files }] of Object.entries(given)) {
  // They are valid: Discord's own client made them.
  const { flags, components } = Callback.parse(JSON.parse(json)).data as InteractionReplyOptions;
  answers.set(command, {
    ...(flags !== undefined && { flags }),
    ...(components !== undefined && { components }),
    files: files.map(({ name, base64 }) => ({ attachment: Buffer.from(base64, 'base64'), name })),
  });
}

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env['DISCORD_API_URL'] ?? '' },
});
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isChatInputCommand())
    void interaction.reply(answers.get(interaction.commandName) ?? { content: 'unknown' });
});
client.once(Events.ClientReady, () => process.stdout.write('ready\n'));
await client.login(process.env['DISCORD_TOKEN']);
