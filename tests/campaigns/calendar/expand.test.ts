import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { expand, nextOccurrence } from '../../../campaigns/calendar/expand.ts';
import { ordinalOf } from '../../../campaigns/calendar/rule.ts';
import type { Bounds, Rule } from '../../../campaigns/schedule.ts';

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

describe('monthly', () => {
  const days = (rule: Rule, from: string, until: string) =>
    expand(schedule(rule, 'America/Lima'), window(from, until)).map(({ slot }) => slot.slice(0, 10));
  const monthly = (day: number, bounds: Bounds = {}): Rule => ({
    kind: 'monthly',
    day,
    time: '10:00',
    ...bounds,
  });

  test('a day that a month does not have is the last one of that month', () => {
    expect(days(monthly(31), '2028-01-01', '2028-06-01')).toEqual([
      '2028-01-31',
      '2028-02-29',
      '2028-03-31',
      '2028-04-30',
      '2028-05-31',
    ]);
    expect(days(monthly(29), '2027-02-01', '2027-03-02')).toEqual(['2027-02-28']);
  });

  test('holds within its bounds, both days included', () => {
    const rule = monthly(15, { from: '2027-03-15', until: '2027-05-15' });
    expect(days(rule, '2027-01-01', '2028-01-01')).toEqual(['2027-03-15', '2027-04-15', '2027-05-15']);
  });
});

describe('a repeating rule with a beginning', () => {
  test('each week, from that day on', () => {
    const rule: Rule = { kind: 'weekly', weekday: 1, time: '09:00', from: '2027-02-02' };
    const next = nextOccurrence(schedule(rule, 'UTC'), Temporal.Instant.from('2026-01-01T00:00Z'));
    expect(next?.slot).toBe('2027-02-08T09:00');
  });

  test('each year, from the day itself when it says so', () => {
    const rule: Rule = { kind: 'yearly', of: '2027-03-05', time: '10:00', leadDays: 0, from: '2027-03-05' };
    const found = expand(schedule(rule, 'UTC'), window('2026-01-01', '2029-01-01'));
    expect(found.map(({ slot }) => [slot, ordinalOf(rule, slot)])).toEqual([
      ['2027-03-05T10:00', 0],
      ['2028-03-05T10:00', 1],
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
  const digest = {
    purpose: 'digest',
    subject: '',
    rule: { kind: 'weekly', weekday: 1, time: '09:00' },
    zone: 'America/Lima',
  } as const;
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

  test('one that was made under another weekday or hour holds for the post of that week', () => {
    const overrides = [{ slot: '2027-01-13T18:00', movedTo: '2027-01-14T09:00', skipped: false, note: 'hi' }];
    expect(expand(digest, week, { overrides })).toMatchObject([
      { slot: '2027-01-13T18:00', wall: '2027-01-14T09:00', moved: 'by-organiser', note: 'hi' },
    ]);
  });

  test('what went out under another weekday or hour does not go out again that week', () => {
    const over = { slot: '2027-01-13T18:00', movedTo: null, skipped: false, note: null, over: true };
    const found = expand(digest, window('2027-01-11', '2027-01-25'), { overrides: [over] });
    expect(found.map(({ slot, wall, dropped }) => [slot, wall, dropped])).toEqual([
      ['2027-01-13T18:00', '2027-01-11T09:00', 'over'],
      ['2027-01-18T09:00', '2027-01-18T09:00', null],
    ]);
  });

  test('a single date that is over says nothing about another date', () => {
    const over = { slot: '2027-01-10T09:00', movedTo: null, skipped: false, note: null, over: true };
    const skip = { ...over, slot: '2027-01-09T09:00', over: false, skipped: true };
    const once = schedule({ kind: 'once', at: '2027-01-12T09:00' }, 'America/Lima');
    expect(expand(once, week, { overrides: [over] })).toMatchObject([
      { slot: '2027-01-12T09:00', dropped: null },
    ]);
    expect(expand(once, week, { overrides: [skip] })).toMatchObject([
      { slot: '2027-01-09T09:00', wall: '2027-01-12T09:00', dropped: 'skipped' },
    ]);
  });

  test('one is passed over when the rule has nothing in its week any more', () => {
    const overrides = [{ slot: '2027-01-11T09:00', movedTo: '2027-01-13T09:00', skipped: false, note: null }];
    const ended = { ...digest, rule: { ...digest.rule, until: '2027-01-10' } };
    expect(expand(ended, week, { overrides })).toEqual([]);
  });

  test('other lead days keep the anniversary, also across the turn of the year', () => {
    const note = (leadDays: number) =>
      ({
        purpose: 'planning-note',
        subject: 'event',
        rule: yearly('2023-01-03', leadDays),
        zone: 'UTC',
      }) as const;
    // Of 3 January 2027, a week before it.
    const over = { slot: '2026-12-27T10:00', movedTo: null, skipped: false, note: null, over: true };
    const found = (leadDays: number) =>
      expand(note(leadDays), window('2026-06-01', '2028-06-01'), { overrides: [over] });
    expect(found(0).map(({ slot, dropped }) => [slot, dropped])).toEqual([
      ['2026-12-27T10:00', 'over'],
      ['2028-01-03T10:00', null],
    ]);
    expect(found(30).map(({ wall, dropped }) => [wall, dropped])).toEqual([
      ['2026-12-04T10:00', 'over'],
      ['2027-12-04T10:00', null],
    ]);
    expect(ordinalOf(note(0).rule, '2026-12-27T10:00')).toBe(4);
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

  test('that an organiser moved years ahead is found there', () => {
    const once = schedule({ kind: 'once', at: '2026-05-01T12:00' }, 'UTC');
    const overrides = [{ slot: '2026-05-01T12:00', movedTo: '2031-05-01T12:00', skipped: false, note: null }];
    const next = nextOccurrence(once, Temporal.Instant.from('2027-01-01T00:00Z'), { overrides });
    expect(next?.wall).toBe('2031-05-01T12:00');
  });

  test('of an event that lies ahead is a year after it', () => {
    const found = nextOccurrence(
      schedule(yearly('2030-06-01'), 'UTC'),
      Temporal.Instant.from('2026-01-01T00:00Z'),
    );
    expect(found?.slot).toBe('2031-06-01T10:00');
  });
});
