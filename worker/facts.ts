import { occasionOf, pictureFile } from '../campaigns/announcement.ts';
import { calendarOf, expandOptions } from '../campaigns/calendar/calendar-of.ts';
import { nextOccurrence } from '../campaigns/calendar/expand.ts';
import { ordinalOf } from '../campaigns/calendar/rule.ts';
import { inZone, readWall } from '../campaigns/calendar/wall-time.ts';
import type { Announcement, Campaign, Snowflake } from '../campaigns/campaign.ts';
import type { Delivery, DeliveryReason } from '../campaigns/delivery.ts';
import type { Clock } from '../campaigns/ports/clock.ts';
import type { Store } from '../campaigns/ports/store.ts';
import type { Occurrence, Schedule } from '../campaigns/schedule.ts';
import type { Library } from '../content/library.ts';
import type { Anniversary, ComingUp, PostFacts } from '../messages/posts/facts.ts';
import { pingOf } from '../messages/posts/ping.ts';

/** Which post it is about, whether it has a delivery already or not. */
export type PostKey = Pick<Delivery, 'campaignId' | 'purpose' | 'subject' | 'slot' | 'zone' | 'channel'>;

export interface FactsDeps {
  readonly store: Store;
  readonly library: Library;
  readonly clock: Clock;
}

/** What a post is made from, or why there is nothing to make it from any more. */
export type Gathered =
  | {
      readonly kind: 'facts';
      readonly facts: PostFacts;
      /** The role that the post mentions in its channel. */
      readonly ping: Snowflake | null;
    }
  | { readonly kind: 'nothing'; readonly reason: DeliveryReason };

const withdrawn: Gathered = { kind: 'nothing', reason: 'withdrawn' };
const digestDays = 14;

/** Reads what a delivery's post is made from, as it is now. */
export async function gatherFacts(delivery: PostKey, deps: FactsDeps): Promise<Gathered> {
  const { store } = deps;
  const campaign = await store.campaigns.find(delivery.channel.guildId, delivery.campaignId);
  if (campaign === null) return withdrawn;
  const facts = await factsFor(delivery, campaign, deps);
  if (facts === null) return withdrawn;
  const channel = await store.campaigns.channel(campaign.id, delivery.channel.id);
  const note = await noteOf(delivery, deps);
  return { kind: 'facts', facts: { ...facts, note }, ping: channel ? pingOf(channel, facts) : null };
}

/** What organisers want to say with it. An announcement or a reminder is in their own words already. */
async function noteOf(
  { campaignId, purpose, subject, slot }: PostKey,
  { store }: FactsDeps,
): Promise<string | null> {
  if (purpose !== 'remembrance' && purpose !== 'digest' && purpose !== 'planning-note') return null;
  const overrides = await store.campaigns.overrides(campaignId);
  const own = overrides.find(
    (one) => one.purpose === purpose && one.subject === subject && one.slot === slot,
  );
  return own?.note ?? null;
}

async function factsFor(delivery: PostKey, campaign: Campaign, deps: FactsDeps): Promise<PostFacts | null> {
  const { store } = deps;
  const { purpose, subject } = delivery;
  switch (purpose) {
    case 'remembrance': {
      const anniversary = anniversaryOf(
        delivery,
        await store.campaigns.schedules(campaign.id),
        campaign,
        deps,
      );
      return anniversary && { purpose, campaign, anniversary };
    }
    case 'planning-note':
      return await planningFacts(delivery, campaign, deps);
    case 'digest':
      return await digestFacts(delivery.slot, campaign, deps);
    case 'announcement': {
      const announcement = await store.announcements.find(delivery.channel.guildId, subject);
      if (announcement?.state !== 'scheduled') return null;
      return { purpose, campaign, ...(await announcementParts(announcement, delivery, store)) };
    }
    case 'reminder': {
      const found = await store.actions.find(delivery.channel.guildId, subject);
      if (found?.action.state !== 'open' || found.campaign.id !== campaign.id) return null;
      return { purpose, campaign, action: found.action };
    }
    case 'notice': {
      const notice = await store.notices.find(campaign.id, subject);
      return notice && { purpose, campaign, notice };
    }
  }
}

