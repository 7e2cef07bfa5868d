/** A change of the clocks: the wall times around it, and the day after which all of them are over. */
export interface ClockChange {
  readonly zone: string;
  readonly kind: 'gap' | 'overlap';
  /** From before the first odd minute to the first usual one after it. */
  readonly walls: readonly string[];
}

const around = (zone: string, kind: ClockChange['kind'], walls: readonly string[]): ClockChange => ({
  zone,
  kind,
  walls,
});

/**
 * The gaps and overlaps of 2027 in Europe, the Americas and Oceania: an hour, half an hour (Lord Howe), and one
 * that crosses midnight (Santiago).
 */
export const clockChanges: readonly ClockChange[] = [
  around('America/New_York', 'gap', dayOf('2027-03-14', ['01:59', '02:00', '02:30', '02:59', '03:00'])),
  around('Europe/London', 'gap', dayOf('2027-03-28', ['00:59', '01:00', '01:30', '01:59', '02:00'])),
  around('America/Santiago', 'overlap', [
    ...dayOf('2027-04-03', ['22:59', '23:00', '23:30', '23:59']),
    ...dayOf('2027-04-04', ['00:00']),
  ]),
  around('Pacific/Auckland', 'overlap', dayOf('2027-04-04', ['01:59', '02:00', '02:30', '02:59', '03:00'])),
  around(
    'Australia/Lord_Howe',
    'overlap',
    dayOf('2027-04-04', ['01:29', '01:30', '01:45', '01:59', '02:00']),
  ),
  around('America/Santiago', 'gap', [
    ...dayOf('2027-09-04', ['23:59']),
    ...dayOf('2027-09-05', ['00:00', '00:30', '00:59', '01:00']),
  ]),
  around('Pacific/Auckland', 'gap', dayOf('2027-09-26', ['01:59', '02:00', '02:30', '02:59', '03:00'])),
  around('Australia/Lord_Howe', 'gap', dayOf('2027-10-03', ['01:59', '02:00', '02:15', '02:29', '02:30'])),
  around('Europe/London', 'overlap', dayOf('2027-10-31', ['00:59', '01:00', '01:30', '01:59', '02:00'])),
  around('America/New_York', 'overlap', dayOf('2027-11-07', ['00:59', '01:00', '01:30', '01:59', '02:00'])),
];

function dayOf(day: string, times: readonly string[]): string[] {
  return times.map((time) => `${day}T${time}`);
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * The moment of a wall time, without Temporal and without the app: each offset that the zone has on the days around
 * is tried, and what the machine's own clock face then shows is compared. The first match counts; where there is
 * none, the hour is skipped, and the offset before the change leads past it.
 *
 * @returns milliseconds since 1970
 */
export function momentOf(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  const before = offsetAt(asUtc - dayMs, zone);
  const after = offsetAt(asUtc + dayMs, zone);
  const matches = [asUtc - before, asUtc - after].filter(
    (moment) => moment + offsetAt(moment, zone) === asUtc,
  );
  return matches.length > 0 ? Math.min(...matches) : asUtc - before;
}

/** How far a zone's walls are ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(moment);
  const part = (wanted: string): string => parts.find(({ type }) => type === wanted)?.value ?? '';
  const wall = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`;
  return Date.parse(wall) - moment;
}
