import type { PackRecord } from '../../content/record.ts';
import { defaultLatenessMinutes, type Schedule } from '../schedule.ts';

/** A schedule that a campaign does not have yet. */
export type NewSchedule = Omit<Schedule, 'id' | 'campaignId' | 'enabled'>;

const planningDays = 7;
const morning = '10:00';

/**
 * What a pack asks to be remembered each year: on the day itself in public, and a week before as a planning
 * note for the organisers. Only events that the pack marks, and only those known to the day.
 */
export function remembranceSchedules(record: PackRecord, zone: string): NewSchedule[] {
  return record.remembered().flatMap(({ id, date }) => {
    const yearly = { kind: 'yearly', of: date.first, time: morning } as const;
    const common = { subject: id, zone, latenessMinutes: defaultLatenessMinutes };
    return [
      { ...common, purpose: 'remembrance', rule: { ...yearly, leadDays: 0 } },
      { ...common, purpose: 'planning-note', rule: { ...yearly, leadDays: planningDays } },
    ];
  });
}

/** What a new campaign starts with: the remembrances of its pack, and a digest on Mondays at nine. */
export function defaultSchedules(record: PackRecord, zone: string): NewSchedule[] {
  const digest: NewSchedule = {
    purpose: 'digest',
    subject: '',
    rule: { kind: 'weekly', weekday: 1, time: '09:00' },
    zone,
    latenessMinutes: defaultLatenessMinutes,
  };
  return [...remembranceSchedules(record, zone), digest];
}
