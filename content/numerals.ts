/**
 * Numbers as people print them: `28,960`, `28.960`, `28 960`, `32.7`, `32,7`. Separators before groups of
 * exactly three digits divide thousands; a single other one is the decimal sign.
 */
export const printedNumber = /\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?/g;

/** A printed number in one form, whatever its separators: digits, with a point before decimals. */
export function plainNumber(printed: string): string {
  const thousands = /^\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)/.exec(printed)?.[0] ?? '';
  const whole = thousands.replaceAll(/\D/g, '');
  const rest = printed.slice(thousands.length).replace(',', '.');
  return (whole + rest).replace(/^0+(?=\d)/, '');
}
