import type { Campaign, CampaignChannel } from '../../campaigns/campaign.ts';
import type { PackRecord } from '../../content/record.ts';
import type { PanelChannel } from '../../messages/campaigns/panel.ts';
import type { PanelFacts } from '../../messages/campaigns/overview.ts';
import type { Asker, Deps } from '../contract.ts';
import { campaignFacts } from './facts.ts';
import { buttonPlace } from './organise-button.ts';
import { organisedBy } from './which.ts';

const monthsAhead = 12;
const mostStranded = 3;

/** Everything that the first page of the panel shows of a campaign. */
export async function panelFacts(
  campaign: Campaign,
  record: PackRecord,
  asker: Asker,
  deps: Deps,
): Promise<PanelFacts> {
  const [facts, mine, all] = await Promise.all([
    campaignFacts(campaign, record, monthsAhead, deps),
    organisedBy(asker, deps),
    deps.store.campaigns.ofGuild(campaign.guildId),
  ]);
  const { channels } = facts;
  const organisers = channels.find(({ audience }) => audience === 'organisers');
  const lost = organisers?.quarantine !== null;
  const [button, archivedThreads, doubled, stranded] = await Promise.all([
    organisers === undefined || lost ? ('unknown' as const) : buttonPlace(organisers, deps),
    archivedAmong(channels, deps),
    doubledIn(campaign, channels, all, deps),
    lost ? deps.store.strandedNotices.of(campaign.id, mostStranded) : [],
  ]);
  const visible = new Map(mine.map(({ id, name }) => [id, name]));
  return {
    ...facts,
    now: deps.clock.now(),
    button,
    archivedThreads,
    doubled: doubled.map(({ channelId, id }) => ({ channelId, other: visible.get(id) ?? null })),
    stranded,
    running: mine.filter(({ state }) => state === 'active').length,
  };
}

/** Where another campaign of the server that is not put away remembers the same days. */
async function doubledIn(
  campaign: Campaign,
  channels: readonly CampaignChannel[],
  all: readonly Campaign[],
  { store }: Deps,
): Promise<readonly { readonly channelId: string; readonly id: string }[]> {
  const mine = new Set(channels.filter(remembers).map(({ channelId }) => channelId));
  const others = all.filter(
    ({ id, pack, state }) => id !== campaign.id && pack === campaign.pack && state !== 'archived',
  );
  const found = await Promise.all(
    others.map(async ({ id }) =>
      (await store.campaigns.channels(id))
        .filter((channel) => remembers(channel) && mine.has(channel.channelId))
        .map(({ channelId }) => ({ channelId, id })),
    ),
  );
  return found.flat();
}

function remembers({ audience, gets }: CampaignChannel): boolean {
  return audience === 'public' && gets.includes('remembrance');
}

async function archivedAmong(
  channels: readonly CampaignChannel[],
  { discord }: Deps,
): Promise<readonly string[]> {
  const looks = await Promise.all(
    channels.map(async ({ guildId, channelId }) => ({
      channelId,
      access: await discord.channelAccess(guildId, channelId).catch(() => null),
    })),
  );
  return looks
    .filter(({ access }) => access?.kind === 'usable' && access.archived === true)
    .map(({ channelId }) => channelId);
}

/** The channels of a campaign, the public ones first, with what they are called in Discord. */
export async function panelChannels(
  campaign: Campaign,
  { store, discord }: Deps,
): Promise<readonly PanelChannel[]> {
  const channels = await store.campaigns.channels(campaign.id);
  const named = await Promise.all(
    channels.map(async (channel) => {
      const { guildId, channelId } = channel;
      const access = await discord.channelAccess(guildId, channelId).catch(() => null);
      return { ...channel, name: access !== null && 'name' in access ? access.name : channelId };
    }),
  );
  return named.toSorted((a, b) => Number(a.audience === 'organisers') - Number(b.audience === 'organisers'));
}
