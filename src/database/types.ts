import { types as standard, type CustomTypesConfig } from 'pg';
import { Temporal } from 'temporal-polyfill';

/**
 * How values of PostgreSQL become values of ours. One decision for each type, for this app's connections only:
 *
 * - `int8` is a number: counts and milliseconds fit, and one that does not is an error, never a wrong number.
 *   (Discord's ids are text.)
 * - `date` stays `YYYY-MM-DD`: as a local midnight it would be another day elsewhere.
 * - `timestamptz` is a `Temporal.Instant`.
 */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [standard.builtins.INT8]: toNumber,
  [standard.builtins.DATE]: (text) => text,
  [standard.builtins.TIMESTAMPTZ]: toInstant,
};

/** For the `types` option of a `pg` connection. */
export const types: CustomTypesConfig = {
  getTypeParser: (oid, format) => parsers[oid] ?? standard.getTypeParser(oid, format),
};

function toNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`the database sent ${text}, which no number holds`);
  return number;
}

function toInstant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text.replace(' ', 'T'));
}
