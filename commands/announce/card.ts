import { occasionOf, pictureFile, ruleOf, type Announcement } from '../../campaigns/announcement.ts';
import { expandOptions } from '../../campaigns/calendar/calendar-of.ts';
import { nextOccurrence } from '../../campaigns/calendar/expand.ts';
import { writeWall } from '../../campaigns/calendar/wall-time.ts';
import type { Campaign, CampaignChannel } from '../../campaigns/campaign.ts';
import type { Occurrence } from '../../campaigns/schedule.ts';
import type { AnnouncementCard, AnnouncementView } from '../../messages/campaigns/announcement-card.ts';
import { announcementPart, announcementPost } from '../../messages/posts/announcement.ts';
import { pingOf } from '../../messages/posts/ping.ts';
import type { Deps } from '../contract.ts';
import { UserError } from '../errors.ts';

/** How many of the next times are shown. */
const shownTimes = 3;

/**
 * All that can be seen of an announcement.
 *
 * @throws UserError when the campaign has no channel that gets announcements
 */
export async function cardOf(
  announcement: Announcement,
  campaign: Campaign,
  deps: Deps,
): Promise<AnnouncementCard> {
  const { store } = deps;
  const all = await store.campaigns.channels(campaign.id);
  const offered = all.filter(
    ({ audience, gets }) => audience === 'public' && gets.some((purpose) => purpose === 'announcement'),
  );
  if (offered.length === 0) throw new UserError('announce.errors.noChannel');
  const chosen = announcement.channels;
  const channels = offered.filter(({ id }) => chosen === null || chosen.includes(id));
  const next = await nextTimes(announcement, campaign, deps);
  const languages = new Set([
    ...offered.map(({ language }) => language),
    ...Object.keys(announcement.translations),
  ]);
  languages.delete(campaign.language);
  return {
    announcement,
    campaign,
    offered,
    channels,
    languages: [...languages].toSorted(),
    crosspostable: await isCrosspostable(channels, deps),
    next: next.map(({ wall }) => wall),
    views: await viewsOf(announcement, campaign, channels, next[0] ?? null, deps),
  };
}

/** The wall time of now in the campaign's zone. */
export function wallNow({ zone }: Campaign, { clock }: Pick<Deps, 'clock'>): string {
  return writeWall(clock.now().toZonedDateTimeISO(zone).toPlainDateTime());
}

async function nextTimes(
  announcement: Announcement,
  campaign: Campaign,
  { store, clock }: Deps,
): Promise<readonly Occurrence[]> {
  const rule = ruleOf(announcement, wallNow(campaign, { clock }));
  if (rule === null) return [];
  const schedule = { purpose: 'announcement', subject: announcement.id, rule, zone: campaign.zone } as const;
  // Only a digest waits on days of mourning.
  const overrides = await store.campaigns.overrides(campaign.id);
  const options = expandOptions(schedule, { record: null, schedules: [], overrides });
  const times: Occurrence[] = [];
  let from = clock.now();
  while (times.length < shownTimes) {
    const next = nextOccurrence(schedule, from, options);
    if (next === null) break;
    if (next.dropped === null) times.push(next);
    from = next.at.add({ milliseconds: 1 });
  }
  return times;
}

/** What each channel gets, the same message once. */
async function viewsOf(
  announcement: Announcement,
  campaign: Campaign,
  channels: readonly CampaignChannel[],
  next: Occurrence | null,
  { store, clock, languages }: Deps,
): Promise<readonly AnnouncementView[]> {
  const bytes = announcement.picture && (await store.announcements.picture(announcement.id));
  const facts = {
    purpose: 'announcement',
    campaign,
    announcement,
    occasion: next && occasionOf(announcement, next.slot, next.wall),
    picture: announcement.picture && bytes ? pictureFile(announcement.picture, bytes) : null,
  } as const;
  const now = clock.now();
  const setting = { deliveryId: announcement.id, dueAt: next?.at ?? now, zone: campaign.zone, now };
  const posts = channels.map((channel) => {
    const { language } = channel;
    const ping = pingOf(channel, facts);
    const part = announcementPart(facts, language);
    return {
      channel,
      post: announcementPost(part, { ...setting, ping, late: false }, languages.in(language)),
    };
  });
  const alike = Map.groupBy(posts, ({ channel, post }) => JSON.stringify([channel.language, post.body]));
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { language } = first.channel;
    return [{ channels: group.map(({ channel }) => channel.channelId), language, post: first.post }];
  });
}

/** Whether other servers can follow one of the channels; false where nobody can say. */
async function isCrosspostable(channels: readonly CampaignChannel[], { discord }: Deps): Promise<boolean> {
  const kinds = await Promise.all(
    channels.map(async ({ guildId, channelId }) => {
      const access = await discord.channelAccess(guildId, channelId).catch(() => null);
      return access?.kind === 'usable' && access.type === 'announcement';
    }),
  );
  return kinds.includes(true);
}
