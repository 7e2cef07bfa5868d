import type { Claim } from '../schema/claim.ts';
import type { Common } from './common.ts';
import { harmIn } from './harms.ts';
import type { Lexicon } from './lexicon.ts';
import type { Quantity } from './quantities.ts';
import type { Reading, Sentence } from './reading.ts';
import { isContent, isGeneral, stemOf } from './stems.ts';
import { wordSet } from './word-set.ts';

const askingHowMany = wordSet('how many number cuantos cuantas cifra numero');
const askingWhat = wordSet('happened happen happens occurred paso pasa pasaba ocurrio sucedio');

/** "How many were killed in …?", "nobody was hurt in …": the counts and people of that place, or the counts for all. */
export function harmedAt(
  sentence: Sentence,
  open: readonly Quantity[],
  { words }: Reading,
  common: (claim: Claim) => Common,
  { names, claims, synonyms, figuresOf }: Lexicon,
): readonly Claim[] {
  const here = words.slice(sentence.from, sentence.to).map(({ token }) => token);
  const harms = new Set(here.map(harmIn));
  const places = [...sentence.places].filter((place) => !names.isWhole(place));
  const marks = synonyms.marksIn(here.map(stemOf)).length;
  const ofAll =
    here.some((token) => names.isWhole(token)) ||
    (marks > 1 && here.some((token) => askingHowMany.has(token)));
  const told = claims.filter((claim) => {
    if ((claim.kind !== 'casualties' && claim.kind !== 'person') || !harms.has(claim.harm)) return false;
    const { place, date } = common(claim);
    if (date === 'other') return false;
    if (places.length > 0) return sentence.placesAreOwn && place === 'same';
    return (
      claim.kind === 'casualties' && ofAll && [...names.placesOf(claim)].every((word) => names.isWhole(word))
    );
  });
  // An event that tells of as many: "two people of the rondas".
  const events =
    places.length === 0 || told.length === 0
      ? []
      : claims.filter((claim) => {
          const values = figuresOf.get(claim) ?? [];
          const asMany = values.some(({ value }) => open.some((quantity) => quantity.value === value));
          return (
            claim.kind === 'event' &&
            asMany &&
            common(claim).place === 'same' &&
            common(claim).date !== 'other'
          );
        });
  return [...events, ...told].toSorted((a, b) => Number(a.kind === 'person') - Number(b.kind === 'person'));
}

/** "What happened in …?": the events of the place, those that are about no other place first. */
export function happenedAt(
  sentence: Sentence,
  { words }: Reading,
  common: (claim: Claim) => Common,
  { names, record }: Lexicon,
): readonly Claim[] {
  const here = words.slice(sentence.from, sentence.to).map(({ token }) => token);
  const rest = here.filter((token) => isContent(token) && !isGeneral(stemOf(token)) && !names.isPlace(token));
  if (!sentence.placesAreOwn || !rest.every((token) => askingWhat.has(token)) || rest.length === 0) return [];
  const ofPlace = record.events().filter((claim) => {
    const { place, date } = common(claim);
    return place === 'same' && date !== 'other';
  });
  return ofPlace.toSorted((a, b) => names.placesOf(a).size - names.placesOf(b).size);
}