/** An announcement with its picture, and what it says of time when it is posted where its slot really falls. */
async function announcementParts(
  announcement: Announcement,
  { slot }: Pick<PostKey, 'slot'>,
  { announcements, campaigns }: Pick<Store, 'announcements' | 'campaigns'>,
) {
  const overrides = announcement.repeat === null ? [] : await campaigns.overrides(announcement.campaignId);
  const moved = overrides.find((one) => one.subject === announcement.id && one.slot === slot);
  const wall = moved?.movedTo ?? slot;
  const bytes = announcement.picture && (await announcements.picture(announcement.id));
  return {
    announcement,
    occasion: occasionOf(announcement, slot, wall),
    picture: announcement.picture && bytes ? pictureFile(announcement.picture, bytes) : null,
  };
}

async function planningFacts(
  delivery: PostKey,
  campaign: Campaign,
  deps: FactsDeps,
): Promise<PostFacts | null> {
  const { campaigns } = deps.store;
  const [schedules, overrides, channels] = await Promise.all([
    campaigns.schedules(campaign.id),
    campaigns.overrides(campaign.id),
    campaigns.channels(campaign.id),
  ]);
  const anniversary = anniversaryOf(delivery, schedules, campaign, deps);
  if (anniversary === null) return null;
  const schedule = find(schedules, 'remembrance', delivery.subject);
  const record = deps.library.shelf(campaign.pack)?.record ?? null;
  const from = inZone(readWall(delivery.slot), delivery.zone).toInstant();
  const remembrance =
    schedule && nextOccurrence(schedule, from, expandOptions(schedule, { record, schedules, overrides }));
  return {
    purpose: 'planning-note',
    campaign,
    anniversary,
    // Posted ahead of its time, it is out already.
    remembrance: remembrance && remembrance.dropped !== 'over' ? remembrance : null,
    channels: channels.filter(({ audience }) => audience === 'public').map(({ channelId }) => channelId),
  };
}

async function digestFacts(
  slot: string,
  campaign: Campaign,
  { store, library, clock }: FactsDeps,
): Promise<PostFacts> {
  const record = library.shelf(campaign.pack)?.record ?? null;
  const [actions, stated, schedules, overrides] = await Promise.all([
    store.actions.list([campaign.id], ['open', 'closed']),
    store.digests.take(campaign.id, slot, clock.now()),
    store.campaigns.schedules(campaign.id),
    store.campaigns.overrides(campaign.id),
  ]);
  const from = clock.now();
  const window = { from, until: from.add({ hours: 24 * digestDays }) };
  const comingUp = calendarOf(schedules, overrides, record, window).flatMap((occurrence): ComingUp[] => {
    if (occurrence.purpose !== 'remembrance' || occurrence.dropped !== null) return [];
    const anniversary = anniversaryOf(occurrence, schedules, campaign, { library });
    return anniversary ? [{ occurrence, anniversary }] : [];
  });
  return { purpose: 'digest', campaign, actions, comingUp, stated };
}

/** The event of an occurrence, and how many years ago it was; null when the pack does not remember it any more. */
function anniversaryOf(
  { purpose, subject, slot }: Pick<Occurrence, 'purpose' | 'subject' | 'slot'>,
  schedules: readonly Schedule[],
  campaign: Campaign,
  { library }: Pick<FactsDeps, 'library'>,
): Anniversary | null {
  const record = library.shelf(campaign.pack)?.record;
  const event = record?.remembered().find(({ id }) => id === subject);
  const schedule = find(schedules, purpose, subject);
  const years = schedule ? ordinalOf(schedule.rule, slot) : null;
  if (!record || !event || years === null) return null;
  return { record, event, years };
}

function find(
  schedules: readonly Schedule[],
  purpose: Schedule['purpose'],
  subject: string,
): Schedule | undefined {
  return schedules.find((one) => one.enabled && one.purpose === purpose && one.subject === subject);
}
