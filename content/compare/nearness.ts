import type { Claim } from '../schema/claim.ts';
import type { Common } from './common.ts';
import { overlap } from './dates.ts';
import type { Lexicon } from './lexicon.ts';
import { namesSharedWith, rareNames } from './named.ts';
import type { Quantity } from './quantities.ts';
import type { Reading, Sentence } from './reading.ts';
import { isContent, isGeneral, stemOf } from './stems.ts';
import { wordSet } from './word-set.ts';

/** How much a claim says on a sentence. */
export interface Nearness {
  /** More is nearer. */
  readonly score: number;
  /** Whether that is enough to show it; `day` when only a day of the sentence leads there. */
  readonly enough: 'related' | 'day' | null;
}

/** So many numbers of a sentence are looked up. */
const mostNumbers = 12;

const demanding = wordSet(
  'demand demands demanding want wants exigen exige exigir piden pide pedir demandan reclaman quieren',
);

/** A sentence as each claim is held against it. */
export interface View {
  readonly sentence: Sentence;
  readonly lexicon: Lexicon;
  /** The stems of its names and places. */
  readonly named: ReadonlySet<string>;
  readonly names: readonly (readonly string[])[];
  /** The claims that have one of its names or days. */
  readonly anchored: ReadonlySet<Claim>;
  readonly rare: readonly (readonly string[])[];
  /** The claims that have one of its open numbers. */
  readonly numbered: ReadonlySet<Claim>;
  /** It gives a share that the record does not have. */
  readonly share: boolean;
  /** It says that something is demanded. */
  readonly demands: boolean;
  /** How many words it has that say what it is about. */
  readonly content: number;
}

