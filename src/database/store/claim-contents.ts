import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { ClaimContents } from '../../../campaigns/ports/claim-contents.ts';
import type { Purpose } from '../../../campaigns/schedule.ts';
import type { Tables } from '../tables.ts';
import { tell } from './notices.ts';
import type { Db } from './rows.ts';

/** What claims said last, over kysely. */
export function claimContentsOver(db: Kysely<Tables>): ClaimContents {
  return {
    takeOver: async (pack, hashes, now) =>
      await db.transaction().execute(async (tx) => await takeOver(tx, pack, hashes, now)),
  };
}

async function takeOver(
  tx: Db,
  pack: string,
  hashes: ReadonlyMap<string, Uint8Array>,
  now: Temporal.Instant,
): ReturnType<ClaimContents['takeOver']> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`claims ${pack}`}, 0))`.execute(tx);
  const known = await tx
    .selectFrom('claim_contents')
    .select(['claim', 'hash'])
    .where('pack', '=', pack)
    .execute();
  const changed = known
    .filter(({ claim, hash }) => !hash.equals(hashes.get(claim) ?? Buffer.alloc(0)))
    .map(({ claim }) => claim);
  if (known.length === hashes.size && changed.length === 0) return { changed: [], told: [], posts: [] };
  await tx.deleteFrom('claim_contents').where('pack', '=', pack).execute();
  await sql`
    insert into claim_contents (pack, claim, hash)
    select ${pack}, claim, hash
    from unnest(${[...hashes.keys()]}::text[], ${[...hashes.values()].map((hash) => Buffer.from(hash))}::bytea[])
      as contents (claim, hash)
  `.execute(tx);
  return { changed, ...(await tellAll(tx, pack, changed, now)) };
}

/** One notice for each campaign that stated any of these claims in what is out. */
async function tellAll(
  tx: Db,
  pack: string,
  changed: readonly string[],
  now: Temporal.Instant,
): Promise<{ readonly told: readonly Id[]; readonly posts: readonly Id[] }> {
  if (changed.length === 0) return { told: [], posts: [] };
  const { rows } = await sql<{ campaign_id: Id; claims: string[]; posts: Id[] }>`
    select deliveries.campaign_id,
      array(
        select distinct claim from deliveries as stating, unnest(stating.claims) as claim
        where stating.campaign_id = deliveries.campaign_id and stating.state = 'sent'
          and stating.taken_down is null and claim = any (${[...changed]}::text[])
        order by claim
      ) as claims,
      array_agg(deliveries.id::text order by deliveries.ended_at desc, deliveries.id) as posts
    from deliveries join campaigns on campaigns.id = deliveries.campaign_id
    where deliveries.state = 'sent' and deliveries.taken_down is null and campaigns.pack = ${pack}
      and campaigns.state <> 'archived' and deliveries.claims && ${[...changed]}::text[]
    group by deliveries.campaign_id
  `.execute(tx);
  for (const { campaign_id: campaignId, claims, posts } of rows) {
    const newest = await newestOf(tx, campaignId, claims);
    await tell(tx, campaignId, { kind: 'claims-changed', pack, claims, posts: posts.length, newest }, now);
  }
  return {
    told: rows.map(({ campaign_id: campaignId }) => campaignId),
    posts: rows.flatMap(({ posts }) => posts),
  };
}

/** How many posts a notice names. */
const mostNamed = 8;

async function newestOf(tx: Db, campaignId: Id, claims: readonly string[]) {
  const { rows } = await sql<{ purpose: Purpose; channel_id: Snowflake; ended_at: Temporal.Instant }>`
    select occurrences.purpose, campaign_channels.channel_id, deliveries.ended_at
    from deliveries
    join occurrences on occurrences.id = deliveries.occurrence_id
    join campaign_channels on campaign_channels.id = deliveries.campaign_channel_id
    where deliveries.campaign_id = ${campaignId} and deliveries.state = 'sent' and deliveries.taken_down is null
      and deliveries.claims && ${[...claims]}::text[]
    order by deliveries.ended_at desc, deliveries.id
    limit ${mostNamed}
  `.execute(tx);
  return rows.map(({ purpose, channel_id: channelId, ended_at: at }) => ({
    purpose,
    channelId,
    at: at.toString(),
  }));
}
