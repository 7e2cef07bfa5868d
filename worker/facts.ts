import { calendarOf, expandOptions } from '../campaigns/calendar/calendar-of.ts';
import { nextOccurrence } from '../campaigns/calendar/expand.ts';
import { ordinalOf } from '../campaigns/calendar/rule.ts';
import { inZone, readWall } from '../campaigns/calendar/wall-time.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import type { Delivery, DeliveryReason } from '../campaigns/delivery.ts';
import type { Clock } from '../campaigns/ports/clock.ts';
import type { Store } from '../campaigns/ports/store.ts';
import type { Occurrence, Schedule } from '../campaigns/schedule.ts';
import type { Library } from '../content/library.ts';
import type { Anniversary, ComingUp, PostFacts } from '../messages/posts/facts.ts';

export interface FactsDeps {
  readonly store: Store;
  readonly library: Library;
  readonly clock: Clock;
}

/** What a post is made from, or why there is nothing to make it from any more. */
export type Gathered =
  | { readonly kind: 'facts'; readonly facts: PostFacts }
  | { readonly kind: 'nothing'; readonly reason: DeliveryReason };

const withdrawn: Gathered = { kind: 'nothing', reason: 'withdrawn' };
const digestDays = 14;

/** Reads what a delivery's post is made from, as it is now. */
export async function gatherFacts(delivery: Delivery, deps: FactsDeps): Promise<Gathered> {
  const { store } = deps;
  const campaign = await store.campaigns.find(delivery.channel.guildId, delivery.campaignId);
  if (campaign === null) return withdrawn;
  const facts = await factsFor(delivery, campaign, deps);
  return facts === null ? withdrawn : { kind: 'facts', facts };
}

async function factsFor(delivery: Delivery, campaign: Campaign, deps: FactsDeps): Promise<PostFacts | null> {
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
      return await digestFacts(campaign, deps);
    case 'announcement': {
      const announcement = await store.announcements.find(delivery.channel.guildId, subject);
      if (announcement === null || announcement.state === 'withdrawn') return null;
      return { purpose, campaign, announcement };
    }
    case 'reminder':
      return null;
    case 'notice': {
      const notice = await store.notices.find(campaign.id, subject);
      return notice && { purpose, campaign, notice };
    }
  }
}

async function planningFacts(
  delivery: Delivery,
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
  const remembrance = schedule && nextOccurrence(schedule, from, expandOptions(schedule, overrides, record));
  return {
    purpose: 'planning-note',
    campaign,
    anniversary,
    remembrance: remembrance ?? null,
    channels: channels.filter(({ audience }) => audience === 'public').map(({ channelId }) => channelId),
  };
}

async function digestFacts(campaign: Campaign, { store, library, clock }: FactsDeps): Promise<PostFacts> {
  const record = library.shelf(campaign.pack)?.record ?? null;
  const [actions, schedules, overrides] = await Promise.all([
    store.actions.open(campaign.id),
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
  return { purpose: 'digest', campaign, actions, comingUp };
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
