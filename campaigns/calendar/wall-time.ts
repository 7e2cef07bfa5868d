import { Temporal } from 'temporal-polyfill';

/**
 * The moment at which a clock on the wall of that zone shows this time. An hour that a clock change skips is
 * moved forward by the length of the gap; one that happens twice is taken the first time (`compatible`, as in
 * RFC 5545).
 */
export function inZone(wall: Temporal.PlainDateTime, zone: string): Temporal.ZonedDateTime {
  return wall.toZonedDateTime(zone, { disambiguation: 'compatible' });
}

/** A wall time as it stands in slots and overrides: `YYYY-MM-DDTHH:MM`. */
export function writeWall(wall: Temporal.PlainDateTime): string {
  return wall.toString({ smallestUnit: 'minute' });
}

/**
 * Reads such a wall time.
 *
 * @throws RangeError when it is none
 */
export function readWall(text: string): Temporal.PlainDateTime {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) throw new RangeError(`"${text}" is not a wall time`);
  return Temporal.PlainDateTime.from(text, { overflow: 'reject' });
}
