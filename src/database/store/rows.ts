import { sql, type Kysely, type RawBuilder, type Selectable, type Transaction } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Campaign, CampaignChannel } from '../../../campaigns/campaign.ts';
import type { Rule, Schedule } from '../../../campaigns/schedule.ts';
import type { Tables } from '../tables.ts';

/** The database, or a transaction in it. */
export type Db = Kysely<Tables> | Transaction<Tables>;

const time = z.string().regex(/^\d{2}:\d{2}$/);

const mourned = z.literal(true).exactOptional();
const repeating = { time, from: z.iso.date().exactOptional(), until: z.iso.date().exactOptional(), mourned };

/** A rule as it is kept in JSON. */
const StoredRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('yearly'), of: z.iso.date(), leadDays: z.int(), ...repeating }),
  z.object({ kind: z.literal('monthly'), day: z.int().min(1).max(31), ...repeating }),
  z.object({ kind: z.literal('weekly'), weekday: z.int().min(1).max(7), ...repeating }),
  z.object({ kind: z.literal('once'), at: z.string(), mourned }),
]) satisfies z.ZodType<Rule>;

/** The columns of a campaign and of its home, as {@link toCampaign} reads them. */
export const campaignColumns = [
  'campaigns.id',
  'campaigns.name',
  'campaigns.pack',
  'campaigns.zone',
  'campaigns.language',
  'campaigns.state',
  'campaigns.created_by',
  'campaigns.created_at',
  'campaigns.organiser_role',
  'campaigns.approvals',
  'campaigns.unanswered',
  'campaigns.remembrance_time',
  'campaigns.planning_days',
  'campaigns.digest_weekday',
  'campaigns.digest_time',
  'campaigns.lateness_minutes',
  'campaigns.version',
  'campaigns.changed_by',
  'campaigns.changed_at',
  'campaign_guild.guild_id',
] as const;

type CampaignRow = Omit<Selectable<Tables['campaigns']>, 'name_key'> & { readonly guild_id: string };

export function toCampaign(row: CampaignRow): Campaign {
  return {
    id: row.id,
    guildId: row.guild_id,
    name: row.name,
    pack: row.pack,
    zone: row.zone,
    language: row.language,
    state: row.state,
    createdBy: row.created_by,
    createdAt: row.created_at,
    organiserRole: row.organiser_role,
    approvals: row.approvals,
    unanswered: row.unanswered,
    times: {
      remembrance: row.remembrance_time,
      planningDays: row.planning_days,
      digestWeekday: row.digest_weekday,
      digest: row.digest_time,
      latenessMinutes: row.lateness_minutes,
    },
    version: row.version,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  };
}

export function toChannel(row: Selectable<Tables['campaign_channels']>): CampaignChannel {
  const { quarantined_since: since, quarantine_reason: reason } = row;
  return {
    id: row.id,
    campaignId: row.campaign_id,
    guildId: row.guild_id,
    channelId: row.channel_id,
    audience: row.audience,
    language: row.language,
    gets: row.gets,
    ping: row.ping_role === null ? null : { role: row.ping_role, for: row.ping_for },
    quarantine: since === null ? null : { since, reason: reason ?? '' },
  };
}

export function toSchedule(row: Selectable<Tables['schedules']>): Schedule {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    purpose: row.purpose,
    subject: row.subject,
    rule: StoredRule.parse(row.rule),
    zone: row.zone,
    latenessMinutes: row.lateness_minutes,
    enabled: row.enabled && row.in_pack,
  };
}

/** Text as the database can hold it: without NUL and halves of characters, which nobody means. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** A value as JSON that the database can hold. */
export function toJson(value: object): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part));
}

/** A moment to compare a column with. */
export function moment(instant: Temporal.Instant): RawBuilder<Temporal.Instant> {
  return sql`${instant.toString()}::timestamptz`;
}
