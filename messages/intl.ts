/*
 * The formatters of dates, numbers and languages. Making one takes a good part of a millisecond and an answer
 * needs dozens, so each is made once.
 */

export const dateFormat = kept(
  (locale: string, month: 'long' | 'short', ...parts: readonly ('day' | 'month' | 'year')[]) =>
    // In UTC a plain date stays the day that it is.
    new Intl.DateTimeFormat(locale, {
      ...(parts.includes('day') && { day: 'numeric' }),
      ...(parts.includes('month') && { month }),
      ...(parts.includes('year') && { year: 'numeric' }),
      timeZone: 'UTC',
    }),
);

/** What stands at a tick of an axis of time. */
export const tickFormat = kept(
  (locale: string, shown: 'day' | 'month' | 'year') =>
    new Intl.DateTimeFormat(locale, {
      ...(shown === 'year' ? { year: 'numeric' } : { month: 'short' }),
      ...(shown === 'day' && { day: 'numeric' }),
      timeZone: 'UTC',
    }),
);

export const monthFormat = kept(
  (locale: string) => new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }),
);

export const numberFormat = kept(
  (locale: string) => new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }),
);

export const languageNames = kept((locale: string) => new Intl.DisplayNames(locale, { type: 'language' }));

/** Locales and ways to format are few, so what is kept is never given up. */
function kept<Given extends readonly string[], Formatter>(make: (...given: Given) => Formatter) {
  const made = new Map<string, Formatter>();
  return (...given: Given): Formatter => {
    const key = given.join(' ');
    const found = made.get(key) ?? make(...given);
    made.set(key, found);
    return found;
  };
}
