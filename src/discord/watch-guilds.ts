import { DiscordAPIError, Events, GatewayDispatchEvents, Routes, type Client, type REST } from 'discord.js';
import { z } from 'zod';
import type { Guilds } from '../../campaigns/ports/settings.ts';
import type { Logger } from '../log.ts';
import { isDiscordsOwn } from './failure.ts';

/** What a new session begins with: every server of the bot, those in an outage too. */
const Ready = z.object({
  guilds: z.array(z.object({ id: z.string() })),
  shard: z.tuple([z.int(), z.int()]).optional(),
});
const Deleted = z.object({ id: z.string(), unavailable: z.boolean().optional() });

export interface WatchGuildsOptions {
  readonly client: Client;
  readonly rest: Pick<REST, 'get'>;
  readonly guilds: Guilds;
  readonly log: Logger;
}

/**
 * Keeps account of the servers that removed the bot or took it back: as they do it, and at the start of each
 * session for what happened in between.
 *
 * @returns `settled`, which waits until what was heard so far is written down
 */
export function watchGuilds({ client, rest, guilds, log }: WatchGuildsOptions): {
  readonly settled: () => Promise<void>;
} {
  let work = Promise.resolve();
  /** One after the other, as it happened. */
  const then = (run: () => Promise<void>): void => {
    work = work
      .then(run)
      .catch((error: unknown) => log.error({ err: error }, 'a change of servers could not be written down'));
  };
  const left = async (guild: string): Promise<void> => {
    if (await guilds.left(guild)) log.warn({ guild }, 'a server removed the bot: its campaigns are paused');
  };
  const returned = async (guild: string): Promise<void> => {
    if (await guilds.returned(guild)) log.info({ guild }, 'a server took the bot back');
  };

  client.on(Events.GuildCreate, ({ id }) => then(async () => await returned(id)));
  client.ws.on(GatewayDispatchEvents.GuildDelete, (data: unknown) => {
    const { id, unavailable = false } = Deleted.parse(data);
    // An outage of Discord's removes nobody.
    if (!unavailable) then(async () => await left(id));
  });
  client.ws.on(GatewayDispatchEvents.Ready, (data: unknown) => {
    const { guilds: listed, shard } = Ready.parse(data);
    // One connection of several knows only its own share.
    if (shard !== undefined && shard[1] > 1) return;
    const present = new Set(listed.map(({ id }) => id));
    then(async () => {
      for (const { id, removed } of await guilds.all()) {
        if (removed && present.has(id)) await returned(id);
        // A list that lacks one proves little: nothing is paused before Discord has said so itself.
        if (!removed && !present.has(id) && (await isGone(rest, id))) await left(id);
      }
    });
  });

  return { settled: async () => await work };
}

async function isGone(rest: Pick<REST, 'get'>, guildId: string): Promise<boolean> {
  try {
    await rest.get(Routes.guild(guildId));
    return false;
  } catch (error) {
    return (
      error instanceof DiscordAPIError &&
      isDiscordsOwn(error) &&
      (error.status === 404 || error.status === 403)
    );
  }
}
