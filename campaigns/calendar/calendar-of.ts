import type { PackRecord } from '../../content/record.ts';
import type { Occurrence, Schedule } from '../schedule.ts';
import { byTime, expand, type ExpandOptions, type Window } from './expand.ts';
import { mourningDays, overridesOf, type CampaignOverride, type Mourning } from './mourning.ts';

/**
 * How a schedule of a campaign is expanded: with its own overrides, and the digest waits on days of mourning. Whoever
 * plans, shows, exports or approves asks this, and so they agree.
 *
 * @param campaign all schedules and overrides, not only its own: announcements may mourn
 */
export function expandOptions(
  schedule: Pick<Schedule, 'purpose' | 'subject'>,
  campaign: Mourning,
): ExpandOptions {
  const overrides = overridesOf(schedule, campaign.overrides);
  return schedule.purpose === 'digest' ? { overrides, waits: mourningDays(campaign) } : { overrides };
}

/**
 * Everything that a campaign has before it in a window of time, the earliest first, skipped ones included.
 *
 * @param schedules all that it has
 * @param record its pack; null when that is not loaded
 */
export function calendarOf(
  schedules: readonly Schedule[],
  overrides: readonly CampaignOverride[],
  record: PackRecord | null,
  window: Window,
): Occurrence[] {
  return schedules
    .filter(({ enabled }) => enabled)
    .flatMap((schedule) =>
      expand(schedule, window, expandOptions(schedule, { record, schedules, overrides })),
    )
    .toSorted(byTime);
}
