import { occurrenceIdOf } from '../../campaigns/calendar/occurrence-id.ts';
import type { Campaign, Id } from '../../campaigns/campaign.ts';
import type { SlotChange, SlotEnd, SlotKey, StandingSlot } from '../../campaigns/ports/slots.ts';
import type { Occurrence } from '../../campaigns/schedule.ts';
import { mostMonths, unpackPlace, type CalendarPlace } from '../../messages/campaigns/calendar-place.ts';
import { slotAnswer, type SlotFacts, type SlotNews } from '../../messages/campaigns/slot.ts';
import type { Answer } from '../../messages/payload.ts';
import type { Telling } from '../../messages/say.ts';
import type { Asker, Deps } from '../contract.ts';
import { UserError } from '../errors.ts';
import { campaignTelling } from './facts.ts';
import { plansFor } from './plans.ts';
import { savedOf } from './saving.ts';
import { claimOnce, serverOf } from './server.ts';
import { campaignPressed } from './which.ts';

/** One post of a campaign before it goes out, and how it is told of. */
export interface OpenSlot {
  readonly facts: SlotFacts;
  readonly telling: Telling;
}

/**
 * The post that a custom id names: the campaign, the occurrence, and the place in the calendar that it was opened
 * from. Nothing of it is believed.
 *
 * @throws UserError when there is no such post that could still be changed, or it is not theirs to change
 */
export async function slotPressed(
  campaignId: string | undefined,
  occurrenceId: string | undefined,
  packed: string | undefined,
  asker: Asker,
  deps: Deps,
): Promise<OpenSlot> {
  const place = unpackPlace(packed);
  if (occurrenceId === undefined || place === null) throw new UserError('errors.stale');
  const campaign = await campaignPressed(campaignId, asker, deps);
  return await openSlot(campaign, occurrenceId, place, asker, deps);
}

/** @throws UserError when it is not planned, or not any more */
export async function openSlot(
  campaign: Campaign,
  occurrenceId: Id,
  place: CalendarPlace,
  asker: Asker,
  deps: Deps,
): Promise<OpenSlot> {
  const { store } = deps;
  const telling = campaignTelling(campaign, asker, deps);
  const isMeant = ({ purpose, subject, slot }: Omit<SlotKey, 'campaignId'>): boolean =>
    occurrenceIdOf({ campaignId: campaign.id, purpose, subject, slot }) === occurrenceId;
  const standing = (await store.slots.of(campaign.id)).find(isMeant);
  if (standing?.end) throw overError(standing.end);
  // What lies beyond the longest calendar was moved there from within.
  const plans = await plansFor(campaign, telling.record, mostMonths + 1, deps);
  const occurrence = plans.occurrences.find(isMeant);
  if (occurrence === undefined) throw new UserError('calendar.errors.gone');
  const channels = await store.slots.recipients(keyOf(campaign, occurrence));
  return {
    facts: { campaign, occurrence, plans, version: standing?.version ?? 0, channels, place },
    telling,
  };
}

/**
 * Decides about a post, as the version that the person saw.
 *
 * @throws UserError when somebody else was faster, it is over, or its campaign is paused
 */
export async function decide(
  { campaign, occurrence }: SlotFacts,
  seen: number,
  change: SlotChange,
  asker: Asker,
  deps: Deps,
): Promise<StandingSlot> {
  await claimOnce(asker, deps);
  const saved = await deps.store.slots.decide(serverOf(asker), {
    key: keyOf(campaign, occurrence),
    change,
    seen,
    by: asker.userId,
    now: deps.clock.now(),
  });
  if (saved.kind === 'over') throw overError(saved.end);
  if (saved.kind === 'paused') throw new UserError('calendar.errors.paused');
  return savedOf(saved);
}

/** Decides about a post, and shows it as it is now. */
export async function decideAndShow(
  facts: SlotFacts,
  seen: number,
  change: Exclude<SlotChange, { kind: 'post-now' }>,
  asker: Asker,
  deps: Deps,
): Promise<Answer> {
  const standing = await decide(facts, seen, change, asker, deps);
  const { campaign, occurrence, place } = facts;
  const id = occurrenceIdOf(keyOf(campaign, occurrence));
  const now = await openSlot(campaign, id, place, asker, deps);
  const news: Exclude<SlotNews, 'post-now'> =
    change.kind === 'note' && standing.note === null ? 'noteGone' : change.kind;
  return slotAnswer(now.facts, now.telling, news);
}

/** The version that a custom id names. */
export function versionPressed(part: string | undefined): number {
  if (part === undefined || !/^\d{1,9}$/.test(part)) throw new UserError('errors.stale');
  return Number(part);
}

function keyOf({ id }: Campaign, { purpose, subject, slot }: Occurrence): SlotKey {
  return { campaignId: id, purpose, subject, slot };
}

function overError(end: SlotEnd): UserError<`calendar.errors.${SlotEnd}`> {
  return new UserError(`calendar.errors.${end}`);
}
