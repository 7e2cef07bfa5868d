import type { CampaignChannel } from '../../../campaigns/campaign.ts';
import { createDeliverer } from '../../../worker/delivery.ts';
import { createPlanner } from '../../../worker/planner.ts';
import { ids, languages, type Organising, type Seen } from '../../support/organising.ts';
import { quiet } from '../../support/signals.ts';

export const words = { title: 'March on Saturday', text: 'We meet at the *fountain* at ten.' };

export const moreChannels = {
  spanish: '100000000000000021',
  news: '100000000000000022',
} as const;

/**
 * Two more channels that get announcements: one in Spanish, and one that other servers follow and whose posts
 * mention a role.
 */
export async function giveChannels(
  { deps, database, discord }: Organising,
  campaignId: string,
): Promise<Record<string, string>> {
  const role = '100000000000000031';
  for (const [channelId, language, ping] of [
    [moreChannels.spanish, 'es', null],
    [moreChannels.news, 'en', role],
  ] as const) {
    await database.db
      .insertInto('campaign_channels')
      .values({
        id: `channel${language}${ping === null ? '' : 'p'}`.padEnd(16, '0'),
        campaign_id: campaignId,
        guild_id: ids.server,
        channel_id: channelId,
        audience: 'public',
        language,
        quarantine_reason: null,
        gets: ['announcement'],
        ping_role: ping,
        ping_for: ping === null ? [] : ['announcement'],
      })
      .execute();
  }
  discord.access.set(moreChannels.news, {
    kind: 'usable',
    name: 'news',
    type: 'announcement',
    private: false,
  });
  const channels: readonly CampaignChannel[] = await deps.store.campaigns.channels(campaignId);
  return Object.fromEntries(channels.map(({ channelId, id }) => [channelId, id]));
}

/** One tick of the worker, and the work that it made. */
export async function workOnce({ deps, discord }: Organising): Promise<void> {
  const { store, clock, library } = deps;
  const queued: string[] = [];
  const queue = { ensure: async (due: readonly string[]) => void queued.push(...due) };
  await createPlanner({ store, queue, clock, library, languages, log: quiet }).tick();
  const deliverer = createDeliverer({ store, discord, clock, library, languages, log: quiet });
  for (const id of queued) await deliverer.work(id);
}

/** What was posted in a channel since, each as its body and files. */
export function posted({ discord }: Organising, channelId: string) {
  return discord.requests
    .filter((request) => request.channelId === channelId)
    .map(({ post }) => ({ body: JSON.parse(post.body), files: post.files }));
}

export function labels(seen: Seen): readonly string[] {
  return Object.keys(seen.press);
}