/** @param open the numbers of the sentence on which nothing was found */
export function viewOf(
  sentence: Sentence,
  open: readonly Quantity[],
  reading: Reading,
  lexicon: Lexicon,
): View {
  const { words } = reading;
  // The words of a day are none of what it is about.
  const inNames = [...sentence.known, ...sentence.dates].flatMap(({ from, to }) => words.slice(from, to));
  const places = words.slice(sentence.from, sentence.to).filter(({ token }) => lexicon.names.isPlace(token));
  const named = new Set([...inNames, ...places].map(({ token }) => stemOf(token)));
  const phrases = [...sentence.marked].filter(([, stems]) => stems.every((stem) => named.has(stem)));
  const names = namesSharedWith(sentence, words, lexicon);
  const values = open.slice(0, mostNumbers).filter(({ value, unit }) => value >= 10 || unit === 'percent');
  return {
    sentence,
    lexicon,
    named: new Set([...named, ...phrases.map(([mark]) => mark)]),
    names,
    anchored: anchoredClaims(sentence, reading, lexicon),
    rare: rareNames(names, lexicon),
    share: open.some(({ unit }) => unit === 'percent'),
    demands: words.slice(sentence.from, sentence.to).some(({ token }) => demanding.has(token)),
    numbered: new Set(
      lexicon.figures
        .filter((figure) => values.some(({ value, unit }) => value === figure.value && unit === figure.unit))
        .map(({ claim }) => claim),
    ),
    content: [...sentence.stems].filter((stem) => !stem.startsWith('=') && !isGeneral(stem)).length,
  };
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

/** How near a claim is to a sentence, by what both have in common. */
export function nearnessOf(claim: Claim, common: Common, view: View): Nearness {
  const { shared, nearness, place, date } = common;
  const { sentence, lexicon, names, rare } = view;
  const stems = lexicon.stemsOf.get(claim.id) ?? new Set();
  const has = (name: readonly string[]): boolean => name.every((stem) => stems.has(stem));
  const titles = lexicon.titleStemsOf.get(claim.id) ?? [];
  const inTitle = shared.filter((stem) => titles.some((title) => title.has(stem)));
  const sharedNames = names.filter(has).length;
  const shares =
    view.share &&
    (lexicon.figuresOf.get(claim) ?? []).some(({ unit, kind }) => unit === 'percent' && kind === 'listed');
  const numbered = (view.numbered.has(claim) || shares) && sharedNames > 0;
  const demand = claim.kind === 'demand' || claim.kind === 'appeal';
  const bonus =
    dayBonus(claim, date) +
    (place === 'same' ? 1 : place === 'other' ? -3 : 0) +
    (numbered ? 6 : 0) +
    (sharedNames > 1 ? 3 : 0) +
    // What happened and what was said comes before what is demanded.
    (claim.kind === 'event' ? 1 : demand ? (view.demands ? 3 : -1.5) : 0);
  const score = nearness + bonus + inTitle.reduce((sum, stem) => sum + lexicon.weight(stem), 0) / 2;
  const near =
    isCalledSo(titles, view) ||
    numbered ||
    sharedNames > 1 ||
    (sharedNames > 0 && onItsDay(claim, date, sentence)) ||
    rare.some(has) ||
    isNear(view.anchored.has(claim), common, view);
  return { score, enough: near ? 'related' : dayAlone(claim, common, view) ? 'day' : null };
}

/** Whether a sentence and a claim have enough words in common, beside names and places. */
function isNear(
  anchored: boolean,
  { shared, date, nearness }: Common,
  { sentence, lexicon, named, names, content }: View,
): boolean {
  const beyond = shared.filter((stem) => !named.has(stem));
  const part = shared.length / Math.max(1, content);
  const rare = beyond.some((stem) => lexicon.weight(stem) > 2.2);
  const said =
    part >= 0.6 &&
    (shared.length >= 4 ||
      (shared.length >= 2 && beyond.length > 0 && nearness + (date === 'same' ? 2 : 0) > 5));
  if (said || !anchored) return said;
  if (names.length > 0 || (date === 'same' && sentence.dates.length > 0)) return rare || beyond.length >= 2;
  // A place alone says little: most of the other words have to be those of the claim, too.
  return beyond.length >= 2 || (rare && part >= 0.5);
}

/** An exact day says more than a long time. */
function dayBonus({ date }: Claim, fit: Common['date']): number {
  if (fit !== 'same' || !date) return 0;
  return isShort(date) ? (date.approximate ? 2 : 3) : 1;
}

/** Whether the sentence has all words of a title, or the title all of the sentence: "the march of the four suyos". */
function isCalledSo(titles: readonly ReadonlySet<string>[], { sentence: { stems }, named }: View): boolean {
  const own = [...stems].filter((stem) => !stem.startsWith('='));
  return titles.some(
    (title) =>
      (title.size >= 3 && [...title].every((stem) => stems.has(stem))) ||
      (own.length >= 3 && own.some((stem) => !named.has(stem)) && own.every((stem) => title.has(stem))),
  );
}

/** Whether the sentence gives the day of a claim. */
function onItsDay({ date }: Claim, fit: Common['date'], { dates }: Sentence): boolean {
  const day = dates.some(({ readings }) => readings.some((point) => point.day !== undefined));
  return day && fit === 'same' && date !== undefined && isShort(date);
}

/** A day that the record knows. Without its year, or beside another country, it may be any other day. */
function dayAlone(
  { kind, date }: Claim,
  { place, date: fit }: Common,
  { sentence, lexicon, content }: View,
): boolean {
  const { dates, places, countries } = sentence;
  const local = [...places].some((one) => !lexicon.names.isWhole(one));
  const dayOnly = content <= 2;
  const day = dates.some(({ readings }) =>
    readings.some((point) => point.day !== undefined && (point.year !== undefined || local || dayOnly)),
  );
  const here = countries.length === 0 && place !== 'other';
  return kind === 'event' && day && here && fit === 'same' && date !== undefined && isShort(date);
}

function isShort({ first, last }: NonNullable<Claim['date']>): boolean {
  return Date.parse(last) - Date.parse(first) <= 7 * 86_400_000;
}
