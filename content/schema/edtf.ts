import { z } from 'zod';

/**
 * A date or period as far as it is known, in the subset of the Extended Date/Time Format (ISO 8601-2) that
 * the record needs: `2023`, `2023-05`, `2023-01-09`, each with `~` behind it for "about", and intervals of
 * two of them, `2022-12/2023-02`.
 */
export interface Edtf {
  /** As written in the pack. */
  readonly written: string;
  readonly precision: 'day' | 'month' | 'year' | 'interval';
  readonly approximate: boolean;
  /** The first and the last day that it can mean, both included: `YYYY-MM-DD`. */
  readonly first: string;
  readonly last: string;
}

const point = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~)?$/;

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function parsePoint(written: string): Edtf | undefined {
  const match = point.exec(written);
  if (!match) return undefined;
  const [, year = '', month, day, about] = match;
  const approximate = about !== undefined;
  if (month === undefined) {
    return { written, precision: 'year', approximate, first: `${year}-01-01`, last: `${year}-12-31` };
  }
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  const lastDay = lastDayOf(Number(year), Number(month));
  if (day === undefined) {
    const stem = `${year}-${month}`;
    return { written, precision: 'month', approximate, first: `${stem}-01`, last: `${stem}-${lastDay}` };
  }
  if (Number(day) < 1 || Number(day) > lastDay) return undefined;
  const whole = `${year}-${month}-${day}`;
  return { written, precision: 'day', approximate, first: whole, last: whole };
}

/** Reads a date or period of the record; `undefined` when it is none. */
export function parseEdtf(written: string): Edtf | undefined {
  const [from = '', to, ...more] = written.split('/');
  if (more.length > 0) return undefined;
  if (to === undefined) return parsePoint(from);
  const start = parsePoint(from);
  const end = parsePoint(to);
  if (!start || !end || start.first > end.last) return undefined;
  return {
    written,
    precision: 'interval',
    approximate: start.approximate || end.approximate,
    first: start.first,
    last: end.last,
  };
}

const written = z.union([z.string(), z.int()], { error: 'this is not a date' });

/** The same as a zod schema: text in, {@link Edtf} out. A year may stand without quotes, as a number. */
export const EdtfText = written.transform((given, context): Edtf => {
  const parsed = parseEdtf(String(given));
  if (parsed) return parsed;
  context.addIssue({
    code: 'custom',
    message: `"${given}" is not a date`,
    params: { fix: 'write 2023, 2023-05, 2023-01-09, 2023-01-19~ (about) or 2022-12/2023-02' },
  });
  return z.NEVER;
});
