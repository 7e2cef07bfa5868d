import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { occasionOf, ruleOf, unfitForMourning, wordsFor } from '../../campaigns/announcement.ts';
import { readTypedDay } from '../../campaigns/typed-time/read-day.ts';
import { announcementOf } from '../support/announcements.ts';

const yearly = (of: string, leadDays = 0) => ({ kind: 'yearly', of, typed: '', leadDays }) as const;

describe('the rule of an announcement', () => {
  test.each([
    [
      { at: null, repeat: null },
      { kind: 'once', at: '2026-11-10T10:00' },
    ],
    [
      { at: '2027-01-09T18:00', repeat: null },
      { kind: 'once', at: '2027-01-09T18:00' },
    ],
    [
      { at: '2027-01-09T18:00', repeat: { kind: 'weekly' } as const },
      { kind: 'weekly', weekday: 6, time: '18:00', from: '2027-01-09' },
    ],
    [
      { at: '2027-01-31T18:00', repeat: { kind: 'monthly' } as const },
      { kind: 'monthly', day: 31, time: '18:00', from: '2027-01-31' },
    ],
    [
      { at: null, repeat: yearly('2023-01-09', 7) },
      { kind: 'yearly', of: '2023-01-09', time: '10:00', leadDays: 7 },
    ],
    [{ at: null, repeat: { kind: 'weekly' } as const }, null],
    [{ at: null, repeat: { ...yearly(''), of: null } }, null],
  ])('%j', (given, rule) => {
    expect(ruleOf({ ...given, mourning: false }, '2026-11-10T10:00')).toEqual(rule);
    const mourned = ruleOf({ ...given, mourning: true }, '2026-11-10T10:00');
    expect(mourned).toEqual(rule && { ...rule, mourned: true });
  });
});

describe('what a post of a day of memory says of time', () => {
  test.each([
    ['on the day', yearly('2023-01-09'), '2027-01-09T10:00', '2027-01-09T10:00', { years: 4, days: 0 }],
    ['before it', yearly('2023-01-09', 7), '2027-01-02T10:00', '2027-01-02T10:00', { years: 4, days: 7 }],
    [
      'across the year',
      yearly('2023-01-02', 7),
      '2026-12-26T10:00',
      '2026-12-26T10:00',
      { years: 4, days: 7 },
    ],
    ['29 February', yearly('2024-02-29'), '2027-02-28T10:00', '2027-02-28T10:00', { years: 3, days: 0 }],
    [
      '29 February, before',
      yearly('2024-02-29', 1),
      '2028-02-28T10:00',
      '2028-02-28T10:00',
      { years: 4, days: 1 },
    ],
    ['moved before it', yearly('2023-01-09'), '2027-01-09T10:00', '2027-01-07T10:00', { years: 4, days: 2 }],
    ['moved behind it', yearly('2023-01-09'), '2027-01-09T10:00', '2027-01-10T10:00', { years: 4, days: -1 }],
  ])('%s', (_name, repeat, slot, wall, occasion) => {
    expect(occasionOf({ repeat }, slot, wall)).toEqual(occasion);
  });

  test('is nothing for another announcement', () => {
    expect(occasionOf({ repeat: { kind: 'weekly' } }, '2027-01-09T10:00', '2027-01-09T10:00')).toBeNull();
  });
});

test.each([
  ['Come!', ['!']],
  ['¡Vengan todas!', ['¡', '!']],
  ['🕯️ and 🕯️', ['🕯️']],
  ['🇵🇪', ['🇵', '🇪']],
  ['<:candle:123> <a:flag:456>', ['<:candle:123>', '<a:flag:456>']],
  ['We remember 18 people, © 2023, ™ #1 * 7. “¿Quién?”', []],
])('mourning has no place for %s', (text, signs) => {
  expect(unfitForMourning(text)).toEqual(signs);
});

test('the words are those of the channel’s language, else the campaign’s', () => {
  const es = { title: 'Marcha', text: 'A las diez.' };
  const announcement = announcementOf({ translations: { es } });
  expect(wordsFor(announcement, 'es', 'en')).toEqual({ ...es, language: 'es' });
  expect(wordsFor(announcement, 'fr', 'en')).toMatchObject({ title: 'March on Saturday', language: 'en' });
  // The campaign may have changed its language since.
  expect(wordsFor(announcement, 'es', 'es')).toMatchObject({ title: 'March on Saturday' });
});

describe('a typed day of the past', () => {
  const context = { zone: 'America/Lima', now: Temporal.Instant.from('2026-11-10T15:00:00Z') };
  test.each([
    ['2023-01-09', { kind: 'day', day: '2023-01-09' }],
    ['9 January 2023', { kind: 'day', day: '2023-01-09' }],
    ['9 de enero de 2023', { kind: 'day', day: '2023-01-09' }],
    ['29.02.2024', { kind: 'day', day: '2024-02-29' }],
    ['2026-11-10', { kind: 'day', day: '2026-11-10' }],
    ['09/01/2023', { kind: 'ambiguous', readings: ['2023-01-09', '2023-09-01'] }],
    ['2027-01-09', { kind: 'ahead', day: '2027-01-09' }],
    ['2023-02-30', { kind: 'unreadable' }],
    ['that day', { kind: 'unreadable' }],
    ['', { kind: 'unreadable' }],
    ['x'.repeat(101), { kind: 'unreadable' }],
  ])('%s', (text, day) => {
    expect(readTypedDay(text, context)).toEqual(day);
  });
});
