import { forgetNames } from './forgetting.ts';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Amendment } from '../../../campaigns/amendment.ts';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { DeliveryReason } from '../../../campaigns/delivery.ts';
import type { LogAbout, Logbook, LogEntry, LogFilter, LoggedPost } from '../../../campaigns/ports/logbook.ts';
import { publicPurposes, type Purpose } from '../../../campaigns/schedule.ts';
import type { Tables } from '../tables.ts';
import { recipientsOf } from './recipients.ts';

/** What happened, over kysely. */
export function logbookOver(db: Kysely<Tables>): Logbook {
  return {
    page: async (guildId, campaignId, { show, offset, limit }) => {
      const { rows } = await sql<LogRow>`
        with mine as (
          select campaign_id from campaign_guild where campaign_id = ${campaignId} and guild_id = ${guildId}
        ),
        found as (${union(shown(show))}),
        page as (
          select found.*, count(*) over ()::integer as count from found
          order by at desc, sort desc
          limit ${limit} offset ${offset}
        )
        ${named(campaignId)}
        order by at desc, sort desc
      `.execute(db);
      const entries = await withChannels(db, campaignId, rows.map(toEntry));
      return { entries, count: rows[0]?.count ?? 0 };
    },

    forgetNames: async (before) => await forgetNames(db, before),
  };
}

interface LogRow {
  readonly kind: LogEntry['kind'];
  readonly at: Temporal.Instant;
  readonly count: number;
  readonly by: Snowflake | null;
  readonly what: string;
  readonly details: unknown;
  readonly delivery_id: Id | null;
  readonly guild_id: Snowflake;
  readonly channel_id: Snowflake;
  readonly purpose: Purpose;
  readonly subject: string;
  readonly slot: string;
  readonly zone: string;
  readonly due_at: Temporal.Instant;
  readonly message_id: Snowflake | null;
  readonly state: string;
  readonly reason: DeliveryReason | null;
  readonly cause: string | null;
  readonly taken_down: 'withdrawn' | 'gone' | null;
  readonly amendment_id: Id | null;
  readonly title: string | null;
  readonly channel_ids: readonly Snowflake[] | null;
}

const postColumns = sql`deliveries.id as delivery_id, campaign_channels.guild_id::text as guild_id,
  campaign_channels.channel_id::text as channel_id, occurrences.purpose::text as purpose, occurrences.subject,
  occurrences.slot::text as slot, occurrences.zone, deliveries.due_at, deliveries.message_id::text as message_id`;
const postTables = sql`deliveries
  join occurrences on occurrences.id = deliveries.occurrence_id
  join campaign_channels on campaign_channels.id = deliveries.campaign_channel_id`;

const decisions = sql`
  select 'decision' as kind, audit.at, audit.id as sort, audit.by::text as by, audit.what, audit.details,
    audit.details ->> 'delivery' as delivery_id, audit.guild_id::text as guild_id, null as channel_id, null as purpose, null as subject,
    null as slot, null as zone, null::timestamptz as due_at, null as message_id, null as state, null as reason,
    null as cause, null as taken_down, null as amendment_id
  from audit join mine on mine.campaign_id = audit.campaign_id
`;

/** Posts that ended; what ended because something newer says the same is no news. */
const posts = (onlyProblems: boolean): RawBuilder<unknown> => sql`
  select 'post' as kind, deliveries.ended_at as at, 0 as sort, null as by, '' as what, null::jsonb as details,
    ${postColumns}, deliveries.state, deliveries.reason, deliveries.cause, deliveries.taken_down,
    null as amendment_id
  from ${postTables}
  join mine on mine.campaign_id = deliveries.campaign_id
  where deliveries.ended_at is not null and deliveries.reason is distinct from 'replaced'
    and (not ${onlyProblems} or deliveries.state in ('failed', 'missed', 'unknown')
      or deliveries.reason in ('paused', 'gone') or deliveries.taken_down = 'gone')
`;

const amendments = (onlyProblems: boolean): RawBuilder<unknown> => sql`
  select 'amendment' as kind, amendments.ended_at as at, 0 as sort, amendments.by::text as by, amendments.what,
    jsonb_build_object('kind', amendments.kind) as details,
    ${postColumns}, amendments.state, null as reason, amendments.cause, null as taken_down,
    amendments.id as amendment_id
  from amendments join ${postTables} on deliveries.id = amendments.delivery_id
  join mine on mine.campaign_id = deliveries.campaign_id
  where amendments.state in ('done', 'failed', 'gone')
    and (not ${onlyProblems} or amendments.state in ('failed', 'gone'))
`;

