import type { PackRecord } from '../record.ts';
import type { Claim } from '../schema/claim.ts';
import { around } from './around.ts';
import { commonIn } from './common.ts';
import { overlap, type DateMention } from './dates.ts';
import { lexiconOf, type Lexicon } from './lexicon.ts';
import { matchesOf } from './match.ts';
import { onNobodyHarmed } from './nobody.ts';
import type { Quantity } from './quantities.ts';
import { quoteOf, writtenAt, writtenNumber } from './quote.ts';
import { readText, type Reading, type Sentence } from './reading.ts';
import { readable } from './readable.ts';
import { relatedTo, type Related } from './related.ts';
import { subjectOf, type Subject } from './subject.ts';
import { judge, type Verdict } from './verdict.ts';

/** Something in a text on which the record has something to say. */
export interface Finding {
  readonly verdict: Verdict | Related['verdict'];
  /** The words of the text that it is about. */
  readonly quote: string;
  /** The claims of the record, the nearest first. */
  readonly claims: readonly Claim[];
}

/** A text beside a record. What the text says is not judged: only what both say is set side by side. */
export interface Comparison {
  readonly findings: readonly Finding[];
  /** Names of the record in sentences on which it has nothing else to say. */
  readonly mentioned: readonly string[];
  /** What stands in the text and not in the record, as written. */
  readonly unknown: {
    readonly numbers: readonly string[];
    readonly names: readonly string[];
    readonly dates: readonly string[];
  };
  /** Names that are compared as if they were spelt like those of the record. */
  readonly respelt: readonly { readonly written: string; readonly name: string }[];
  /** One word of a person's name: the names of the record that have it. */
  readonly similar: readonly { readonly written: string; readonly names: readonly Claim[] }[];
}

/** Compares texts with one record. */
export interface Comparer {
  compare(text: string): Comparison;
}

/** So many names that are only alike are told. */
const mostSimilar = 3;

/** Prepares a record for comparing: some milliseconds, once. A comparison then takes a few. */
export function comparer(record: PackRecord): Comparer {
  const lexicon = lexiconOf(record);
  return { compare: (text) => compare(readable(text), lexicon) };
}

function compare(text: string, lexicon: Lexicon): Comparison {
  const reading = readText(text, lexicon);
  const setting = { topical: isTopical(reading, lexicon), commonOf: commonIn(lexicon) };
  const sentences = new Map(
    reading.sentences.map((sentence) => [reading.words[sentence.from]?.sentence, sentence]),
  );
  const sentenceAt = (at: number): Sentence | undefined => sentences.get(reading.words[at]?.sentence);

  const numbers = reading.quantities.map((quantity) => {
    const sentence = sentenceAt(quantity.from);
    if (!sentence) return { quantity, sentence, subject: undefined, finding: undefined };
    const subject = subjectOf(quantity, sentence, reading, lexicon);
    const near = around(quantity, sentence, reading, lexicon);
    const matches = matchesOf(quantity, subject, near, setting, lexicon);
    const judged = judge(quantity, matches, near, lexicon.record);
    const finding = judged && { ...judged, quote: quoteOf(quantity.from, sentence, reading) };
    return { quantity, sentence, subject, finding };
  });
  const nobody = reading.sentences.flatMap((sentence) => {
    const judged = onNobodyHarmed(sentence, reading, setting, lexicon);
    const finding = judged && { ...judged, quote: quoteOf(judged.at, sentence, reading) };
    return finding ? [{ sentence, finding }] : [];
  });
  const onNumbers = [...numbers, ...nobody];
  const withNumbers = merged(onNumbers.flatMap(({ finding }) => finding ?? []));
  const answered = new Set(
    onNumbers.flatMap(({ sentence, finding }) => (finding && sentence ? [sentence] : [])),
  );
  const shown = new Set(withNumbers.flatMap(({ claims }) => claims));
  const unfound = numbers.filter(({ finding }) => !finding);
  const openIn = Map.groupBy(unfound, ({ sentence }) => sentence);
  const toldNearby = new Set<Quantity>();
  const related = reading.sentences.flatMap((sentence): readonly Finding[] => {
    const open = (openIn.get(sentence) ?? []).map(({ quantity }) => quantity);
    const { verdict, claims: all } = relatedTo(
      sentence,
      { open, answered: answered.has(sentence) },
      reading,
      setting.commonOf,
      lexicon,
    );
    const claims = all
      .filter((claim) => !shown.has(claim))
      .filter(({ kind }) => kind === 'person' || !answered.has(sentence));
    for (const { quantity, subject } of openIn.get(sentence) ?? []) {
      if (all.some((claim) => gives(claim, quantity, subject, lexicon))) toldNearby.add(quantity);
    }
    for (const claim of claims) shown.add(claim);
    if (claims.length > 0 || all.some((claim) => shown.has(claim))) answered.add(sentence);
    return claims.length > 0 ? [{ verdict, quote: quoteOf(sentence.from, sentence, reading), claims }] : [];
  });
  const written = ({ from, to }: { readonly from: number; readonly to: number }): string =>
    writtenAt(from, to, reading);
  const open = unfound
    .filter(({ quantity }) => !toldNearby.has(quantity))
    .map(({ quantity }) => writtenNumber(quantity, reading));
  const mentioned = reading.names.known.filter(({ from }) => {
    const sentence = sentenceAt(from);
    return (
      sentence !== undefined &&
      !answered.has(sentence) &&
      !lexicon.names.isWhole(reading.words[from]?.token ?? '')
    );
  });
  const dates = new Map(reading.dates.map((date) => [written(date), date]));
  return {
    findings: [...withNumbers, ...related],
    mentioned: distinct(mentioned.map(written)),
    unknown: {
      numbers: distinct(open),
      names: distinct(reading.names.unknown.map(written)),
      dates: distinct([...dates].filter(([, date]) => !isKnownDate(date, lexicon)).map(([day]) => day)),
    },
    respelt: [
      ...new Map(reading.respellings.map((one) => [`${one.written}\n${one.name}`, one])).values(),
    ].map(({ written: word, name }) => ({ written: word, name })),
    similar: reading.names.similar.slice(0, mostSimilar).map((mention) => ({
      written: written(mention),
      names: mention.names
        .flatMap(({ claims }) => [...claims].filter(({ kind }) => kind === 'person'))
        .slice(0, 3),
    })),
  };
}

