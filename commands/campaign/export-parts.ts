import { createHash } from 'node:crypto';
import type { Announcement } from '../../campaigns/announcement.ts';
import type { Campaign, CampaignChannel, Id, Snowflake } from '../../campaigns/campaign.ts';
import { fileOf, type CampaignParts } from '../../campaigns/file/of-campaign.ts';
import type { CampaignFile } from '../../campaigns/file/model.ts';
import type { Deps } from '../contract.ts';

/** More than any server has. */
const mostAnnouncements = 10_000;

/** Everything about a campaign that a file is made of, without the pictures' bytes. */
export async function partsOf(campaign: Campaign, deps: Deps): Promise<Omit<CampaignParts, 'pictures'>> {
  const { store, library, clock } = deps;
  const [channels, schedules, standing, actions, all] = await Promise.all([
    store.campaigns.channels(campaign.id),
    store.campaigns.schedules(campaign.id),
    store.slots.of(campaign.id),
    store.actions.list([campaign.id], ['draft', 'open', 'closed']),
    store.announcements.standing(campaign.guildId, mostAnnouncements),
  ]);
  return {
    campaign,
    channels,
    schedules,
    standing,
    actions,
    announcements: all.filter(({ campaignId }) => campaignId === campaign.id),
    record: library.shelf(campaign.pack)?.record ?? null,
    now: clock.now(),
    names: await namesOf(campaign, channels, deps),
  };
}

/** What channels and roles are called; those that nobody can tell are left out. */
async function namesOf(
  { guildId, organiserRole }: Campaign,
  channels: readonly CampaignChannel[],
  { discord }: Deps,
): Promise<ReadonlyMap<Snowflake, string>> {
  const roles = new Set([organiserRole, ...channels.map(({ ping }) => ping?.role ?? null)]);
  const named = await Promise.all([
    ...channels.map(async ({ channelId }) => {
      const access = await discord.channelAccess(guildId, channelId).catch(() => null);
      return access !== null && 'name' in access ? [channelId, access.name] : null;
    }),
    ...[...roles].map(async (role) => {
      const facts = role === null ? null : await discord.role(guildId, role).catch(() => null);
      return role === null || facts === null ? null : [role, facts.name];
    }),
  ]);
  return new Map(named.flatMap((pair) => (pair === null ? [] : [[pair[0] ?? '', pair[1] ?? ''] as const])));
}

/** Pictures by announcement, as long as they have room. */
export async function picturesOf(
  announcements: readonly Announcement[],
  room: number,
  { store }: Deps,
): Promise<{ readonly bytes: ReadonlyMap<Id, Uint8Array>; readonly leftOut: number }> {
  const bytes = new Map<Id, Uint8Array>();
  let [left, leftOut] = [room, 0];
  for (const { id, picture } of announcements) {
    if (picture === null) continue;
    // As base64, with the ends of its lines.
    const size = Math.ceil(picture.size * 1.4) + 500;
    const found = size <= left ? await store.announcements.picture(id) : null;
    if (found === null) leftOut += 1;
    else {
      bytes.set(id, found);
      left -= size;
    }
  }
  return { bytes, leftOut };
}

/** A campaign as a file that is compared with another: its pictures are named by what they are. */
export async function comparable(campaign: Campaign, deps: Deps): Promise<CampaignFile> {
  const parts = await partsOf(campaign, deps);
  const { bytes } = await picturesOf(parts.announcements, Infinity, deps);
  const pictures = new Map([...bytes].map(([id, one]) => [id, hashOf(one)]));
  return fileOf({ ...parts, pictures });
}

/** A name for the content of a picture. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url');
}
