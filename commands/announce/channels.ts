import type { CampaignChannel, Id } from '../../campaigns/campaign.ts';
import { channelsForm } from '../../messages/campaigns/announcement-form.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import type { Deps, Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { cardOf } from './card.ts';
import { announcementPressed, saveChange, versionSeen } from './saving.ts';

/** `announce-channels:<id>` */
const channels: Handler = {
  route: routes.announcementChannels,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const { announcement, campaign } = await announcementPressed(id, asker, deps);
    const card = await cardOf(announcement, campaign, deps);
    const names = await namesOf(card.offered, deps);
    const form = channelsForm(announcement, card.offered, card.channels, names, asker.speech);
    return { kind: 'form', form };
  },
};

/** `announce-channels-form:<id>:<version>` */
const submitted: Handler = {
  route: routes.announcementChannelsForm,
  needs: 'organiser',
  run: async ({ args: [id, version], fields }, asker, deps) => {
    const found = await announcementPressed(id, asker, deps);
    const { offered } = await cardOf(found.announcement, found.campaign, deps);
    const wanted = (fields['channels'] ?? '').split(',');
    const chosen = offered.filter((channel) => wanted.includes(channel.id)).map((channel) => channel.id);
    if (chosen.length === 0) throw new UserError('errors.stale');
    // Who wants all of them wants those that are added later, too.
    const change = { channels: chosen.length === offered.length ? null : chosen };
    return await saveChange(found, versionSeen(version), change, [], asker, deps);
  },
};

/** `announce-crosspost:<id>:<version>`: the other way than it was. */
const crosspost: Handler = {
  route: routes.announcementCrosspost,
  needs: 'organiser',
  run: async ({ args: [id, version] }, asker, deps) => {
    const found = await announcementPressed(id, asker, deps);
    const wish = !found.announcement.crosspost;
    if (wish) {
      const { crosspostable } = await cardOf(found.announcement, found.campaign, deps);
      if (!crosspostable) throw new UserError('announce.errors.noFollowers');
    }
    return await saveChange(found, versionSeen(version), { crosspost: wish }, [], asker, deps);
  },
};

/** What the channels are called; one that cannot be asked about keeps its id. */
async function namesOf(
  offered: readonly CampaignChannel[],
  { discord }: Deps,
): Promise<ReadonlyMap<Id, string>> {
  const names = await Promise.all(
    offered.map(async ({ id, guildId, channelId }) => {
      const access = await discord.channelAccess(guildId, channelId).catch(() => null);
      return access === null || access.kind === 'not-found' ? [] : [[id, access.name] as const];
    }),
  );
  return new Map(names.flat());
}

export const channelHandlers: readonly Handler[] = [channels, submitted, crosspost];
