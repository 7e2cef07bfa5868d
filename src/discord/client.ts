import { Client, GatewayIntentBits, Options, SimpleShardingStrategy } from 'discord.js';

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

/**
 * How long nobody is answered at the start while servers are still being told of. One in an outage is never told
 * of, and must not keep the others waiting for longer than their questions live.
 */
const waitGuildTimeout = 1_000;

/**
 * A Gateway that turns a connection away is tried again by the shard itself. Logging in once more beside it would
 * leave two connections, and each question would be answered twice.
 */
class PatientStrategy extends SimpleShardingStrategy {
  override async connect(): Promise<void> {
    await super.connect().catch(() => undefined);
  }
}

/** The discord.js client, not logged in yet. It asks for no intent that needs a switch in the portal. */
export function createClient(apiUrl: string): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    makeCache: caches,
    allowedMentions: { parse: [] },
    // As many connections as Discord recommends: one, until the bot is in thousands of servers.
    shards: 'auto',
    waitGuildTimeout,
    ws: { buildStrategy: (manager) => new PatientStrategy(manager) },
    // An answer is worth nothing after three seconds: no long repeating.
    rest: { api: apiUrl, retries: 1, timeout: 5_000 },
  });
}
