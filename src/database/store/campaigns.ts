import type { Temporal } from 'temporal-polyfill';
import { type Kysely, sql } from 'kysely';
import type { Campaign, Id, Snowflake } from '../../../campaigns/campaign.ts';
import { newId } from '../../../campaigns/id.ts';
import type { Campaigns, NewCampaign } from '../../../campaigns/ports/store.ts';
import { publicPurposes } from '../../../campaigns/schedule.ts';
import type { Tables } from '../tables.ts';
import { setQuarantine } from './quarantine.ts';
import { campaignColumns, storable, toCampaign, toChannel, toJson, toSchedule, type Db } from './rows.ts';
import { addSchedules, syncRemembrances } from './schedules.ts';
import { standingSlots } from './standing.ts';

/** PostgreSQL's code for a broken unique constraint. */
const uniqueViolation = '23505';
/** The constraint that a name is taken once in each server. */
export const nameTaken = 'campaign_guild_guild_id_name_key_key';

/** Campaigns and their channels, over kysely. */
export function campaignsOver(db: Kysely<Tables>): Campaigns {
  return {
    create: async (campaign) => await create(db, campaign),

    ofGuild: async (guildId) =>
      (
        await campaigns(db)
          .where('campaign_guild.guild_id', '=', guildId)
          .orderBy('campaigns.name_key')
          .execute()
      ).map(toCampaign),

    find: async (guildId, id) => await findCampaign(db, guildId, id),

    channels: async (campaignId) =>
      (
        await db
          .selectFrom('campaign_channels')
          .selectAll()
          .where('campaign_id', '=', campaignId)
          .where('removed_at', 'is', null)
          .orderBy('audience')
          .orderBy('channel_id')
          .execute()
      ).map(toChannel),

    channel: async (campaignId, id) => {
      const row = await db
        .selectFrom('campaign_channels')
        .selectAll()
        .where('id', '=', id)
        .where('campaign_id', '=', campaignId)
        .where('removed_at', 'is', null)
        .executeTakeFirst();
      return row ? toChannel(row) : null;
    },

    schedules: async (campaignId) =>
      (
        await db
          .selectFrom('schedules')
          .selectAll()
          .where('campaign_id', '=', campaignId)
          .orderBy('purpose')
          .orderBy('subject')
          .execute()
      ).map(toSchedule),

    overrides: async (campaignId) => await standingSlots(db, { campaignId }),

    setState: async (guildId, id, state, by, now) => await setState(db, guildId, id, state, by, now),
    syncRemembrances: async (campaignId, schedules, now) =>
      await db.transaction().execute(async (tx) => await syncRemembrances(tx, campaignId, schedules, now)),

    all: async () =>
      (
        await campaigns(db)
          .where('campaign_guild.home', '=', true)
          .where('campaigns.state', '<>', 'archived')
          .orderBy('campaigns.created_at')
          .orderBy('campaigns.id')
          .execute()
      ).map(toCampaign),

    setQuarantine: async (channelId, reason, now, notice) =>
      await db.transaction().execute(async (tx) => await setQuarantine(tx, channelId, reason, now, notice)),

    quarantined: async () =>
      (
        await db
          .selectFrom('campaign_channels')
          .selectAll()
          .where('quarantined_since', 'is not', null)
          .where('removed_at', 'is', null)
          .orderBy('quarantined_since')
          .execute()
      ).map(toChannel),
  };
}

function campaigns(db: Db) {
  return db
    .selectFrom('campaigns')
    .innerJoin('campaign_guild', 'campaign_guild.campaign_id', 'campaigns.id')
    .select(campaignColumns);
}

/** A campaign of that server. */
export async function findCampaign(db: Db, guildId: Snowflake, id: Id): Promise<Campaign | null> {
  const row = await campaigns(db)
    .where('campaign_guild.guild_id', '=', guildId)
    .where('campaigns.id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : toCampaign(row);
}

async function create(db: Kysely<Tables>, campaign: NewCampaign): Promise<Campaign | 'taken'> {
  try {
    return await db.transaction().execute(async (tx) => await createIn(tx, campaign));
  } catch (error) {
    if (isBroken(error, nameTaken)) return 'taken';
    throw error;
  }
}

/**
 * Makes a campaign, in a transaction.
 *
 * @throws RangeError when there is no channel for its organisers; what the database says of {@link nameTaken}
 */
export async function createIn(tx: Db, campaign: NewCampaign): Promise<Campaign> {
  if (!campaign.channels.some(({ audience }) => audience === 'organisers')) {
    throw new RangeError('a campaign needs a channel for its organisers');
  }
  const id = newId();
  const createdAt = campaign.createdAt.toString();
  const guild = { id: campaign.guildId, removed_at: null };
  await tx
    .insertInto('guilds')
    .values(guild)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const { name_key } = await tx
    .insertInto('campaigns')
    .values({
      id,
      name: storable(campaign.name),
      pack: campaign.pack,
      zone: campaign.zone,
      language: campaign.language,
      state: 'paused',
      created_by: campaign.createdBy,
      created_at: createdAt,
      changed_by: campaign.createdBy,
      changed_at: createdAt,
    })
    .returning('name_key')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('campaign_guild')
    .values({ campaign_id: id, guild_id: campaign.guildId, name_key })
    .execute();
  await tx
    .insertInto('campaign_channels')
    .values(
      campaign.channels.map((channel) => ({
        id: newId(),
        campaign_id: id,
        guild_id: campaign.guildId,
        channel_id: channel.channelId,
        audience: channel.audience,
        language: channel.language,
        gets: channel.audience === 'public' ? [...publicPurposes] : [],
      })),
    )
    .execute();
  await addSchedules(tx, id, campaign.schedules, campaign.createdAt);
  const made = await findCampaign(tx, campaign.guildId, id);
  if (made === null) throw new Error('a campaign that was just made is not there');
  return made;
}

/** Whether an error says that a unique constraint of that name was broken. */
export function isBroken(error: unknown, constraint: string): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === uniqueViolation &&
    'constraint' in error &&
    error.constraint === constraint
  );
}

/** An archived campaign is planned no further; brought back, it is looked at at once. */
async function setState(
  db: Kysely<Tables>,
  guildId: Snowflake,
  id: Id,
  state: Campaign['state'],
  by: Snowflake,
  now?: Temporal.Instant,
): Promise<Campaign | null> {
  return await db.transaction().execute(async (tx) => {
    const before = await findCampaign(tx, guildId, id);
    if (before === null || before.state === state) return before;
    await tx.updateTable('campaigns').set({ state }).where('id', '=', id).execute();
    await tx
      .updateTable('schedules')
      .set({ next_look_at: state === 'archived' ? null : sql<string>`coalesce(next_look_at, planned_until)` })
      .where('campaign_id', '=', id)
      .where('enabled', '=', true)
      .where('in_pack', '=', true)
      .execute();
    await tx
      .insertInto('audit')
      .values({
        guild_id: guildId,
        campaign_id: id,
        by,
        what: 'campaign.state',
        details: toJson({ from: before.state, to: state }),
        at: now?.toString() ?? sql<string>`clock_timestamp()`,
      })
      .execute();
    return { ...before, state };
  });
}
