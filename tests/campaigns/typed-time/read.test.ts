import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { readTypedTime } from '../../../campaigns/typed-time/read.ts';

/** Tuesday 10 November 2026, 10:00 in Lima. */
const context = { zone: 'America/Lima', now: Temporal.Instant.from('2026-11-10T15:00:00Z'), hour: '10:00' };
const read = (text: string, more: Partial<typeof context> = {}) =>
  readTypedTime(text, { ...context, ...more });
const at = (wall: string) => ({ kind: 'at', at: wall });

describe('a typed time', () => {
  test.each(['1 january 44 BC', '1 january 9999 BC'])('is none without a year of four digits: %s', (text) => {
    expect(read(text)).toEqual({ kind: 'unreadable' });
  });

  test.each([
    ['2027-01-09 10:30', '2027-01-09T10:30'],
    ['2027-01-09T18:00', '2027-01-09T18:00'],
    ['2027-1-9', '2027-01-09T10:00'],
    ['13/01/2027 18:00', '2027-01-13T18:00'],
    ['01/13/2027 6pm', '2027-01-13T18:00'],
    ['31.12 9:00', '2026-12-31T09:00'],
    ['05/05 7 p. m.', '2027-05-05T19:00'],
    ['13/01/27', '2027-01-13T10:00'],
  ])('in digits: %s', (text, wall) => {
    expect(read(text)).toEqual(at(wall));
  });

  test.each([
    ['next Monday 6pm', '2026-11-16T18:00'],
    ['Friday at 18:00', '2026-11-13T18:00'],
    ['tomorrow', '2026-11-11T10:00'],
    ['tomorrow at noon', '2026-11-11T12:00'],
    ['tonight', '2026-11-10T22:00'],
    ['in 2 hours', '2026-11-10T12:00'],
    ['on the 9th of January at 10:00', '2027-01-09T10:00'],
    ['9 January 2027', '2027-01-09T10:00'],
    ['tomorrow 10:00 UTC', '2026-11-11T05:00'],
  ])('in English: %s', (text, wall) => {
    expect(read(text)).toEqual(at(wall));
  });

  test.each([
    ['hoy 18:00', '2026-11-10T18:00'],
    ['mañana a las 10', '2026-11-11T10:00'],
    ['Mañana a las 7 de la noche', '2026-11-11T19:00'],
    ['pasado mañana', '2026-11-12T10:00'],
    ['en 8 días', '2026-11-18T10:00'],
    ['dentro de una semana a las 6 p. m.', '2026-11-17T18:00'],
    ['el próximo lunes a las 6 p. m.', '2026-11-16T18:00'],
    ['martes 9:00', '2026-11-17T09:00'],
    ['miércoles', '2026-11-11T10:00'],
    ['9 de enero', '2027-01-09T10:00'],
    ['el 9 de enero de 2028, 18:30', '2028-01-09T18:30'],
    ['15 de setiembre a las 8', '2027-09-15T08:00'],
  ])('in Spanish: %s', (text, wall) => {
    expect(read(text)).toEqual(at(wall));
  });

  test('asks when day and month could be either', () => {
    expect(read('03/04/2027 10:00')).toEqual({
      kind: 'ambiguous',
      readings: ['2027-04-03T10:00', '2027-03-04T10:00'],
    });
    expect(read('03/04')).toEqual({ kind: 'ambiguous', readings: ['2027-04-03T10:00', '2027-03-04T10:00'] });
  });

  test('offers no reading that is past, and still asks', () => {
    expect(read('11/12/2026')).toEqual({
      kind: 'ambiguous',
      readings: ['2026-12-11T10:00', '2026-11-12T10:00'],
    });
    expect(read('10/12/2026')).toEqual({ kind: 'ambiguous', readings: ['2026-12-10T10:00'] });
  });

  test.each([
    ['2026-11-10 09:59', '2026-11-10T09:59'],
    ['2025-01-09 10:00', '2025-01-09T10:00'],
    ['hoy 9:00', '2026-11-10T09:00'],
    ['03/04/2020', '2020-04-03T10:00'],
  ])('says that it is past: %s', (text, wall) => {
    expect(read(text)).toEqual({ kind: 'past', at: wall });
  });

  test('doubts a year that is far away', () => {
    expect(read('2072-01-09 10:00')).toEqual({ kind: 'far', at: '2072-01-09T10:00' });
  });

  test.each([
    '',
    'soon',
    'last friday',
    'yesterday',
    'monday 25:00',
    '31/02/2027',
    '2027-02-30 10:00',
    '31 February 2027',
    'Monday 03/04 maybe 6pm',
    'from 5 to 6 tomorrow',
    'May',
    'mañana a las 25',
    'el 5 de mayo a las tres',
    'lunes o martes',
    '13:00pm 2027-01-09',
    'x'.repeat(500),
  ])('does not guess at %j', (text) => {
    expect(read(text)).toEqual({ kind: 'unreadable' });
  });

  test('is wall time of the campaign, on both sides of a clock change', () => {
    const london = { zone: 'Europe/London', now: Temporal.Instant.from('2027-03-20T12:00:00Z') };
    expect(read('next Monday 6pm', london)).toEqual(at('2027-03-22T18:00'));
    expect(read('29 March 2027 18:00', london)).toEqual(at('2027-03-29T18:00'));
    // 01:30 does not exist on that day: the hour moves forward, and that is what is shown.
    expect(read('2027-03-28 01:30', london)).toEqual(at('2027-03-28T02:30'));
  });

  test('counts what lies within this minute as past: it is written as the minute that has begun', () => {
    expect(read('1s')).toEqual({ kind: 'past', at: '2026-11-10T10:00' });
  });

  test('takes the hour for a whole day from whoever asks', () => {
    expect(read('2027-01-09', { hour: '23:59' })).toEqual(at('2027-01-09T23:59'));
  });

  test('never throws, and never gives a time that is past', () => {
    const words = fc.constantFrom(
      'mañana',
      'next',
      'lunes',
      '6pm',
      '03/04',
      '2027',
      '-',
      '10:00',
      'de',
      'enero',
      '31',
      'UTC',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 6 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const result = read(typed);
        const walls = result.kind === 'at' ? [result.at] : result.kind === 'ambiguous' ? result.readings : [];
        for (const wall of walls) expect(wall > '2026-11-10T10:00').toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
