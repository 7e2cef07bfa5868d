import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { expand, nextOccurrence } from '../../../campaigns/calendar/expand.ts';
import { ordinalOf } from '../../../campaigns/calendar/rule.ts';
import type { Rule } from '../../../campaigns/schedule.ts';

const window = (from: string, until: string) => ({
  from: Temporal.Instant.from(`${from}T00:00Z`),
  until: Temporal.Instant.from(`${until}T00:00Z`),
});
const schedule = (rule: Rule, zone: string) =>
  ({ purpose: 'remembrance', subject: 'event', rule, zone }) as const;
const yearly = (of: string, leadDays = 0): Rule => ({ kind: 'yearly', of, time: '10:00', leadDays });
const weekly = (weekday: number, time: string): Rule => ({ kind: 'weekly', weekday, time });

describe('yearly', () => {
  test('the first one is a year after the event, and each one knows how many years ago it was', () => {
    const rule = yearly('2023-01-09');
    const found = expand(schedule(rule, 'America/Lima'), window('2022-01-01', '2026-01-01'));
    expect(found.map(({ slot, at }) => [slot, at.toString(), ordinalOf(rule, slot)])).toEqual([
      ['2024-01-09T10:00', '2024-01-09T15:00:00Z', 1],
      ['2025-01-09T10:00', '2025-01-09T15:00:00Z', 2],
    ]);
  });

  test('days ahead of it count back across the turn of the year', () => {
    const rule = yearly('2023-01-03', 7);
    const found = expand(schedule(rule, 'America/Lima'), window('2023-06-01', '2024-06-01'));
    expect(found.map(({ slot }) => [slot, ordinalOf(rule, slot)])).toEqual([['2023-12-27T10:00', 1]]);
  });

  test('29 February is remembered on 28 February in common years', () => {
    const found = expand(schedule(yearly('2024-02-29'), 'Europe/London'), window('2024-01-01', '2029-01-01'));
    expect(found.map(({ slot }) => slot.slice(0, 10))).toEqual([
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
  });
});

describe('clock changes', () => {
  test.each([
    // An hour that is skipped moves forward by the gap.
    ['Europe/London', '2026-03-29T01:30', '2026-03-29T01:30:00Z', '2026-03-29T02:30'],
    ['America/Santiago', '2026-09-06T00:30', '2026-09-06T04:30:00Z', '2026-09-06T01:30'],
    ['Pacific/Auckland', '2026-09-27T02:30', '2026-09-26T14:30:00Z', '2026-09-27T03:30'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45:00Z', '2026-10-04T02:45'],
    // An hour that is doubled happens the first time.
    ['Europe/London', '2026-10-25T01:30', '2026-10-25T00:30:00Z', '2026-10-25T01:30'],
    ['America/Santiago', '2026-04-04T23:30', '2026-04-05T02:30:00Z', '2026-04-04T23:30'],
    ['Pacific/Auckland', '2026-04-05T02:30', '2026-04-04T13:30:00Z', '2026-04-05T02:30'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00Z', '2026-04-05T01:45'],
  ])('%s at %s', (zone, at, instant, wall) => {
    const found = expand(schedule({ kind: 'once', at }, zone), window('2026-01-01', '2027-01-01'));
    expect(found.map((one) => [one.slot, one.at.toString(), one.wall])).toEqual([[at, instant, wall]]);
  });

  test('a weekly hour stays the same on the wall', () => {
    const found = expand(schedule(weekly(1, '09:00'), 'Europe/London'), window('2026-03-20', '2026-04-02'));
    expect(found.map(({ at }) => at.toString())).toEqual(['2026-03-23T09:00:00Z', '2026-03-30T08:00:00Z']);
  });
});

describe('decisions about one slot', () => {
  const digest = { purpose: 'digest', subject: '', rule: weekly(1, '09:00'), zone: 'America/Lima' } as const;
  const week = window('2027-01-11', '2027-01-18');

  test('a move keeps the key and leaves nothing behind', () => {
    const overrides = [
      { slot: '2027-01-11T09:00', movedTo: '2027-01-20T18:00', skipped: false, note: 'strike day' },
    ];
    expect(expand(digest, week, { overrides })).toEqual([]);
    expect(expand(digest, window('2027-01-18', '2027-01-25'), { overrides })).toMatchObject([
      { slot: '2027-01-18T09:00', moved: null },
      { slot: '2027-01-11T09:00', wall: '2027-01-20T18:00', moved: 'by-organiser' },
    ]);
  });

  test('a skip is shown, not lost', () => {
    const overrides = [{ slot: '2027-01-11T09:00', movedTo: null, skipped: true, note: null }];
    expect(expand(digest, week, { overrides })).toMatchObject([
      { slot: '2027-01-11T09:00', dropped: 'skipped' },
    ]);
  });

  test('one for a slot that the rule does not have is passed over', () => {
    const overrides = [{ slot: '2027-01-12T09:00', movedTo: '2027-01-13T09:00', skipped: false, note: null }];
    expect(expand(digest, week, { overrides }).map(({ slot }) => slot)).toEqual(['2027-01-11T09:00']);
  });
});

describe('what waits', () => {
  const digest = { purpose: 'digest', subject: '', rule: weekly(1, '09:00'), zone: 'America/Lima' } as const;
  const days = (...waiting: readonly string[]) => ({
    waits: (day: Temporal.PlainDate) => waiting.includes(String(day)),
  });

  test('goes out the next day at the same hour under its own key', () => {
    const found = expand(digest, window('2023-01-09', '2023-01-15'), days('2023-01-09'));
    expect(found).toMatchObject([
      { slot: '2023-01-09T09:00', wall: '2023-01-10T09:00', moved: 'day-of-mourning' },
    ]);
  });

  test('waits on while the next day is one, too', () => {
    const found = expand(digest, window('2023-01-11', '2023-01-15'), days('2023-01-09', '2023-01-10'));
    expect(found).toMatchObject([{ slot: '2023-01-09T09:00', wall: '2023-01-11T09:00' }]);
  });
});

describe('the next occurrence', () => {
  test('of a single date that has passed does not exist', () => {
    const once = schedule({ kind: 'once', at: '2026-05-01T12:00' }, 'America/Lima');
    expect(nextOccurrence(once, Temporal.Instant.from('2026-05-01T17:00:00Z'))?.slot).toBe(
      '2026-05-01T12:00',
    );
    expect(nextOccurrence(once, Temporal.Instant.from('2026-05-01T17:00:01Z'))).toBeNull();
  });

  test('of an event that lies ahead is a year after it', () => {
    const found = nextOccurrence(
      schedule(yearly('2030-06-01'), 'UTC'),
      Temporal.Instant.from('2026-01-01T00:00Z'),
    );
    expect(found?.slot).toBe('2031-06-01T10:00');
  });
});
