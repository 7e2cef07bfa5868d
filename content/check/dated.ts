import type { Claim } from '../schema/claim.ts';
import type { Citing } from './citing.ts';
import { digitsIn } from './figures.ts';

/** The figures of a date: 2023-01-09 has 2023 and 9. Months are written in words. */
function figuresOf(written: string): readonly { readonly figure: string; readonly part: 'year' | 'day' }[] {
  return [...written.matchAll(/(\d{4})(?:-\d{2})?(?:-(\d{2}))?/g)].flatMap(([, year = '', day]) => [
    { figure: year, part: 'year' as const },
    ...(day === undefined ? [] : [{ figure: String(Number(day)), part: 'day' as const }]),
  ]);
}

/**
 * What of a claim's date stands nowhere: neither in a paragraph that it cites, nor in the words that derive it,
 * nor in the date of its event or of its documents.
 *
 * @param printed the figures of the paragraphs that it cites
 */
export function undated(
  claim: Claim,
  printed: ReadonlySet<string>,
  citing: Citing,
): readonly { readonly message: string; readonly fix: string }[] {
  if (!claim.date) return [];
  const dates = [citing.eventDate(claim), ...citing.citationsOf(claim).map(({ source }) => source.date)];
  const known = new Set([
    ...printed,
    ...Object.values(claim.derived ?? {}).flatMap(digitsIn),
    ...dates.flatMap((date) => (date ? figuresOf(date.written).map(({ figure }) => figure) : [])),
  ]);
  const unknown = figuresOf(claim.date.written).filter(({ figure }) => !known.has(figure));
  return [...new Map(unknown.map((one) => [one.figure, one])).values()].map(({ figure, part }) => ({
    message: `no cited paragraph gives the ${part} ${figure}, and nothing says how it was derived`,
    fix: 'correct it, or say under "derived" how the date was found',
  }));
}
