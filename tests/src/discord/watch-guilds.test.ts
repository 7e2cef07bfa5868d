import { DiscordAPIError, GatewayDispatchEvents } from 'discord.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Guilds } from '../../../campaigns/ports/settings.ts';
import { createClient } from '../../../src/discord/client.ts';
import { watchGuilds } from '../../../src/discord/watch-guilds.ts';
import { quiet } from '../../support/signals.ts';
import { ids, serverJson, smallDiscord } from '../../support/small-discord.ts';

const other = '100000000000000077';

/** The account of servers, in memory. */
function account(known: Record<string, boolean>): Guilds & { readonly known: Record<string, boolean> } {
  const set = (id: string, removed: boolean): boolean => {
    if (known[id] === undefined || known[id] === removed) return false;
    known[id] = removed;
    return true;
  };
  return {
    known,
    left: async (id) => set(id, true),
    returned: async (id) => set(id, false),
    all: async () => Object.entries(known).map(([id, removed]) => ({ id, removed })),
    purge: async () => [],
  };
}

async function watched(
  known: Record<string, boolean>,
  gone: readonly string[],
  untold: readonly string[] = [],
) {
  const discord = await smallDiscord({ untold });
  const client = createClient(discord.apiUrl);
  const guilds = account(known);
  const rest = {
    get: async (route: string) => {
      const id = route.split('/').at(-1) ?? '';
      if (!gone.includes(id)) return { id };
      const body = { code: 10_004, message: 'Unknown Guild' };
      throw new DiscordAPIError(body, 10_004, 404, 'GET', route, { body: undefined, files: undefined });
    },
  };
  const { settled } = watchGuilds({ client, rest, guilds, log: quiet });
  onTestFinished(async () => {
    await client.destroy();
    await discord[Symbol.asyncDispose]();
  });
  const ready = new Promise((resolve) => client.once('clientReady', resolve));
  await client.login('a.b.c');
  await ready;
  await settled();
  const heard = async (type: GatewayDispatchEvents, data: object): Promise<void> => {
    const arrived = new Promise((resolve) => client.ws.once(type, resolve));
    discord.dispatch(type, data);
    await arrived;
    await settled();
  };
  return { guilds, heard };
}

describe('servers', () => {
  test('that removed the bot while it was away are found when a session begins, if Discord says so itself', async () => {
    const { guilds } = await watched({ [ids.server]: false, [other]: false }, [other]);
    expect(guilds.known).toEqual({ [ids.server]: false, [other]: true });
  });

  test('that took it back while it was away are found too', async () => {
    const { guilds } = await watched({ [ids.server]: true }, [], [ids.server]);
    expect(guilds.known).toEqual({ [ids.server]: false });
  });

  test('that remove it are marked, and those in an outage are not', async () => {
    const { guilds, heard } = await watched({ [ids.server]: false, [other]: false }, [], [ids.server, other]);
    await heard(GatewayDispatchEvents.GuildDelete, { id: other, unavailable: true });
    expect(guilds.known[other]).toBe(false);
    await heard(GatewayDispatchEvents.GuildDelete, { id: ids.server });
    expect(guilds.known[ids.server]).toBe(true);
    await heard(GatewayDispatchEvents.GuildCreate, serverJson());
    expect(guilds.known[ids.server]).toBe(false);
  });
});
