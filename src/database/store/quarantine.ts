import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Id } from '../../../campaigns/campaign.ts';
import type { Notice } from '../../../campaigns/notice.ts';
import { tell } from './notices.ts';
import type { Db } from './rows.ts';

/** Lost again within this time after it seemed mended, it has not been mended. */
const sameTrouble = '1 hour';
/** Organisers are told the same of a channel at most this often. */
const toldEvery = '1 hour';

/**
 * {@link ../../../campaigns/ports/store.ts Campaigns.setQuarantine}, in a transaction. A channel that was lost again
 * soon after it seemed mended comes back only after a while, which doubles each time: 2, 4, 8 … up to 64 minutes.
 */
export async function setQuarantine(
  tx: Db,
  channelId: Id,
  reason: string | null,
  now: Temporal.Instant,
  notice: Notice | undefined,
): Promise<boolean> {
  const told =
    reason === null
      ? await lift(tx, channelId, now.toString())
      : await lose(tx, channelId, reason, now.toString());
  if (told === null) return false;
  if (notice !== undefined && told.is_news) await tell(tx, told.campaign_id, notice, now);
  return true;
}

interface Changed {
  readonly campaign_id: Id;
  readonly is_news: boolean;
}

async function lose(tx: Db, channelId: Id, reason: string, now: string): Promise<Changed | null> {
  const { rows } = await sql<Changed>`
    with before as materialized (
      select id,
        case when mended_at > ${now}::timestamptz - ${sameTrouble}::interval then least(times_lost + 1, 6) else 0 end
          as times,
        coalesce(told_lost_at <= ${now}::timestamptz - ${toldEvery}::interval, true) as is_news
      from campaign_channels
      where id = ${channelId} and quarantined_since is null
      for update
    )
    update campaign_channels
    set quarantined_since = ${now}::timestamptz, quarantine_reason = ${reason}, times_lost = before.times,
      lift_after = case when before.times > 0
        then ${now}::timestamptz + power(2, before.times) * interval '1 minute' end,
      told_lost_at = case when before.is_news then ${now}::timestamptz else told_lost_at end
    from before
    where campaign_channels.id = before.id
    returning campaign_channels.campaign_id, before.is_news
  `.execute(tx);
  return rows[0] ?? null;
}

async function lift(tx: Db, channelId: Id, now: string): Promise<Changed | null> {
  const { rows } = await sql<Changed>`
    with before as materialized (
      select id, coalesce(told_back_at <= ${now}::timestamptz - ${toldEvery}::interval, true) as is_news
      from campaign_channels
      where id = ${channelId} and quarantined_since is not null
        and coalesce(lift_after <= ${now}::timestamptz, true)
      for update
    )
    update campaign_channels
    set quarantined_since = null, quarantine_reason = null, lift_after = null, mended_at = ${now}::timestamptz,
      told_back_at = case when before.is_news then ${now}::timestamptz else told_back_at end
    from before
    where campaign_channels.id = before.id
    returning campaign_channels.campaign_id, before.is_news
  `.execute(tx);
  return rows[0] ?? null;
}
