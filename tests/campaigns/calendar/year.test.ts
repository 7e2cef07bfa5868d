import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../campaigns/calendar/calendar-of.ts';
import { defaultSchedules } from '../../../campaigns/calendar/defaults.ts';
import type { Rule, Schedule } from '../../../campaigns/schedule.ts';
import { testRecord } from '../../support/record.ts';

/*
 * A calendar reckoned in another way: no Temporal and no rule of the app, only days counted one by one and what Intl
 * says a clock in that zone shows.
 */

const zones = [
  'America/Lima',
  'Europe/London',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
];
const minute = 60_000;
const day = 24 * 60 * minute;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall shows: `YYYY-MM-DDTHH:MM`. */
function shown(zone: string, at: number): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  return format.format(at).replace(' ', 'T');
}

/**
 * When a clock in that zone first shows a time: every quarter of an hour is looked at. One that the clock passes
 * over is reckoned with the clock as it stood before.
 */
function momentOf(zone: string, wall: string): number {
  const asUtc = Date.parse(`${wall}:00Z`);
  let before = asUtc - 16 * 60 * minute;
  for (let at = before; at <= asUtc + 16 * 60 * minute; at += 15 * minute) {
    const now = shown(zone, at);
    if (now === wall) return at;
    if (now > wall) break;
    before = at;
  }
  const offset = Date.parse(`${shown(zone, before)}:00Z`) - before;
  return asUtc - offset;
}

function dateOf(utc: number): { year: number; month: number; date: number; weekday: number; text: string } {
  const at = new Date(utc);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    date: at.getUTCDate(),
    weekday: at.getUTCDay() === 0 ? 7 : at.getUTCDay(),
    text: at.toISOString().slice(0, 10),
  };
}

function lastOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isAnniversary(of: string, utc: number): boolean {
  const { year, month, date } = dateOf(utc);
  const [ofYear = 0, ofMonth = 0, ofDate = 0] = of.split('-').map(Number);
  return year > ofYear && month === ofMonth && date === Math.min(ofDate, lastOf(year, month));
}

function fallsOn(rule: Exclude<Rule, { kind: 'once' }>, utc: number): boolean {
  const { year, month, date, weekday } = dateOf(utc);
  switch (rule.kind) {
    case 'weekly':
      return weekday === rule.weekday;
    case 'monthly':
      return date === Math.min(rule.day, lastOf(year, month));
    case 'yearly':
      return isAnniversary(rule.of, utc + rule.leadDays * day);
  }
}

const record = testRecord();
const mourned = record
  .remembered()
  .flatMap(({ remember, date }) => (remember.as === 'mourning' ? [date.first] : []));

/** That day, or the next one that is no day of mourning. */
function afterMourning(utc: number): number {
  let waiting = utc;
  while (mourned.some((of) => waiting === Date.parse(of) || isAnniversary(of, waiting))) waiting += day;
  return waiting;
}

/** Everything of a year, as `[moment, purpose, subject]`. */
function naiveYear(schedules: readonly Schedule[], from: number, until: number): string[] {
  const found: { at: number; text: string }[] = [];
  for (const { rule, zone, purpose, subject } of schedules) {
    if (rule.kind === 'once') throw new Error('only rules that repeat');
    for (let utc = from - 5 * day; utc < until + 5 * day; utc += day) {
      if (!fallsOn(rule, utc)) continue;
      const waiting = purpose === 'digest' ? afterMourning(utc) : utc;
      const at = momentOf(zone, `${dateOf(waiting).text}T${rule.time}`);
      if (at >= from && at < until)
        found.push({ at, text: `${new Date(at).toISOString()} ${purpose} ${subject}` });
    }
  }
  return found.map(({ text }) => text).toSorted();
}

/** Hours that some clock passes over or shows twice, and rules with days that some years and months do not have. */
function schedulesIn(zone: string): Schedule[] {
  const rules: readonly Rule[] = [
    { kind: 'weekly', weekday: 7, time: '02:15' },
    { kind: 'weekly', weekday: 7, time: '01:30' },
    { kind: 'weekly', weekday: 7, time: '00:30' },
    { kind: 'weekly', weekday: 6, time: '23:30' },
    { kind: 'monthly', day: 31, time: '00:00' },
    { kind: 'monthly', day: 29, time: '02:00' },
    { kind: 'yearly', of: '2024-02-29', time: '10:00', leadDays: 0 },
    { kind: 'yearly', of: '2024-02-29', time: '10:00', leadDays: 7 },
    { kind: 'yearly', of: '2020-01-03', time: '00:15', leadDays: 14 },
  ];
  const own = rules.map((rule, index) => ({
    purpose: 'announcement' as const,
    subject: String(index),
    rule,
    zone,
    latenessMinutes: 360,
  }));
  return [...defaultSchedules(record, zone), ...own].map((schedule, index) => ({
    ...schedule,
    id: String(index),
    campaignId: 'campaign',
    enabled: true,
  }));
}

describe('a year of a campaign is what counting its days one by one gives', () => {
  // 2028 has a 29 February; in 2034 a day of mourning falls on the day of the digest.
  test.each(zones.flatMap((zone) => [2027, 2028, 2034].map((year) => [zone, year] as const)))(
    '%s, %i',
    (zone, year) => {
      const [from, until] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
      const schedules = schedulesIn(zone);
      const window = {
        from: Temporal.Instant.fromEpochMilliseconds(from),
        until: Temporal.Instant.fromEpochMilliseconds(until),
      };
      const found = calendarOf(schedules, [], record, window).map(
        ({ at, purpose, subject }) => `${new Date(at.epochMilliseconds).toISOString()} ${purpose} ${subject}`,
      );
      expect(found.length).toBeGreaterThan(280);
      expect(found.toSorted()).toEqual(naiveYear(schedules, from, until));
    },
  );
});
