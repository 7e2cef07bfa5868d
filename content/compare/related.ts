import type { Claim } from '../schema/claim.ts';
import type { CommonOf } from './common.ts';
import type { Lexicon } from './lexicon.ts';
import { nearnessOf, viewOf } from './nearness.ts';
import type { Quantity } from './quantities.ts';
import type { Reading, Sentence } from './reading.ts';
import { harmedAt, happenedAt } from './told-at.ts';

/** What the record says on a sentence; `day` when only a day of the sentence leads there. */
export interface Related {
  readonly verdict: 'related' | 'day';
  readonly claims: readonly Claim[];
}

/** How many claims are shown for one sentence that gives no number of the record; of counts, more. */
const mostShown = 2;
const mostCounts = 4;
/** A second one has to be nearly as near as the first. */
const nearTheBest = 0.9;
/**
 * What the record says on the people, days, places and events of a sentence: the claims that have most in common
 * with it. A shared place alone is not enough.
 *
 * @param open the numbers of the sentence on which nothing was found
 * @param answered the record has something on its other numbers: then only the people whom it names are looked for
 */
export function relatedTo(
  sentence: Sentence,
  { open, answered }: { readonly open: readonly Quantity[]; readonly answered: boolean },
  reading: Reading,
  commonOf: CommonOf,
  lexicon: Lexicon,
): Related {
  const people = peopleIn(sentence);
  if (people.length > 0) return { verdict: 'related', claims: people.slice(0, mostShown) };
  if (answered || sentence.elsewhere || sentence.otherCause) return { verdict: 'related', claims: [] };
  const common = commonOf(sentence);
  const counts = harmedAt(sentence, open, reading, common, lexicon);
  if (counts.length > 0) return { verdict: 'related', claims: counts.slice(0, mostCounts) };
  const events = happenedAt(sentence, reading, common, lexicon);
  if (events.length > 0) return { verdict: 'related', claims: events.slice(0, mostShown) };
  const view = viewOf(sentence, open, reading, lexicon);
  const candidates = new Set([...view.anchored, ...unanchored(sentence, lexicon)]);
  const scored = [...candidates]
    .map((claim) => ({ claim, ...nearnessOf(claim, common(claim), view) }))
    .filter(({ enough }) => enough !== null)
    .toSorted((a, b) => Number(a.enough === 'day') - Number(b.enough === 'day') || b.score - a.score);
  const [best] = scored;
  const claims = scored
    .filter(({ score, enough }) => enough === best?.enough && score >= (best?.score ?? 0) * nearTheBest)
    .slice(0, mostShown)
    .map(({ claim }) => claim);
  return { verdict: best?.enough ?? 'related', claims };
}

/** What the record tells of a person who was harmed and whose name stands in the sentence. */
function peopleIn({ known }: Sentence): readonly Claim[] {
  return known.flatMap(({ names }) =>
    names
      .filter(({ person }) => person)
      .flatMap(({ claims }) => [...claims].filter(({ kind }) => kind === 'person')),
  );
}

/** Sentences without a name or day are matched only when most of their words are those of one claim. */
function unanchored({ stems }: Sentence, lexicon: Lexicon): readonly Claim[] {
  const rare = [...stems]
    .filter((stem) => lexicon.weight(stem) > 0)
    .toSorted((a, b) => lexicon.weight(b) - lexicon.weight(a));
  return [...new Set(rare.slice(0, 8).flatMap((stem) => lexicon.claimsWith.get(stem) ?? []))];
}
