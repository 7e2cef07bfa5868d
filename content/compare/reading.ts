import { isOtherCause } from './causes.ts';
import { countriesIn } from './countries.ts';
import { datesIn, type DateMention } from './dates.ts';
import { readNames, type KnownMention, type NamesRead } from './known-names.ts';
import type { Lexicon } from './lexicon.ts';
import { quantitiesIn, type Quantity } from './quantities.ts';
import { statementsIn } from './readable.ts';
import { respellingsIn, type Respelling } from './respelling.ts';
import { remembered } from './remembered.ts';
import { tokens } from '../search/tokens.ts';
import { isContent, stemOf, stemsAndMarks } from './stems.ts';
import { wordsOf, type Word } from './words.ts';
import { wordSet } from './word-set.ts';

/** One sentence of a text, and what stands in it. */
export interface Sentence {
  /** Its words: the first one, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Words of places of the record; those of a sentence before when it has none of its own. */
  readonly places: ReadonlySet<string>;
  readonly placesAreOwn: boolean;
  /** It names a place that the record does not know. */
  readonly elsewhere: boolean;
  /** The countries that it names, without the one that the record is about: the stems and marks of each. */
  readonly countries: readonly (readonly string[])[];
  /** It tells of an accident, an illness or the like, of which the record has nothing. */
  readonly otherCause: boolean;
  readonly dates: readonly DateMention[];
  readonly known: readonly KnownMention[];
  readonly stems: ReadonlySet<string>;
  /** The stems that each mark of a synonym stands for. */
  readonly marked: ReadonlyMap<string, readonly string[]>;
  /** A name in it is read as one that is spelt almost like it. */
  readonly respelt: boolean;
  /** It denies or doubts something. */
  readonly denies: boolean;
}

/** A text as far as it can be compared with a record. */
export interface Reading {
  readonly text: string;
  readonly words: readonly Word[];
  readonly sentences: readonly Sentence[];
  /** The numbers that count something: those of dates, times and lists left out. */
  readonly quantities: readonly Quantity[];
  /** The words at which they begin. */
  readonly numbersAt: ReadonlySet<number>;
  readonly dates: readonly DateMention[];
  readonly names: NamesRead;
  readonly respellings: readonly Respelling[];
}

const denials = wordSet(`
  not never no nobody none false fake lie lies myth hoax untrue deny denies denied doubt doubts doubtful
  alleged allegedly supposed supposedly exaggerated invented
  isnt arent wasnt werent didnt doesnt dont hasnt havent hadnt cant couldnt wont
  nunca jamas nadie ningun ninguna falso falsa mentira mito tampoco niega niegan nego negaron dudo duda dudan
  dudoso dudosa supuesto supuesta supuestos supuestas supuestamente presunto presuntos presuntamente exagerado
  exagerada inventado inventada inventan bulo`);
/** So many dates of one sentence are compared with those of the record. */
const mostDates = 12;
const beforePlaces = new Set(['in', 'at', 'near', 'en']);

const weekdays = remembered((languages: string): ReadonlySet<string> => {
  const days = languages.split(' ').flatMap((language) => {
    const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
    return Array.from({ length: 7 }, (_, day) => tokens(format.format(Date.UTC(2023, 0, day + 1))).join(''));
  });
  return new Set(days);
});

/** Reads a text in one pass for each kind of thing: its time grows with its length alone. */
export function readText(text: string, lexicon: Lexicon): Reading {
  const { languages } = lexicon.record.pack;
  const asWritten = wordsOf(statementsIn(text));
  const respellings = respellingsIn(asWritten, lexicon.names);
  const spelt = new Map(respellings.map(({ at, name }) => [at, tokens(name).join('')]));
  const words = asWritten.map((word, at) => ({ ...word, token: spelt.get(at) ?? word.token }));
  const all = quantitiesIn(words, languages);
  const inPhrases = new Set(
    lexicon.synonyms
      .marksIn(words.map(({ token }) => stemOf(token)))
      .flatMap(({ start, length }) => (length > 1 ? range(start, start + length) : [])),
  );
  // The square "Dos de Mayo" is no day, and the "four suyos" are no number.
  const dates = datesIn(words, all, languages).filter(
    ({ from, to }) => !(inPhrases.has(from) && words[to - 1]?.capital === true && inPhrases.has(to - 1)),
  );
  const inDates = new Set(dates.flatMap(({ from, to }) => range(from, to)));
  const days = weekdays(languages.join(' '));
  const taken = new Set([
    ...inDates,
    ...words.flatMap(({ token }, index) => (days.has(token) ? [index] : [])),
  ]);
  const quantities = all.filter(
    (quantity) => !inDates.has(quantity.from) && !inPhrases.has(quantity.from) && counts(quantity, words),
  );
  const names = readNames(words, lexicon, taken);
  const numbersAt = new Set(quantities.map(({ from }) => from));
  return {
    text,
    words,
    quantities,
    numbersAt,
    dates,
    names,
    respellings,
    sentences: sentencesOf({ words, dates, names, respellings }, lexicon),
  };
}

