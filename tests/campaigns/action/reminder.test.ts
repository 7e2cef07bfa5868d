import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { reminderAt } from '../../../campaigns/action/reminder.ts';

function remindedAt(deadline: string, reminderHours: number | null, zone = 'America/Lima'): string | null {
  const at = reminderAt({ deadline: Temporal.Instant.from(deadline), reminderHours }, zone);
  return at?.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' }) ?? null;
}

describe('a reminder', () => {
  test('comes so many hours before what has an hour', () => {
    expect(remindedAt('2027-01-10T18:00-05:00', 24)).toBe('2027-01-09T18:00:00-05:00');
    expect(remindedAt('2027-01-10T18:00-05:00', 3)).toBe('2027-01-10T15:00:00-05:00');
  });

  test('comes in the morning, whole days before what ends with a day', () => {
    expect(remindedAt('2027-01-10T23:59-05:00', 24)).toBe('2027-01-09T10:00:00-05:00');
    expect(remindedAt('2027-01-10T23:59-05:00', 72)).toBe('2027-01-07T10:00:00-05:00');
  });

  test('comes hours before what ends with a day when hours are asked for', () => {
    expect(remindedAt('2027-01-10T23:59-05:00', 3)).toBe('2027-01-10T20:59:00-05:00');
  });

  test('knows the end of a day by the hour of the campaign, across a change of the clocks', () => {
    // The clocks of Santiago go forward in the night to 5 September 2027, so that the 24 hours are a day of 23.
    expect(remindedAt('2027-09-05T23:59-03:00', 24, 'America/Santiago')).toBe('2027-09-04T10:00:00-04:00');
    expect(remindedAt('2027-01-10T23:59-05:00', 24, 'Europe/London')).toBe('2027-01-10T04:59:00+00:00');
  });

  test('is none without a deadline, or when none is wanted', () => {
    expect(reminderAt({ deadline: null, reminderHours: 24 }, 'America/Lima')).toBeNull();
    expect(remindedAt('2027-01-10T23:59-05:00', null)).toBeNull();
  });
});
