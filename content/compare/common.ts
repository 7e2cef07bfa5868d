import type { Claim } from '../schema/claim.ts';
import { overlap } from './dates.ts';
import type { Lexicon } from './lexicon.ts';
import type { Sentence } from './reading.ts';
import { remembered } from './remembered.ts';
import { isGeneral } from './stems.ts';

/** How the place or the day of a sentence goes with that of a claim. */
export type Fit = 'same' | 'other' | 'open';

/** What a sentence and a claim have in common. */
export interface Common {
  readonly place: Fit;
  readonly date: Fit;
  /** The sentence names only a wider place around that of the claim, or the claim is about a place and it about none. */
  readonly wider: boolean;
  /** The stems that both have. */
  readonly shared: readonly string[];
  /** How much these say together. */
  readonly nearness: number;
}

/** Looks it up for a sentence and a claim, once for each two of them. */
export type CommonOf = (sentence: Sentence) => (claim: Claim) => Common;

/** Prepares for the sentences of one text. */
export function commonIn(lexicon: Lexicon): CommonOf {
  return remembered((sentence: Sentence) =>
    remembered((claim: Claim): Common => {
      const shared = sharedWith(claim, sentence, lexicon);
      return {
        place: placeFit(claim, sentence, lexicon),
        date: dateFit(claim, sentence, lexicon),
        wider: isWider(claim, sentence, lexicon),
        shared,
        nearness: weightOf(shared, lexicon),
      };
    }),
  );
}

/** The stems and marks that a sentence and a claim have in common; two of one thing count once. */
function sharedWith(
  claim: Claim,
  { stems, marked }: Sentence,
  { stemsOf, names }: Lexicon,
): readonly string[] {
  const ofClaim = stemsOf.get(claim.id);
  return [...stems].filter((stem) => {
    if (ofClaim?.has(stem) !== true || isGeneral(stem) || names.isWhole(stem)) return false;
    return marked.get(stem)?.every((word) => ofClaim.has(word)) !== true;
  });
}

function weightOf(shared: readonly string[], lexicon: Lexicon): number {
  return shared.reduce((sum, stem) => sum + lexicon.weight(stem), 0);
}

/** `open` when the sentence names no place, or when one of the two is the whole that the record is about. */
function placeFit(claim: Claim, sentence: Sentence, { names, stemsOf }: Lexicon): Fit {
  const { places, placesAreOwn, elsewhere, countries } = sentence;
  if (elsewhere) return 'other';
  const own = [...places].filter((place) => !names.isWhole(place));
  const abroad = countries.length > 0 && !countries.some((name) => isIn(name, stemsOf.get(claim.id)));
  if (abroad && !own.some((place) => names.placesOf(claim).has(place))) return 'other';
  if (own.length === 0) return 'open';
  const ofClaim = names.placesOf(claim);
  if (own.some((place) => ofClaim.has(place))) return 'same';
  return placesAreOwn && ofClaim.size > 0 ? 'other' : 'open';
}

/** Whether the claim has one of the marks of a name, or all of its words. */
function isIn(name: readonly string[], stems: ReadonlySet<string> = new Set()): boolean {
  const [marks, words] = [
    name.filter((stem) => stem.startsWith('=')),
    name.filter((stem) => !stem.startsWith('=')),
  ];
  return (
    marks.some((mark) => stems.has(mark)) || (words.length > 0 && words.every((word) => stems.has(word)))
  );
}

/** "In Puno" is wider than "in Juliaca (Puno)"; so is a sentence that says neither where nor when. */
function isWider(claim: Claim, { places, dates }: Sentence, { names }: Lexicon): boolean {
  const own = [...places].filter((place) => !names.isWhole(place));
  const ofClaim = [...names.placesOf(claim)].filter((place) => !names.isWhole(place));
  if (ofClaim.length === 0) return false;
  if (own.length === 0) return dates.length === 0;
  return !own.some((place) => names.innermostOf(claim).has(place));
}

/** `open` when the sentence or the claim has no date. */
function dateFit({ date }: Claim, { dates }: Sentence, { span }: Lexicon): Fit {
  const days = dates.filter(({ readings }) => readings.some(({ month }) => month !== undefined));
  const all = days.length > 0 ? days : dates;
  if (all.length === 0) return 'open';
  // What lies outside the time of the whole record is not what its undated claims are about.
  if (!date) return all.some((one) => overlap(one, span)) ? 'open' : 'other';
  return all.some((one) => overlap(one, date)) ? 'same' : 'other';
}
