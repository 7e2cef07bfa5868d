import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../campaigns/calendar/calendar-of.ts';
import { defaultSchedules } from '../../../campaigns/calendar/defaults.ts';
import { mourningDays } from '../../../campaigns/calendar/mourning.ts';
import type { Schedule } from '../../../campaigns/schedule.ts';
import { testRecord } from '../../support/record.ts';

const record = testRecord();
const window = (from: string, until: string) => ({
  from: Temporal.Instant.from(`${from}T00:00Z`),
  until: Temporal.Instant.from(`${until}T00:00Z`),
});
const schedulesIn = (zone: string): Schedule[] =>
  defaultSchedules(record, zone).map((schedule, index) => ({
    ...schedule,
    id: `schedule-${index}`,
    campaignId: 'campaign',
    enabled: true,
  }));

describe('what a new campaign starts with', () => {
  test('each remembered day, a planning note a week before, and the digest', () => {
    const schedules = defaultSchedules(record, 'America/Lima');
    expect(schedules.map(({ purpose, subject }) => [purpose, subject])).toEqual(
      expect.arrayContaining([
        ['remembrance', 'day-of-mourning'],
        ['planning-note', 'day-of-mourning'],
        ['remembrance', 'milestone'],
        ['digest', ''],
      ]),
    );
    expect(schedules).toHaveLength(3 * 2 + 1);
  });

  test('nothing for an event that is known to the month or about only, or that the pack does not remember', () => {
    const subjects = defaultSchedules(record, 'America/Lima').map(({ subject }) => subject);
    expect(subjects).not.toContain('known-to-the-month');
    expect(subjects).not.toContain('about-that-day');
    expect(subjects).not.toContain('not-remembered');
  });
});

describe('the calendar of a campaign', () => {
  test('has everything in the order of time, and the digest of a day of mourning the day after', () => {
    // 9 January 2023 was a Monday; so is 9 January 2034.
    const found = calendarOf(schedulesIn('America/Lima'), [], record, window('2034-01-01', '2034-01-11'));
    expect(found.map(({ purpose, wall, moved }) => [purpose, wall, moved])).toEqual([
      ['digest', '2034-01-02T09:00', null],
      ['planning-note', '2034-01-02T10:00', null],
      ['remembrance', '2034-01-09T10:00', null],
      ['digest', '2034-01-10T09:00', 'day-of-mourning'],
    ]);
    expect(found.at(-1)?.slot).toBe('2034-01-09T09:00');
  });

  test('leaves out what is switched off, and shows what is skipped', () => {
    const schedules = schedulesIn('America/Lima').map((schedule) => ({
      ...schedule,
      enabled: schedule.purpose !== 'planning-note',
    }));
    const skip = { slot: '2034-01-09T10:00', movedTo: null, skipped: true, note: null };
    const found = calendarOf(
      schedules,
      [{ ...skip, purpose: 'remembrance', subject: 'day-of-mourning' }],
      record,
      window('2034-01-09', '2034-01-10'),
    );
    expect(found).toMatchObject([{ purpose: 'remembrance', dropped: 'skipped' }]);
  });

  test('without its pack it still has what does not depend on it', () => {
    const found = calendarOf(schedulesIn('America/Lima'), [], null, window('2034-01-09', '2034-01-10'));
    expect(found.map(({ purpose }) => purpose)).toEqual(['digest', 'remembrance']);
  });
});

describe('a day of mourning', () => {
  const mourned = mourningDays({ record, schedules: [], overrides: [] });
  test.each([
    ['2023-01-09', true],
    ['2031-01-09', true],
    ['2022-01-09', false],
    ['2031-01-10', false],
    ['2031-12-07', false],
    ['2031-01-19', false],
  ])('%s: %s', (day, expected) => {
    expect(mourned(Temporal.PlainDate.from(day))).toBe(expected);
  });
});
