import { expect, test } from 'vitest';
import { clockChanges, momentOf } from './harness/zones.ts';

const iso = (wall: string, zone: string): string => new Date(momentOf(wall, zone)).toISOString().slice(0, 16);

test.each([
  ['2027-03-28T01:30', 'Europe/London', '2027-03-28T01:30'],
  ['2027-10-31T01:30', 'Europe/London', '2027-10-31T00:30'],
  ['2027-09-05T00:30', 'America/Santiago', '2027-09-05T04:30'],
  ['2027-04-03T23:30', 'America/Santiago', '2027-04-04T02:30'],
  ['2027-10-03T02:15', 'Australia/Lord_Howe', '2027-10-02T15:45'],
  ['2027-04-04T01:45', 'Australia/Lord_Howe', '2027-04-03T14:45'],
  ['2027-01-09T10:00', 'America/Lima', '2027-01-09T15:00'],
])('%s in %s is %sZ', (wall, zone, moment) => {
  expect(iso(wall, zone)).toBe(moment);
});

test('each change of the clocks is where the drill believes it to be', () => {
  for (const { zone, kind, walls } of clockChanges) {
    const moments = walls.map((wall) => momentOf(wall, zone));
    const shown = Date.parse(`${walls.at(-1)}Z`) - Date.parse(`${walls[0]}Z`);
    const passed = (moments.at(-1) ?? 0) - (moments[0] ?? 0);
    expect({ zone, kind: passed < shown ? 'gap' : 'overlap' }).toEqual({ zone, kind });
    expect(passed).not.toBe(shown);
  }
});
