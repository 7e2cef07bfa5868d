import { type Kysely, sql } from 'kysely';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import type { Guilds } from '../../../campaigns/ports/settings.ts';
import type { Tables } from '../tables.ts';
import { moment, toJson, type Db } from './rows.ts';

/** Servers that have campaigns, over kysely. */
export function guildsOver(db: Kysely<Tables>): Guilds {
  const inTransaction = async <Result>(work: (tx: Db) => Promise<Result>): Promise<Result> =>
    await db.transaction().execute(work);
  return {
    left: async (guildId) => await inTransaction(async (tx) => (await markLeft(tx, [guildId])).length > 0),
    returned: async (guildId) =>
      await inTransaction(async (tx) => (await markReturned(tx, [guildId])).length > 0),
    all: async () => {
      const rows = await db.selectFrom('guilds').select(['id', 'removed_at']).orderBy('id').execute();
      return rows.map(({ id, removed_at: removedAt }) => ({ id, removed: removedAt !== null }));
    },
    purge: async (removedBefore) => await inTransaction(async (tx) => await purge(tx, removedBefore)),
  };
}

async function markLeft(tx: Db, guildIds: readonly Snowflake[]): Promise<readonly Snowflake[]> {
  const left = await mark(tx, guildIds, true);
  if (left.length === 0) return [];
  await tx
    .updateTable('campaigns')
    .set({ state: 'paused' })
    .where('state', '=', 'active')
    .where('id', 'in', (of) =>
      of
        .selectFrom('campaign_guild')
        .select('campaign_id')
        .where('home', '=', true)
        .where('guild_id', 'in', left),
    )
    .execute();
  await note(tx, left, 'guild.left');
  return left;
}

async function markReturned(tx: Db, guildIds: readonly Snowflake[]): Promise<readonly Snowflake[]> {
  const returned = await mark(tx, guildIds, false);
  await note(tx, returned, 'guild.returned');
  return returned;
}

/** @returns those for which that was not known yet */
async function mark(tx: Db, guildIds: readonly Snowflake[], left: boolean): Promise<Snowflake[]> {
  if (guildIds.length === 0) return [];
  const marked = await tx
    .updateTable('guilds')
    .set({ removed_at: left ? sql<string>`clock_timestamp()` : null })
    .where('id', 'in', [...guildIds])
    .where('removed_at', left ? 'is' : 'is not', null)
    .returning('id')
    .execute();
  return marked.map(({ id }) => id);
}

async function note(tx: Db, guildIds: readonly Snowflake[], what: string): Promise<void> {
  if (guildIds.length === 0) return;
  await tx
    .insertInto('audit')
    .values(
      guildIds.map((id) => ({
        guild_id: id,
        campaign_id: null,
        by: null,
        what,
        details: toJson({}),
        at: sql<string>`clock_timestamp()`,
      })),
    )
    .execute();
}

async function purge(tx: Db, removedBefore: Parameters<Guilds['purge']>[0]): Promise<readonly Snowflake[]> {
  const gone = await tx
    .selectFrom('guilds')
    .select('id')
    .where('removed_at', '<', moment(removedBefore))
    .forUpdate()
    .execute();
  const ids = gone.map(({ id }) => id);
  if (ids.length === 0) return [];
  await tx
    .deleteFrom('campaigns')
    .where('id', 'in', (of) =>
      of
        .selectFrom('campaign_guild')
        .select('campaign_id')
        .where('home', '=', true)
        .where('guild_id', 'in', ids),
    )
    .execute();
  await tx.deleteFrom('organise_buttons').where('guild_id', 'in', ids).execute();
  await tx.deleteFrom('reports').where('guild_id', 'in', ids).execute();
  await tx.deleteFrom('audit').where('guild_id', 'in', ids).execute();
  await tx.deleteFrom('guilds').where('id', 'in', ids).execute();
  return ids;
}
