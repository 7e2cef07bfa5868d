import type { PackRecord } from '../../content/record.ts';
import type { Occurrence, Override, Purpose, Schedule } from '../schedule.ts';
import { byTime, expand, type ExpandOptions, type Window } from './expand.ts';
import { mourningDays } from './mourning.ts';

/** An override, and whose slot it stands on. */
export type CampaignOverride = Override & { readonly purpose: Purpose; readonly subject: string };

/**
 * How a schedule of a campaign is expanded: with its own overrides, and the digest waits on days of mourning.
 *
 * @param record the campaign's pack; null when it is not loaded, and then nothing waits
 */
export function expandOptions(
  schedule: Pick<Schedule, 'purpose' | 'subject'>,
  overrides: readonly CampaignOverride[],
  record: PackRecord | null,
): ExpandOptions {
  const own = overrides.filter(
    ({ purpose, subject }) => purpose === schedule.purpose && subject === schedule.subject,
  );
  const waits = schedule.purpose === 'digest' && record !== null ? mourningDays(record) : undefined;
  return { overrides: own, ...(waits && { waits }) };
}

/** Everything that a campaign has before it in a window of time, the earliest first, skipped ones included. */
export function calendarOf(
  schedules: readonly Schedule[],
  overrides: readonly CampaignOverride[],
  record: PackRecord | null,
  window: Window,
): Occurrence[] {
  return schedules
    .filter(({ enabled }) => enabled)
    .flatMap((schedule) => expand(schedule, window, expandOptions(schedule, overrides, record)))
    .toSorted(byTime);
}
