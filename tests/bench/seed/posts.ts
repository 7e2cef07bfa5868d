import { Temporal } from 'temporal-polyfill';
import { startChannels, startIds } from '../../../src/sandbox/world/start.ts';
import { openCampaign } from '../../drills/harness/asking.ts';
import type { Servers } from '../../drills/harness/servers.ts';
import { channelIdOf } from '../stub/ids.ts';

/** Posts to each channel, as an announcement due at a minute: this one (0), one to come or one that has been. */
export type Post = (minutesAhead?: number) => Promise<Temporal.Instant>;

/** A campaign with so many channels, which has nothing to post yet. */
export async function campaignIn(servers: Servers, channels: number): Promise<Post> {
  const { pool } = servers.database;
  const campaign = await openCampaign(servers.store);
  await pool.query('delete from campaign_channels where campaign_id = $1 and channel_id = $2', [
    campaign.id,
    startChannels.campaign,
  ]);
  await pool.query(
    `insert into campaign_channels (id, campaign_id, guild_id, channel_id, audience, language, gets)
     select left($1, 8) || lpad(number::text, 8, '0'), $1, $2, channel, 'public', 'en', '{announcement}'
     from unnest($3::text[]) with ordinality as channels (channel, number)`,
    [campaign.id, startIds.guild, Array.from({ length: channels }, (_, number) => channelIdOf(number))],
  );
  return async (minutesAhead = 0) => {
    const due = Temporal.Now.instant()
      .add({ minutes: minutesAhead })
      .round({ smallestUnit: 'minute', roundingMode: 'floor' });
    const wall = due.toZonedDateTimeISO('UTC').toPlainDateTime().toString({ smallestUnit: 'minute' });
    await campaign.post({ wall, zone: 'UTC' });
    return due;
  };
}
