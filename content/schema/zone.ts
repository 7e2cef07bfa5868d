import { z } from 'zod';
import { nearest } from '../nearest.ts';

/** An IANA time zone such as `Europe/London`. */
export const Zone = z.string().superRefine((zone, context) => {
  if (isZone(zone)) return;
  const meant = nearest(zone, Intl.supportedValuesOf('timeZone'));
  context.addIssue({
    code: 'custom',
    message: `"${zone}" is not an IANA time zone`,
    params: { fix: meant === undefined ? 'write one such as Europe/London' : `did you mean ${meant}?` },
  });
});

function isZone(zone: string): boolean {
  // Intl takes offsets such as +05:00 too, but those know no summer time.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
