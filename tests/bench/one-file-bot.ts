import { readFile, writeFile } from 'node:fs/promises';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import * as cron from 'node-cron';

// The bot that everyone writes first: discord.js says it, node-cron says when. With NOTES it even writes down which
// channels have their post, and goes on there after a restart; most such bots do not.
const { DISCORD_TOKEN = '', DISCORD_API_URL = '', CHANNELS = '', POST_AT = '', NOTES = '' } = process.env;

const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: DISCORD_API_URL } });
const posted: string[] = NOTES === '' ? [] : JSON.parse(await readFile(NOTES, 'utf8').catch(() => '[]'));

async function postEverywhere(): Promise<void> {
  for (const id of CHANNELS.split(',')) {
    if (posted.includes(id)) continue;
    try {
      const channel = await client.channels.fetch(id);
      if (channel?.isSendable()) await channel.send('Four years ago today …');
      posted.push(id);
      if (NOTES !== '') await writeFile(NOTES, JSON.stringify(posted));
    } catch (error) {
      process.stderr.write(`Could not post in ${id}: ${String(error)}\n`);
    }
  }
}

client.once(Events.ClientReady, (ready) => {
  process.stdout.write(`Logged in as ${ready.user.tag}\n`);
  cron.schedule(POST_AT, postEverywhere);
  // It was in the middle of it when it went down.
  if (posted.length > 0) void postEverywhere();
});

await client.login(DISCORD_TOKEN);
