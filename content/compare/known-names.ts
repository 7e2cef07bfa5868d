import { isFunctionWord } from './function-words.ts';
import type { Lexicon } from './lexicon.ts';
import type { KnownName, NameIndex } from './name-index.ts';
import { namesIn } from './names.ts';
import type { Word } from './words.ts';

/** A name of a text that the record uses too. */
export interface KnownMention {
  readonly names: readonly KnownName[];
  readonly from: number;
  readonly to: number;
}

/** The names of a text. */
export interface NamesRead {
  readonly known: readonly KnownMention[];
  /** One word of a person's name: whether the same person is meant cannot be told. */
  readonly similar: readonly KnownMention[];
  readonly unknown: readonly { readonly from: number; readonly to: number }[];
}

/**
 * Reads the names of a text: those of several words that the record uses, whatever their capital letters, and
 * whatever else is written as a name.
 *
 * @param taken words that are read already as dates and the like
 */
export function readNames(words: readonly Word[], lexicon: Lexicon, taken: ReadonlySet<number>): NamesRead {
  const known: KnownMention[] = [];
  const similar: KnownMention[] = [];
  const unknown: { from: number; to: number }[] = [];
  const used = new Set(taken);
  for (let at = 0; at < words.length; at += 1) {
    const mention = used.has(at) ? undefined : phraseAt(words, at, lexicon.names);
    if (!mention) continue;
    known.push(mention);
    for (let word = mention.from; word < mention.to; word += 1) used.add(word);
  }
  const shouted = shoutedSentences(words);
  for (const run of namesIn(words, used)) {
    const pieces = piecesOf(words, run.from, run.to, lexicon.names);
    known.push(...pieces.known);
    similar.push(...pieces.similar);
    const doubtful = run.doubtful || shouted.has(words[run.from]?.sentence ?? -1);
    if (!doubtful)
      unknown.push(...pieces.unknown.filter(({ from, to }) => !isWithheld(words.slice(from, to), lexicon)));
  }
  return { known, similar, unknown };
}

/** The longest name of two words or more that begins here. */
function phraseAt(words: readonly Word[], from: number, names: NameIndex): KnownMention | undefined {
  const first = words[from];
  if (!first) return undefined;
  let best: KnownMention | undefined;
  for (const name of names.withWord(first.token)) {
    if (name.words.length < 2 || name.words[0] !== first.token) continue;
    const to = endOf(name.words, words, from);
    if (to !== undefined && to > (best?.to ?? 0)) best = { names: [name], from, to };
  }
  return best;
}

function endOf(name: readonly string[], words: readonly Word[], from: number): number | undefined {
  let at = from;
  for (const [index, part] of name.entries()) {
    if (index > 0) at = behindJoining(words, at);
    if (words[at]?.token !== part || words[at]?.sentence !== words[from]?.sentence) return undefined;
    at += 1;
  }
  return at;
}

/** "Toma de Lima": at most three small words stand between the parts of a name. */
function behindJoining(words: readonly Word[], from: number): number {
  let at = from;
  while (at < from + 3 && isFunctionWord(words[at]?.token ?? '')) at += 1;
  return at;
}

/** Divides a run of capitalised words into what the record knows and what it does not. */
function piecesOf(words: readonly Word[], from: number, to: number, names: NameIndex): NamesRead {
  const known: KnownMention[] = [];
  const similar: KnownMention[] = [];
  const unknown: { from: number; to: number }[] = [];
  let at = from;
  while (at < to) {
    const token = words[at]?.token ?? '';
    const part = partOfPerson(words, at, to, names);
    const own = names.withWord(token).filter((name) => name.words.length === 1);
    if (part) known.push(part);
    else if (own.length > 0 || names.isPlace(token)) known.push({ names: own, from: at, to: at + 1 });
    else if (names.withWord(token).some(({ person }) => person)) {
      similar.push({ names: names.withWord(token).filter(({ person }) => person), from: at, to: at + 1 });
    } else if (names.withWord(token).length > 0) {
      // A word that the record uses in longer names of things: "Defensoría" of "Defensoría del Pueblo".
      known.push({ names: names.withWord(token), from: at, to: at + 1 });
    } else if (!names.isPlain(token) && !(names.isKin(token) && to - from === 1) && !isFunctionWord(token)) {
      const last = unknown.at(-1);
      if (last?.to === at) unknown[unknown.length - 1] = { from: last.from, to: at + 1 };
      else unknown.push({ from: at, to: at + 1 });
    }
    at = part?.to ?? at + 1;
  }
  return withWholeNames({ known, similar, unknown }, words, names);
}

/** Several words of a person's name in their order: "Jhan Condori" of "Jhan Carlo Condori Arcana". */
function partOfPerson(
  words: readonly Word[],
  from: number,
  to: number,
  names: NameIndex,
): KnownMention | undefined {
  for (const name of names.withWord(words[from]?.token ?? '')) {
    if (!name.person) continue;
    let [at, next] = [from, name.words.indexOf(words[from]?.token ?? '')];
    while (at < to && next !== -1) {
      at += 1;
      next = name.words.indexOf(words[at]?.token ?? '', next + 1);
    }
    if (at - from >= 2) return { names: [name], from, to: at };
  }
  return undefined;
}

/** "Carlos Boluarte" is not the Boluarte of the record: a name with an unknown part is unknown as a whole. */
function withWholeNames(read: NamesRead, words: readonly Word[], names: NameIndex): NamesRead {
  const beside = (one: { from: number; to: number }, other: { from: number; to: number }): boolean =>
    one.to === other.from || other.to === one.from;
  const joins = (mention: KnownMention): boolean =>
    mention.to === mention.from + 1 &&
    !names.isPlace(words[mention.from]?.token ?? '') &&
    read.unknown.some((part) => beside(part, mention));
  const parts = [...read.unknown, ...[...read.known, ...read.similar].filter(joins)].toSorted(
    (a, b) => a.from - b.from,
  );
  const unknown: { from: number; to: number }[] = [];
  for (const { from, to } of parts) {
    const last = unknown.at(-1);
    if (last && last.to >= from) last.to = Math.max(last.to, to);
    else unknown.push({ from, to });
  }
  return {
    known: read.known.filter((mention) => !joins(mention)),
    similar: read.similar.filter((mention) => !joins(mention)),
    unknown,
  };
}

/** Sentences in which nearly every word has a capital letter: there it says nothing. */
function shoutedSentences(words: readonly Word[]): ReadonlySet<number> {
  const sentences = Map.groupBy(
    words.filter(({ number }) => !number),
    ({ sentence }) => sentence,
  );
  return new Set(
    [...sentences]
      .filter(([, all]) => all.length > 4 && all.filter(({ capital }) => capital).length > all.length * 0.6)
      .map(([sentence]) => sentence),
  );
}

function isWithheld(words: readonly Word[], { withheld }: Lexicon): boolean {
  return withheld.some((name) => words.some(({ token }) => name.includes(token)));
}
