import type { Claim } from '../schema/claim.ts';
import { overlap } from './dates.ts';
import type { Lexicon } from './lexicon.ts';
import type { Common, CommonOf } from './common.ts';
import type { Reading, Sentence } from './reading.ts';
import { isContent, isGeneral, stemOf } from './stems.ts';

/** How many claims are shown for one sentence that gives no number of the record. */
const mostShown = 2;
/** A second one has to be nearly as near as the first. */
const nearTheBest = 0.9;

/**
 * What the record says on the people, days, places and events of a sentence: the claims that have most in common
 * with it. A shared name alone is not enough, unless it is that of a person who was harmed.
 */
export function relatedTo(
  sentence: Sentence,
  reading: Reading,
  commonOf: CommonOf,
  lexicon: Lexicon,
): readonly Claim[] {
  if (sentence.elsewhere) return [];
  const people = peopleIn(sentence);
  if (people.length > 0) return people.slice(0, mostShown);
  const anchored = anchoredClaims(sentence, reading, lexicon);
  const candidates = anchored.size > 0 ? anchored : unanchored(sentence, lexicon);
  const scored = [...candidates]
    .map((claim) => ({ claim, ...scoreOf(claim, commonOf(sentence)(claim), sentence, reading, lexicon) }))
    .filter(({ enough }) => enough)
    .toSorted((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored
    .filter(({ score }) => score >= best * nearTheBest)
    .slice(0, mostShown)
    .map(({ claim }) => claim);
}

/** What the record tells of a person who was harmed and whose name stands in the sentence. */
function peopleIn({ known }: Sentence): readonly Claim[] {
  return known.flatMap(({ names }) =>
    names
      .filter(({ person }) => person)
      .flatMap(({ claims }) => [...claims].filter(({ kind }) => kind === 'person')),
  );
}

/** The claims that have one of the names of the sentence, word by word, or are about one of its days. */
function anchoredClaims(
  { known, dates }: Sentence,
  { words }: Reading,
  { claims, stemsOf }: Lexicon,
): ReadonlySet<Claim> {
  const names = known.map(({ from, to }) =>
    words.slice(from, to).flatMap(({ token }) => (isContent(token) ? [stemOf(token)] : [])),
  );
  const named = claims.filter(({ id }) =>
    names.some((stems) => stems.length > 0 && stems.every((stem) => stemsOf.get(id)?.has(stem))),
  );
  const days = dates.filter(({ readings }) => readings.some(({ day }) => day !== undefined));
  const dated = claims.filter(({ date }) => date && isShort(date) && days.some((day) => overlap(day, date)));
  return new Set([...named, ...dated]);
}

/** Sentences without a name or day are matched only when most of their words are those of one claim. */
function unanchored({ stems }: Sentence, lexicon: Lexicon): readonly Claim[] {
  const rare = [...stems]
    .filter((stem) => lexicon.weight(stem) > 0)
    .toSorted((a, b) => lexicon.weight(b) - lexicon.weight(a));
  return [...new Set(rare.slice(0, 8).flatMap((stem) => lexicon.claimsWith.get(stem) ?? []))];
}

function scoreOf(
  claim: Claim,
  { shared, nearness, place, date }: Common,
  sentence: Sentence,
  reading: Reading,
  lexicon: Lexicon,
): { readonly score: number; readonly enough: boolean } {
  const names = new Set(
    sentence.known.flatMap(({ from, to }) =>
      reading.words.slice(from, to).map(({ token }) => token.slice(0, 6)),
    ),
  );
  const beyond = shared.filter((stem) => !names.has(stem) && !names.has(stem.slice(0, 5)));
  const content = [...sentence.stems].filter((stem) => !stem.startsWith('=') && !isGeneral(stem)).length;
  const bonus =
    dayBonus(claim, date) +
    (place === 'same' ? 1 : place === 'other' ? -3 : 0) +
    // What happened and what was said comes before what is demanded.
    (claim.kind === 'event' ? 1 : claim.kind === 'demand' || claim.kind === 'appeal' ? -1.5 : 0);
  const titles = lexicon.titleStemsOf.get(claim.id) ?? [];
  const inTitle = shared.filter((stem) => titles.some((title) => title.has(stem)));
  const score = nearness + bonus + inTitle.reduce((sum, stem) => sum + lexicon.weight(stem), 0) / 2;
  const anchored = sentence.known.length > 0 || (date === 'same' && sentence.dates.length > 0);
  const enough = isCalledSo(titles, sentence)
    ? true
    : anchored
      ? beyond.some((stem) => lexicon.weight(stem) > 2.2) ||
        beyond.length >= 2 ||
        dayAlone(claim, sentence, date)
      : shared.length >= 4 && shared.length >= content * 0.6;
  return { score, enough };
}

/** An exact day says more than a long time. */
function dayBonus({ date }: Claim, fit: Common['date']): number {
  if (fit !== 'same' || !date) return 0;
  return isShort(date) ? (date.approximate ? 2 : 3) : 1;
}

/** Whether the sentence has all words of a title, or the title all of the sentence: "the march of the four suyos". */
function isCalledSo(titles: readonly ReadonlySet<string>[], { stems }: Sentence): boolean {
  const own = [...stems].filter((stem) => !stem.startsWith('='));
  return titles.some(
    (title) =>
      (title.size >= 3 && [...title].every((stem) => stems.has(stem))) ||
      (own.length >= 3 && own.every((stem) => title.has(stem))),
  );
}

/** A day that the record knows: its events are shown, whatever else the sentence says. */
function dayAlone({ kind, date }: Claim, { dates }: Sentence, fit: string): boolean {
  const day = dates.some(({ readings }) => readings.some((point) => point.day !== undefined));
  return kind === 'event' && day && fit === 'same' && date !== undefined && isShort(date);
}

function isShort({ first, last }: NonNullable<Claim['date']>): boolean {
  return Date.parse(last) - Date.parse(first) <= 7 * 86_400_000;
}
