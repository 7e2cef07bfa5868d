import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../campaigns/calendar/calendar-of.ts';
import { digestSchedule } from '../../../campaigns/calendar/defaults.ts';
import { mourningDays, type CampaignOverride } from '../../../campaigns/calendar/mourning.ts';
import type { Rule, Schedule } from '../../../campaigns/schedule.ts';
import { testRecord } from '../../support/record.ts';

const zone = 'America/Lima';
const scheduled = (rule: Rule, more: Partial<Schedule> = {}): Schedule => ({
  id: 'schedule',
  campaignId: 'campaign',
  purpose: 'announcement',
  subject: 'vigil',
  rule,
  zone,
  latenessMinutes: 360,
  enabled: true,
  ...more,
});
const yearly = { kind: 'yearly', of: '2020-03-09', time: '10:00', leadDays: 0, mourned: true } as const;
const once = { kind: 'once', at: '2026-03-09T18:00', mourned: true } as const;
const decided = (more: Partial<CampaignOverride>): CampaignOverride => ({
  purpose: 'announcement',
  subject: 'vigil',
  slot: once.at,
  movedTo: null,
  skipped: false,
  note: null,
  ...more,
});

/** The days of that list that are mourned. */
function mourned(
  days: readonly string[],
  schedules: readonly Schedule[],
  overrides: readonly CampaignOverride[] = [],
): readonly string[] {
  const isMourned = mourningDays({ record: null, schedules, overrides });
  return days.filter((day) => isMourned(Temporal.PlainDate.from(day)));
}

describe('a day of mourning by what organisers announce', () => {
  test('is the day of memory in each year, and not the day of a post ahead of it', () => {
    const days = ['2019-03-09', '2020-03-09', '2026-03-02', '2026-03-09', '2026-03-10', '2031-03-09'];
    const expected = ['2020-03-09', '2026-03-09', '2031-03-09'];
    expect(mourned(days, [scheduled(yearly)])).toEqual(expected);
    expect(mourned(days, [scheduled({ ...yearly, leadDays: 7 })])).toEqual(expected);
  });

  test('stays what it is when the post of a day of memory is moved or skipped', () => {
    const slot = '2026-03-09T10:00';
    const away = decided({ slot, movedTo: '2026-03-12T10:00' });
    const day = ['2026-03-09', '2026-03-12'];
    expect(mourned(day, [scheduled(yearly)], [away])).toEqual(['2026-03-09']);
    expect(mourned(day, [scheduled(yearly)], [decided({ slot, skipped: true })])).toEqual(['2026-03-09']);
  });

  test('is the day on which one post goes out, where it was moved to, and none when it is skipped', () => {
    const days = ['2026-03-08', '2026-03-09', '2026-03-10', '2027-03-09'];
    const day = (override?: CampaignOverride) => mourned(days, [scheduled(once)], override ? [override] : []);
    expect(day()).toEqual(['2026-03-09']);
    expect(day(decided({ movedTo: '2026-03-10T00:00' }))).toEqual(['2026-03-10']);
    expect(day(decided({ skipped: true }))).toEqual([]);
    expect(day(decided({ skipped: true, subject: 'another' }))).toEqual(['2026-03-09']);
    // What is out already was on that day all the same.
    expect(day(decided({ over: true }))).toEqual(['2026-03-09']);
  });

  test('is each day on which one that repeats goes out', () => {
    const days = ['2026-03-02', '2026-03-09', '2026-03-10', '2026-03-16', '2026-04-09'];
    const monthly = { kind: 'monthly', day: 9, time: '10:00', mourned: true } as const;
    const weekly = { kind: 'weekly', weekday: 1, time: '10:00', from: '2026-03-09', mourned: true } as const;
    expect(mourned(days, [scheduled(monthly)])).toEqual(['2026-03-09', '2026-04-09']);
    expect(mourned(days, [scheduled(weekly)])).toEqual(['2026-03-09', '2026-03-16']);
  });

  test('is none without its tone, and none of a draft or of what was withdrawn', () => {
    const { mourned: _, ...plain } = once;
    expect(mourned(['2026-03-09'], [scheduled(plain)])).toEqual([]);
    expect(mourned(['2026-03-09'], [scheduled(once, { enabled: false })])).toEqual([]);
    expect(mourned(['2026-03-09'], [scheduled(yearly, { enabled: false })])).toEqual([]);
  });
});

describe('the digest', () => {
  const digest = scheduled({ kind: 'weekly', weekday: 1, time: '09:00' }, digestSchedule(zone));
  const week = {
    from: Temporal.Instant.from('2026-03-09T00:00Z'),
    until: Temporal.Instant.from('2026-03-16T05:00Z'),
  };
  const digests = (schedules: readonly Schedule[], overrides: readonly CampaignOverride[] = []) =>
    calendarOf([digest, ...schedules], overrides, testRecord(), week)
      .filter(({ purpose }) => purpose === 'digest')
      .map(({ wall, moved }) => [wall, moved]);

  test('waits until the day after, as it does for the days of a pack', () => {
    expect(digests([])).toEqual([['2026-03-09T09:00', null]]);
    expect(digests([scheduled(once)])).toEqual([['2026-03-10T09:00', 'day-of-mourning']]);
    expect(digests([scheduled(yearly)])).toEqual([['2026-03-10T09:00', 'day-of-mourning']]);
    const next = scheduled({ ...once, at: '2026-03-10T08:00' }, { subject: 'funeral' });
    expect(digests([scheduled(yearly), next])).toEqual([['2026-03-11T09:00', 'day-of-mourning']]);
  });

  test('stays where an organiser moved it, also on such a day', () => {
    const moved = { ...decided({ slot: '2026-03-09T09:00' }), purpose: 'digest', subject: '' } as const;
    const overrides = [{ ...moved, movedTo: '2026-03-09T20:00' }];
    expect(digests([scheduled(once)], overrides)).toEqual([['2026-03-09T20:00', 'by-organiser']]);
  });
});
