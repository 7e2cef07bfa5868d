import { Temporal } from 'temporal-polyfill';

/** `10`, `10:00`, `10.30`, `18h`, `6pm`, `6 p. m.`, with the small words that lead to it in English and Spanish. */
const pattern =
  /^(?:,? ?(?:at|a las?|a la|las) )?(\d{1,2})(?:(?::|\.|h)(\d{2}))? ?(?:h|hrs?|horas)?\.? ?(?:(a|p)\.? ?m\.?|de la (mañana|tarde|noche))?$/;

/**
 * Reads a time of day.
 *
 * @param text in small letters; empty when none was typed
 * @returns null when it is empty, `undefined` when it is no time of day
 */
export function readTimeOfDay(text: string): Temporal.PlainTime | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const match = pattern.exec(trimmed);
  if (!match) return undefined;
  const [, hours = '', minutes = '0', half, part] = match;
  const afternoon = half === 'p' || part === 'tarde' || part === 'noche';
  const morning = half === 'a' || part === 'mañana';
  const hour = Number(hours);
  if ((afternoon || morning) && (hour < 1 || hour > 12)) return undefined;
  const shifted = afternoon ? (hour % 12) + 12 : morning ? hour % 12 : hour;
  if (shifted > 23 || Number(minutes) > 59) return undefined;
  return Temporal.PlainTime.from({ hour: shifted, minute: Number(minutes) });
}
