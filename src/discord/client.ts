import { Client, GatewayIntentBits, Options } from 'discord.js';

/** Keeps what permissions need (servers, channels, roles, the bot itself) and nothing of people or messages. */
const caches = Options.cacheWithLimits({
  ...Options.DefaultMakeCacheSettings,
  MessageManager: 0,
  ReactionManager: 0,
  PresenceManager: 0,
  VoiceStateManager: 0,
  GuildMemberManager: { maxSize: 1, keepOverLimit: (member) => member.id === member.client.user.id },
  UserManager: { maxSize: 1, keepOverLimit: (user) => user.id === user.client.user.id },
});

/** The discord.js client, not logged in yet. It asks for no intent that needs a switch in the portal. */
export function createClient(apiUrl: string): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    makeCache: caches,
    allowedMentions: { parse: [] },
    // An answer is worth nothing after three seconds: no long repeating.
    rest: { api: apiUrl, retries: 1, timeout: 5_000 },
  });
}
