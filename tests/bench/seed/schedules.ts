import { Client, type PoolConfig } from 'pg';
import { Temporal } from 'temporal-polyfill';
import { migrate } from '../../../src/database/migrate.ts';

/** When the first of the seeded schedules is due. */
export const firstDue = Temporal.Instant.from('2026-01-05T00:00:00Z');
/**
 * A database with so many weekly schedules, each with a post that has been and one to come: 100 to a campaign.
 * One schedule is to be looked at, and one occurrence falls due, each second after {@link firstDue}.
 */
export async function databaseOfSchedules(
  server: PoolConfig,
  name: string,
  schedules: number,
): Promise<PoolConfig> {
  const admin = new Client(server);
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const poolConfig = { ...server, database: name };
  await migrate({ poolConfig });
  const client = new Client(poolConfig);
  await client.connect();
  try {
    // Whatever is referred to is there: the rows are made in order, and need not be looked up one by one.
    await client.query("set session_replication_role = 'replica'");
    for (const statement of statements) await client.query(sized(statement, schedules));
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
  return poolConfig;
}

function sized(statement: string, schedules: number): string {
  return statement
    .replaceAll(':schedules', String(schedules))
    .replaceAll(':first', `timestamptz '${firstDue.toString()}'`);
}

const campaignOf = "'c' || lpad((n / 100)::text, 15, '0')";
const channelOf = "'h' || lpad((n / 100)::text, 15, '0')";
const subjectOf = "'a' || lpad(n::text, 15, '0')";
const numbers = 'generate_series(0, :schedules - 1) as n';

const statements = [
  `insert into guilds (id) select (100000000000000000 + n)::text from generate_series(0, :schedules / 100) as n`,
  `insert into campaigns (id, name, pack, zone, language, state, created_by, created_at, changed_by, changed_at)
   select 'c' || lpad(n::text, 15, '0'), 'Campaign ' || n, 'none', 'UTC', 'en', 'active', '1', :first, '1', :first
   from generate_series(0, :schedules / 100) as n`,
  `insert into campaign_guild (campaign_id, guild_id, name_key)
   select 'c' || lpad(n::text, 15, '0'), (100000000000000000 + n)::text, 'campaign ' || n
   from generate_series(0, :schedules / 100) as n`,
  `insert into campaign_channels (id, campaign_id, guild_id, channel_id, audience, language, gets)
   select 'h' || lpad(n::text, 15, '0'), 'c' || lpad(n::text, 15, '0'), (100000000000000000 + n)::text,
     (200000000000000000 + n)::text, 'public', 'en', '{announcement}'
   from generate_series(0, :schedules / 100) as n`,
  `insert into schedules (id, campaign_id, purpose, subject, rule, zone, lateness_minutes, planned_until, next_look_at)
   select 's' || lpad(n::text, 15, '0'), ${campaignOf}, 'announcement', ${subjectOf},
     jsonb_build_object('kind', 'weekly', 'weekday', 1 + n % 7, 'time', '09:00'), 'UTC', 360,
     :first + n * interval '1 second' + interval '8 days', :first + n * interval '1 second'
   from ${numbers}`,
  `insert into occurrences (campaign_id, purpose, subject, slot, zone, due_at, latest_at, state)
   select ${campaignOf}, 'announcement', ${subjectOf}, '2025-12-29T09:00', 'UTC', :first - interval '7 days',
     :first - interval '6 days', 'opened'
   from ${numbers}`,
  `insert into deliveries (id, campaign_id, occurrence_id, campaign_channel_id, due_at, latest_at, state, message_id, ended_at)
   select 'd' || lpad(n::text, 15, '0'), ${campaignOf}, n + 1, ${channelOf}, :first - interval '7 days',
     :first - interval '6 days', 'sent', '1', :first - interval '7 days'
   from ${numbers}`,
  `insert into occurrences (campaign_id, purpose, subject, slot, zone, due_at, latest_at)
   select ${campaignOf}, 'announcement', ${subjectOf}, '2026-01-05T00:00', 'UTC',
     :first + n * interval '1 second', :first + n * interval '1 second' + interval '6 hours'
   from ${numbers}`,
];
