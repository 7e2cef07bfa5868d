import { Temporal } from 'temporal-polyfill';
import type { Campaign, Id } from '../../campaigns/campaign.ts';
import type { FrozenPost } from '../../campaigns/delivery.ts';
import type { ClaimResult } from '../../campaigns/ports/ledger.ts';
import type { PlannedSlot } from '../../campaigns/ports/planning.ts';
import type { NewCampaign, Store } from '../../campaigns/ports/store.ts';
import type { Schedule } from '../../campaigns/schedule.ts';

/** Ids and moments that tests can name. */
export const guildId = '100000000000000001';
export const otherGuildId = '100000000000000002';
export const organiserId = '200000000000000001';
export const publicChannelId = '300000000000000001';
export const organisersChannelId = '300000000000000002';
export const created = Temporal.Instant.from('2026-01-01T00:00:00Z');

/** A moment of 2026, such as `at('03-09T09:00')`, in UTC. */
export function at(monthDayTime: string): Temporal.Instant {
  return Temporal.Instant.from(`2026-${monthDayTime}:00Z`);
}

export const digest: NewCampaign['schedules'][number] = {
  purpose: 'digest',
  subject: '',
  rule: { kind: 'weekly', weekday: 1, time: '09:00' },
  zone: 'UTC',
  latenessMinutes: 360,
};

export function remembrance(
  subject: string,
  changes: Partial<Schedule> = {},
): NewCampaign['schedules'][number] {
  return {
    purpose: 'remembrance',
    subject,
    rule: { kind: 'yearly', of: '2023-01-09', time: '10:00', leadDays: 0 },
    zone: 'UTC',
    latenessMinutes: 360,
    ...changes,
  };
}

let names = 0;

export function newCampaign(changes: Partial<NewCampaign> = {}): NewCampaign {
  names += 1;
  return {
    guildId,
    name: `Campaign ${names}`,
    pack: 'peru',
    zone: 'UTC',
    language: 'en',
    createdBy: organiserId,
    createdAt: created,
    channels: [
      { channelId: publicChannelId, audience: 'public', language: 'en' },
      { channelId: organisersChannelId, audience: 'organisers', language: 'en' },
    ],
    schedules: [digest],
    ...changes,
  };
}

/** A campaign that is active, unless `state` says otherwise. */
export async function givenCampaign(
  store: Store,
  changes: Partial<NewCampaign> & { readonly state?: Campaign['state'] } = {},
): Promise<Campaign> {
  const { state = 'active', ...rest } = changes;
  const made = await store.campaigns.create(newCampaign(rest));
  if (made === 'taken') throw new Error('the name is taken');
  const now = await store.campaigns.setState(made.guildId, made.id, state, organiserId);
  if (now === null) throw new Error('the campaign is not there');
  return now;
}

/**
 * Plans these slots for every schedule of the campaign, whatever its rule, and looks no further. Schedules of
 * other campaigns that are due for a look get nothing planned.
 */
export async function planSlots(store: Store, campaignId: Id, slots: readonly string[]): Promise<void> {
  await store.planning.expandDue(at('12-31T00:00'), 1_000, ({ schedule, plannedUntil }) => ({
    slots: schedule.campaignId === campaignId ? slots.map(slotAt) : [],
    plannedUntil,
    nextLookAt: null,
  }));
}

/** Puts every campaign away, so that the next test has the planner to itself. */
export async function archiveAll(store: Store): Promise<void> {
  for (const { guildId: guild, id } of await store.campaigns.all()) {
    await store.campaigns.setState(guild, id, 'archived', organiserId);
  }
}

/** An occurrence at that wall time in UTC, such as `2026-03-09T09:00`. */
export function slotAt(slot: string): PlannedSlot {
  return { slot, wall: slot, dueAt: Temporal.Instant.from(`${slot}:00Z`), skipped: false };
}

/** A campaign with one digest that is due on Monday 9 March 2026 at 09:00, opened: ready to be claimed. */
export async function givenDelivery(
  store: Store,
  changes: Parameters<typeof givenCampaign>[1] = {},
): Promise<{ campaign: Campaign; deliveryId: Id }> {
  const campaign = await givenCampaign(store, changes);
  const before = new Set(await store.planning.unfinished(10_000));
  await planSlots(store, campaign.id, ['2026-03-09T09:00']);
  await store.planning.openDeliveries(dueAt, 1_000);
  const [deliveryId] = (await store.planning.unfinished(10_000)).filter((id) => !before.has(id));
  if (deliveryId === undefined) throw new Error('no delivery was opened');
  return { campaign, deliveryId };
}

export const dueAt = at('03-09T09:00');

export const post: FrozenPost = {
  body: '{"content":"One march on Saturday"}',
  files: [{ name: 'map.png', type: 'image/png', bytes: new Uint8Array([0, 1, 254, 255]) }],
  claims: ['juliaca-deaths'],
};

/** Claims a delivery. @throws Error when it cannot be claimed */
export async function claimed(
  store: Store,
  id: Id,
  options: Parameters<Store['ledger']['claim']>[1] = { post, leaseMs: 60_000, now: dueAt },
): Promise<Extract<ClaimResult, { kind: 'claimed' }>> {
  const result = await store.ledger.claim(id, options);
  if (result.kind !== 'claimed') throw new Error(`not claimed: ${result.reason}`);
  return result;
}
