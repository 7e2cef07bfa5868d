import type { Temporal } from 'temporal-polyfill';
import { small } from '../text.ts';
import type { Speech } from '../words.ts';
import { inline } from './inline.ts';
import { dayName } from './moments.ts';

/** Something that was put right in a post that was out. */
export interface Correction {
  readonly what: string;
  readonly at: Temporal.Instant;
}

/** How much of what was corrected is told in the post. */
export const correctionLength = 200;
/** At most so many of them have room in a post; the oldest go. */
const mostShown = 5;

/** What readers are told of the corrections of a post, a line each. */
export function correctionLines(
  corrections: readonly Correction[],
  zone: string,
  speech: Speech,
): readonly string[] {
  return corrections.slice(-mostShown).map(({ what, at }) =>
    small(
      speech.t('manage.corrected', {
        date: dayName(at.toZonedDateTimeISO(zone).toPlainDate(), speech),
        what: inline(what, correctionLength),
      }),
    ),
  );
}
