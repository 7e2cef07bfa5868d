import type { Kysely } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Campaign, Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { CampaignSettings, Change, Consequences, Settings } from '../../../campaigns/ports/settings.ts';
import type { Saved } from '../../../campaigns/saved.ts';
import type { Tables } from '../tables.ts';
import { isBroken, nameTaken } from './campaigns.ts';
import { beginChange, noted } from './changing.ts';
import { addChannel, changeChannel, removeChannel, replaceChannel } from './channels.ts';
import { tell } from './notices.ts';
import { storable, toJson, toSchedule, type Db } from './rows.ts';
import { changeSchedule, syncRemembrances } from './schedules.ts';

/** How campaigns are set up, over kysely. */
export function settingsOver(db: Kysely<Tables>): Settings {
  return {
    change: async (change, settings, consequences = {}) => {
      try {
        return await db
          .transaction()
          .execute(async (tx) => await changeSettings(tx, change, settings, consequences));
      } catch (error) {
        if (isBroken(error, nameTaken)) return 'taken';
        throw error;
      }
    },
    addChannel: async (change, channel) =>
      await db.transaction().execute(async (tx) => await addChannel(tx, change, channel)),
    changeChannel: async (change, channelId, settings) =>
      await db.transaction().execute(async (tx) => await changeChannel(tx, change, channelId, settings)),
    replaceChannel: async (change, channelId, to) =>
      await db.transaction().execute(async (tx) => await replaceChannel(tx, change, channelId, to)),
    removeChannel: async (change, channelId) =>
      await db.transaction().execute(async (tx) => await removeChannel(tx, change, channelId)),
    pauseAll: async (guildId, ids, by, now) =>
      await db.transaction().execute(async (tx) => await pauseAll(tx, guildId, ids, by, now)),
  };
}

/** {@link ../../../campaigns/ports/settings.ts Settings.change}, in a transaction. */
export async function changeSettings(
  tx: Db,
  change: Change,
  settings: Partial<CampaignSettings>,
  { schedules, notice }: Consequences,
): Promise<Saved<Campaign> | 'taken'> {
  const changing = await beginChange(tx, change);
  if ('kind' in changing) return changing;
  const { before, done } = changing;
  const details = differences(before, settings);
  if (Object.keys(details).length === 0) return { kind: 'saved', value: before };
  const { name, language, zone, times, organiserRole, approvals, unanswered } = settings;
  await tx
    .updateTable('campaigns')
    .set({
      ...(name !== undefined && { name: storable(name) }),
      ...(language !== undefined && { language }),
      ...(zone !== undefined && { zone }),
      ...(organiserRole !== undefined && { organiser_role: organiserRole }),
      ...(approvals !== undefined && { approvals }),
      ...(unanswered !== undefined && { unanswered }),
      ...(times !== undefined && {
        remembrance_time: times.remembrance,
        planning_days: times.planningDays,
        digest_weekday: times.digestWeekday,
        digest_time: times.digest,
        lateness_minutes: times.latenessMinutes,
      }),
    })
    .where('id', '=', change.campaignId)
    .execute();
  if (language !== undefined) await speakAlong(tx, before, language);
  if (schedules !== undefined) await replanAll(tx, change, schedules);
  if (zone !== undefined) await moveAnnouncements(tx, change, zone);
  if (notice !== undefined) await tell(tx, change.campaignId, notice, change.now);
  return await done(whatOf(settings), details);
}

function whatOf({ organiserRole, approvals, unanswered }: Partial<CampaignSettings>): string {
  if (organiserRole !== undefined) return 'campaign.organiser-role';
  if (approvals !== undefined || unanswered !== undefined) return 'campaign.approvals';
  return 'campaign.settings';
}

/** Each setting that became another one, as "old → new". */
function differences(before: Campaign, settings: Partial<CampaignSettings>): Record<string, string> {
  const { times, ...rest } = settings;
  const pairs = [
    ...Object.entries(rest).map(([name, now]) => ({ name, was: flat(before)[name], now })),
    ...Object.entries(times ?? {}).map(([name, now]) => ({ name, was: flat(before.times)[name], now })),
  ];
  return Object.fromEntries(
    pairs
      .filter(({ was, now }) => was !== now)
      .map(({ name, was, now }) => [name, `${noted(was ?? null)} → ${noted(now ?? null)}`]),
  );
}

/** The settings among the fields, by name. */
function flat(of: object): Readonly<Record<string, string | number | null>> {
  return Object.fromEntries(
    Object.entries(of).filter(([, value]) => value === null || ['string', 'number'].includes(typeof value)),
  );
}

/** Channels that spoke the campaign's language go on speaking it. */
async function speakAlong(tx: Db, { id, language: before }: Campaign, language: string): Promise<void> {
  await tx
    .updateTable('campaign_channels')
    .set({ language })
    .where('campaign_id', '=', id)
    .where('language', '=', before)
    .where('removed_at', 'is', null)
    .execute();
}

async function replanAll(
  tx: Db,
  { campaignId, now }: Change,
  wanted: NonNullable<Consequences['schedules']>,
): Promise<void> {
  const ofPack = wanted.filter(({ purpose }) => purpose === 'remembrance' || purpose === 'planning-note');
  await syncRemembrances(tx, campaignId, ofPack, now);
  const rows = await tx
    .selectFrom('schedules')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('purpose', '=', 'digest')
    .forUpdate()
    .execute();
  const [digest] = wanted.filter(({ purpose }) => purpose === 'digest');
  for (const row of rows) if (digest) await changeSchedule(tx, toSchedule(row), digest, now);
}

/** What organisers wrote stays at its hour on the wall, which hangs in another zone now. */
async function moveAnnouncements(tx: Db, { campaignId, now }: Change, zone: string): Promise<void> {
  const rows = await tx
    .selectFrom('schedules')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('purpose', '=', 'announcement')
    .forUpdate()
    .execute();
  for (const known of rows.map(toSchedule)) await changeSchedule(tx, known, { ...known, zone }, now);
}

async function pauseAll(
  tx: Db,
  guildId: Snowflake,
  ids: readonly Id[],
  by: Snowflake,
  now: Temporal.Instant,
): Promise<readonly Id[]> {
  if (ids.length === 0) return [];
  const paused = await tx
    .updateTable('campaigns')
    .set({ state: 'paused' })
    .where('id', 'in', [...ids])
    .where('state', '=', 'active')
    .where('id', 'in', (of) =>
      of.selectFrom('campaign_guild').select('campaign_id').where('guild_id', '=', guildId),
    )
    .returning('id')
    .execute();
  if (paused.length === 0) return [];
  await tx
    .insertInto('audit')
    .values(
      paused.map(({ id }) => ({
        guild_id: guildId,
        campaign_id: id,
        by,
        what: 'campaign.state',
        details: toJson({ from: 'active', to: 'paused', all: 'yes' }),
        at: now.toString(),
      })),
    )
    .execute();
  return paused.map(({ id }) => id);
}