function sentencesOf(
  { words, dates, names, respellings }: Pick<Reading, 'words' | 'dates' | 'names' | 'respellings'>,
  lexicon: Lexicon,
): Sentence[] {
  const starts = words.flatMap(({ sentence }, index) =>
    sentence === words[index - 1]?.sentence ? [] : [index],
  );
  const ofSentence = <Mention extends { readonly from: number }>(mentions: readonly Mention[]) =>
    Map.groupBy(mentions, ({ from }) => words[from]?.sentence);
  const [datesOf, knownOf, unknownOf] = [
    ofSentence(dates),
    ofSentence(names.known),
    ofSentence(names.unknown),
  ];
  let before: ReadonlySet<string> = new Set();
  return starts.map((from, index) => {
    const to = starts[index + 1] ?? words.length;
    const number = words[from]?.sentence;
    const tokensHere = words.slice(from, to).map(({ token }) => token);
    const own = new Set(tokensHere.filter((token) => lexicon.names.isPlace(token)));
    const elsewhere = (unknownOf.get(number) ?? []).some((name) =>
      beforePlaces.has(words[name.from - 1]?.token ?? ''),
    );
    const countries = countriesIn(words.slice(from, to), lexicon.record.pack.languages).filter(
      (name) => !name.every((token) => lexicon.names.isPlace(token)),
    );
    const places = own.size > 0 || elsewhere || countries.length > 0 ? own : before;
    before = places;
    return {
      from,
      to,
      places,
      placesAreOwn: own.size > 0,
      elsewhere: elsewhere && own.size === 0,
      countries: countries.map((name) => stemsAndMarks(name, lexicon.synonyms)),
      otherCause: tokensHere.some((token) => isOtherCause(token) && !lexicon.claimsWith.has(stemOf(token))),
      dates: (datesOf.get(number) ?? []).slice(0, mostDates),
      known: knownOf.get(number) ?? [],
      stems: new Set(stemsAndMarks(tokensHere, lexicon.synonyms)),
      marked: markedIn(tokensHere.map(stemOf), lexicon),
      respelt: respellings.some(({ at }) => at >= from && at < to),
      denies: tokensHere.some((token, at) => denials.has(token) && !qualifies(tokensHere, at)),
    };
  });
}

function markedIn(stems: readonly string[], { synonyms }: Lexicon): ReadonlyMap<string, readonly string[]> {
  return new Map(
    synonyms
      .marksIn(stems)
      .map(({ mark, start, length }) => [mark, stems.slice(start, start + length).filter(isContent)]),
  );
}

/** "No fewer than", "no menos de", "not only" deny nothing. */
function qualifies(words: readonly string[], at: number): boolean {
  return ['fewer', 'less', 'more', 'menos', 'mas', 'only'].includes(words[at + 1] ?? '');
}

/** Whether a number counts something: not a time of day, the number of a line, or part of a code. */
function counts({ from, to }: Quantity, words: readonly Word[]): boolean {
  const [word, next] = [words[from], words[to]];
  if (!word || word.written.length > 15) return false;
  if (/\d/.test(word.written) && /[:#]$/.test(word.gap) && words[from - 1]?.number === true) return false;
  if (next?.number === true && next.gap === ':') return false;
  const hour = `${next?.token}${/^[ap]$/.test(next?.token ?? '') ? words[to + 1]?.token : ''}`;
  if (hour === 'am' || hour === 'pm') return false;
  const beginsLine = from === 0 || word.gap.includes('\n');
  return !(beginsLine && word.number && /^[.)]\s/.test(next?.gap ?? ''));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
