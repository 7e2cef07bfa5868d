import type { PackRecord } from '../../content/record.ts';
import { defaultTimes, type CampaignTimes } from '../campaign.ts';
import type { Schedule } from '../schedule.ts';

/** A schedule that a campaign does not have yet. */
export type NewSchedule = Omit<Schedule, 'id' | 'campaignId' | 'enabled'>;

/**
 * What a pack asks to be remembered each year: on the day itself in public, and some days before as a planning
 * note for the organisers. Only events that the pack marks, and only those known to the day.
 */
export function remembranceSchedules(
  record: PackRecord,
  zone: string,
  times: CampaignTimes = defaultTimes,
): NewSchedule[] {
  return record.remembered().flatMap(({ id, date }) => {
    const yearly = { kind: 'yearly', of: date.first, time: times.remembrance } as const;
    const common = { subject: id, zone, latenessMinutes: times.latenessMinutes };
    return [
      { ...common, purpose: 'remembrance', rule: { ...yearly, leadDays: 0 } },
      { ...common, purpose: 'planning-note', rule: { ...yearly, leadDays: times.planningDays } },
    ];
  });
}

/** What a campaign posts by itself: the remembrances of its pack, and a digest each week. */
export function defaultSchedules(
  record: PackRecord,
  zone: string,
  times: CampaignTimes = defaultTimes,
): NewSchedule[] {
  return [...remembranceSchedules(record, zone, times), digestSchedule(zone, times)];
}

/** The weekly digest. */
export function digestSchedule(zone: string, times: CampaignTimes = defaultTimes): NewSchedule {
  return {
    purpose: 'digest',
    subject: '',
    rule: { kind: 'weekly', weekday: times.digestWeekday, time: times.digest },
    zone,
    latenessMinutes: times.latenessMinutes,
  };
}