/** Each entry of the page with what it is about: the post of a decision, and what an action or announcement is called. */
function named(campaignId: Id): RawBuilder<unknown> {
  return sql`
    select page.kind, page.at, page.sort, page.by, page.what, page.details, page.delivery_id, page.guild_id,
      page.channel_id, about.purpose, about.subject, about.slot, went_to.channel_ids, page.zone, page.due_at, page.message_id, page.state, page.reason, page.cause, page.taken_down,
      page.amendment_id, page.count,
      coalesce(nullif(announcements.title, ''), nullif(actions.title, ''), nullif(actions.typed ->> 'title', ''),
        nullif(page.details ->> 'title', '')) as title
    from page
    left join (
      deliveries as decided
      join occurrences as decided_occurrence on decided_occurrence.id = decided.occurrence_id
    ) on page.kind = 'decision' and decided.campaign_id = ${campaignId} and decided.id = page.delivery_id
    cross join lateral (
      select coalesce(page.purpose, decided_occurrence.purpose::text, page.details ->> 'purpose') as purpose,
        coalesce(page.subject, decided_occurrence.subject, page.details ->> 'subject') as subject,
        coalesce(page.slot, decided_occurrence.slot::text, page.details ->> 'slot') as slot
    ) as about
    left join lateral (
      select array_agg(distinct campaign_channels.channel_id::text) as channel_ids
      from occurrences
      join deliveries on deliveries.occurrence_id = occurrences.id
      join campaign_channels on campaign_channels.id = deliveries.campaign_channel_id
      where page.kind = 'decision' and occurrences.campaign_id = ${campaignId}
        and (occurrences.purpose, occurrences.subject, occurrences.slot) = (about.purpose, about.subject, about.slot)
        and (decided.id is null or decided.id = deliveries.id)
    ) as went_to on true
    left join announcements on announcements.campaign_id = ${campaignId} and announcements.id
      = coalesce(page.details ->> 'announcement', case when about.purpose = 'announcement' then about.subject end)
    left join actions on actions.campaign_id = ${campaignId} and actions.id
      = coalesce(page.details ->> 'action', case when about.purpose = 'reminder' then about.subject end)
  `;
}

function shown(show: LogFilter): readonly RawBuilder<unknown>[] {
  switch (show) {
    case 'all':
      return [decisions, posts(false), amendments(false)];
    case 'posts':
      return [posts(false), amendments(false)];
    case 'decisions':
      return [decisions];
    case 'problems':
      return [posts(true), amendments(true)];
  }
}

function union(parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(parts, sql` union all `);
}

const PostKey = z.object({
  purpose: z.enum([...publicPurposes, 'planning-note', 'notice']),
  subject: z.string(),
  slot: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/),
});
const Details = z.record(z.string(), z.coerce.string());
const AmendmentDetails = z.object({ kind: z.enum(['correct', 'withdraw', 'crosspost']) });
const State = z.enum(['sent', 'failed', 'skipped', 'missed', 'unknown']);
const AmendmentState = z.enum(['done', 'failed', 'gone']);

function toEntry(row: LogRow): LogEntry {
  const { at } = row;
  switch (row.kind) {
    case 'decision':
      return {
        kind: 'decision',
        at,
        by: row.by,
        what: row.what,
        details: Details.parse(row.details),
        about: aboutOf(row),
        deliveryId: row.delivery_id,
      };
    case 'post':
      return {
        kind: 'post',
        at,
        post: postOf(row),
        state: State.parse(row.state),
        reason: row.reason,
        cause: row.cause,
        takenDown: row.taken_down,
      };
    case 'amendment': {
      const amendment: Pick<Amendment, 'id' | 'kind' | 'state' | 'what' | 'cause' | 'by'> = {
        id: row.amendment_id ?? '',
        kind: AmendmentDetails.parse(row.details).kind,
        state: AmendmentState.parse(row.state),
        what: row.what,
        cause: row.cause,
        by: row.by,
      };
      return { kind: 'amendment', at, post: postOf(row), amendment };
    }
  }
}

function postOf(row: LogRow): LoggedPost {
  return {
    deliveryId: row.delivery_id ?? '',
    guildId: row.guild_id,
    channelId: row.channel_id,
    purpose: row.purpose,
    subject: row.subject,
    slot: row.slot,
    zone: row.zone,
    dueAt: row.due_at,
    messageId: row.message_id,
    title: row.title,
  };
}

/** What an older version wrote may lack something. */
function aboutOf({ title, purpose, subject, slot, channel_ids: went }: LogRow): LogAbout {
  const key = PostKey.safeParse({ purpose, subject, slot });
  return { title, post: key.success ? { ...key.data, channelIds: went ?? [] } : null };
}

/** The same, with the channels as they are now for posts that went to none yet. */
async function withChannels(
  db: Kysely<Tables>,
  campaignId: Id,
  entries: readonly LogEntry[],
): Promise<readonly LogEntry[]> {
  const decided = entries.map((entry) => (entry.kind === 'decision' ? entry.about.post : null));
  const channels = await recipientsOf(
    db,
    decided.flatMap((post, id) =>
      post?.channelIds.length === 0
        ? [{ id, campaign_id: campaignId, purpose: post.purpose, subject: post.subject }]
        : [],
    ),
  );
  return entries.map((entry, index) => {
    const found = channels.get(index);
    const post = decided[index];
    if (entry.kind !== 'decision' || found === undefined || !post) return entry;
    const channelIds = found.map(({ channel_id: id }) => id);
    return { ...entry, about: { ...entry.about, post: { ...post, channelIds } } };
  });
}
