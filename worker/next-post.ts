import { Temporal } from 'temporal-polyfill';
import { askAhead } from '../campaigns/approval-times.ts';
import { needsApproval } from '../campaigns/approval.ts';
import { expandOptions } from '../campaigns/calendar/calendar-of.ts';
import { nextOccurrence } from '../campaigns/calendar/expand.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import type { Store } from '../campaigns/ports/store.ts';
import type { Purpose } from '../campaigns/schedule.ts';
import type { Library } from '../content/library.ts';

/**
 * When the next occurrence of any active campaign is due, also one that lies too far ahead to be written down
 * yet. Whether it will have something to say is seen only then.
 *
 * @returns null when nothing will ever be posted
 */
export async function nextPostAt(
  { store, library }: { readonly store: Store; readonly library: Library },
  after: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const times = [await store.planning.nextDueAt(after)];
  for (const campaign of await store.campaigns.all()) {
    if (campaign.state !== 'active') continue;
    const record = library.shelf(campaign.pack)?.record ?? null;
    const overrides = await store.campaigns.overrides(campaign.id);
    const schedules = await store.campaigns.schedules(campaign.id);
    for (const schedule of schedules) {
      if (!schedule.enabled) continue;
      const options = expandOptions(schedule, { record, schedules, overrides });
      let next = nextOccurrence(schedule, after.add({ milliseconds: 1 }), options);
      while (next?.dropped) next = nextOccurrence(schedule, next.at.add({ milliseconds: 1 }), options);
      times.push(next?.at ?? null, askedAt(next?.at, schedule.purpose, campaign, after));
    }
  }
  return times.filter((time) => time !== null).toSorted((a, b) => Temporal.Instant.compare(a, b))[0] ?? null;
}

/** When organisers are asked to approve what is due then, if that lies ahead: the request is a post too. */
function askedAt(
  dueAt: Temporal.Instant | undefined,
  purpose: Purpose,
  { approvals }: Campaign,
  after: Temporal.Instant,
): Temporal.Instant | null {
  if (dueAt === undefined || approvals === 0 || !needsApproval(purpose)) return null;
  const asked = dueAt.subtract(askAhead);
  return Temporal.Instant.compare(asked, after) > 0 ? asked : null;
}