/** Whether a claim that is shown has the number and the word behind it, so that it must not be called unknown. */
function gives(
  claim: Claim,
  { value, unit }: Quantity,
  subject: Subject | undefined,
  { figuresOf, stemsOf }: Lexicon,
): boolean {
  const noun = subject?.noun ?? [];
  const told = noun.length === 0 || noun.some((stem) => stemsOf.get(claim.id)?.has(stem));
  return (
    told && (figuresOf.get(claim) ?? []).some((figure) => figure.value === value && figure.unit === unit)
  );
}

/** Whether the text has anything to do with the record: a name or day of it, or two of its subjects. */
function isTopical({ names, dates, sentences }: Reading, lexicon: Lexicon): boolean {
  const marks = new Set(sentences.flatMap(({ stems }) => [...stems].filter((stem) => stem.startsWith('='))));
  const places = sentences.some(({ places: own }) => own.size > 0);
  const days = dates.some(
    (date) =>
      date.readings.some(({ day, year }) => day !== undefined && year !== undefined) &&
      isKnownDate(date, lexicon),
  );
  return names.known.length > 0 || places || days || marks.size >= 2;
}

/** A day counts as known when a claim is about it and not about a long time around it; a month likewise. */
function isKnownDate(date: DateMention, { claims }: Lexicon): boolean {
  const [point] = date.readings;
  const longest = point?.day !== undefined ? 7 : point?.month !== undefined ? 31 : Infinity;
  return claims.some(
    (claim) =>
      claim.date !== undefined &&
      overlap(date, claim.date, 0) &&
      Date.parse(claim.date.last) - Date.parse(claim.date.first) <= longest * 86_400_000,
  );
}

/** Two numbers of one sentence that lead to the same are one finding. */
function merged(findings: readonly Finding[]): readonly Finding[] {
  const key = ({ verdict, quote, claims }: Finding): string =>
    [verdict, quote, ...claims.map(({ id }) => id).toSorted()].join('\n');
  return [...new Map(findings.map((finding) => [key(finding), finding])).values()];
}

function distinct(texts: readonly string[]): readonly string[] {
  const seen = new Map(texts.map((text) => [text.toLowerCase().replaceAll(/\s+/g, ' '), text]));
  return [...seen.values()];
}
