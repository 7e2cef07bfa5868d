import type { Common, CommonOf, Fit } from './common.ts';
import type { Figure } from './figures.ts';
import type { Lexicon } from './lexicon.ts';
import type { Quantity } from './quantities.ts';
import type { Sentence } from './reading.ts';
import { isGeneral } from './stems.ts';
import type { Subject } from './subject.ts';

/** A number of a text beside one of the record. */
export interface Match extends Common {
  readonly figure: Figure;
  readonly equal: boolean;
  /** Whether both count the same kind of people or things, as far as the next word tells. */
  readonly nouns: Fit;
  /** Whether what is counted, and who did it, is called otherwise than in the record. */
  readonly otherwise: boolean;
}

/** A number that hardly stands in two places by chance. */
const telling = 100;
const tellingOfPeople = 20;

/**
 * The numbers of the record that count what a number of a text counts, as far as words show it: equal ones and
 * others. Nothing is worked out from them.
 */
export function matchesOf(
  mention: Pick<Quantity, 'value' | 'unit'>,
  subject: Subject,
  sentence: Sentence,
  { topical, commonOf }: { readonly topical: boolean; readonly commonOf: CommonOf },
  lexicon: Lexicon,
): Match[] {
  const close = lexicon.figures.filter(
    (figure) => figure.unit === mention.unit && countsAsSaid(figure, subject),
  );
  // Where nothing says what is counted, only the number itself can be found again.
  const bare = subject.beside.size === 0 && subject.harm === null && !subject.age && mention.unit === 'count';
  return lexicon.figures.flatMap((figure) => {
    const equal = Math.abs(figure.value - mention.value) < 0.005;
    if (figure.unit !== mention.unit || (bare && !equal)) return [];
    const match = {
      ...commonOf(sentence)(figure.claim),
      figure,
      equal,
      nouns: nounFit(figure, subject),
      otherwise: isOtherwise(figure, subject, lexicon),
    };
    const nearer = equal && close.some((other) => saysMore(other, figure, subject));
    const counted = equal
      ? !nearer && countsTheSame(mention.value, subject, sentence, match, topical, lexicon)
      : couldCountTheSame(subject, sentence, match, topical, lexicon);
    return counted ? [match] : [];
  });
}

function countsTheSame(
  value: number,
  subject: Subject,
  sentence: Sentence,
  { figure, place, nouns, shared }: Match,
  topical: boolean,
  lexicon: Lexicon,
): boolean {
  const { beside, harm, age } = subject;
  if (age) return (figure.kind === 'age' || figure.kind === 'told') && named(figure, sentence);
  if (figure.kind === 'age') return false;
  if (figure.harm !== null && !canBeHarmed(figure, subject, sentence, place, lexicon)) return false;
  if (figure.harm !== null && figure.harm === harm) {
    return place === 'same' || nouns !== 'other' || value >= tellingOfPeople;
  }
  // Where no word says what befell them, the next word has to say who is counted.
  if (figure.harm !== null && nouns !== 'same' && subject.noun.length > 0) return false;
  const lead = meets(figure.lead, beside);
  const common = inCommon(figure.of, sentence.stems);
  const exactShare = figure.unit === 'percent' && topical && shared.length >= 2;
  const of = common > (figure.unit === 'percent' && !exactShare ? 1 : 0);
  if (figure.harm !== null && harm !== null) return false;
  // "12,000 people were killed" counts the killed, whoever else is 12,000.
  const harmed = harm !== null && harm !== 'attacked' && subject.noun.length === 0;
  if (harmed && !(place === 'same' && shared.length >= 3)) return false;
  if (figure.kind === 'told' && (harm !== null || value < 10 || nouns === 'other')) return false;
  if (figure.kind === 'told')
    return (lead || (of && figure.unit === 'percent')) && topical && shared.length >= 2;
  if (lead && (topical || shared.length >= 2 || value >= (figure.harm === null ? telling : tellingOfPeople)))
    return true;
  if (figure.unit === 'percent') return of;
  if (
    figure.harm === null &&
    topical &&
    value >= tellingOfPeople &&
    (nouns === 'same' || (of && shared.length >= 2))
  )
    return true;
  return (
    of &&
    (value >= telling ||
      (common >= 2 && value >= tellingOfPeople) ||
      (place === 'same' && shared.length >= 3))
  );
}

/** Another number for the same thing: only where more than one word shows that it is the same thing. */
function couldCountTheSame(
  subject: Subject,
  sentence: Sentence,
  { figure, place, date, shared }: Match,
  topical: boolean,
  lexicon: Lexicon,
): boolean {
  const { beside, behind, noun, harm, age } = subject;
  if (figure.kind === 'age') return age && named(figure, sentence);
  if (sentence.elsewhere || figure.kind === 'told' || place === 'other' || date === 'other') return false;
  if (age) return false;
  if (figure.harm !== null) {
    if (figure.harm !== harm) return false;
    if (!canBeHarmed(figure, subject, sentence, place, lexicon)) return false;
    const first = behind.find((stem) => !isGeneral(stem));
    const thing = first !== undefined && lexicon.figures.some((other) => isThing(other, first));
    return !thing && (place === 'same' || date === 'same' || topical);
  }
  if (figure.unit === 'percent') {
    return topical && inCommon(figure.of, sentence.stems) >= 2;
  }
  if (noun.length > 0 && !noun.some((stem) => figure.of.has(stem))) return false;
  const common = inCommon(figure.of, beside);
  return (meets(figure.lead, beside) || common >= 2) && shared.length >= 2;
}

/** How many things two texts both name; a word and the mark of its synonyms are one thing. */
function inCommon(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  const shared = [...some].filter((stem) => others.has(stem));
  const marks = shared.filter((stem) => stem.startsWith('=')).length;
  return Math.max(marks, shared.length - marks);
}

/** Whether a figure counts the very thing that stands behind the number. */
function countsAsSaid({ kind, harm, lead, unit }: Figure, { noun }: Subject): boolean {
  return kind === 'listed' && harm === null && (unit === 'percent' || noun.some((stem) => lead.has(stem)));
}

/** Whether one figure of the same things goes better with the words beside a number: provinces with marches, per cent in July. */
function saysMore(other: Figure, figure: Figure, { beside, noun }: Subject): boolean {
  const poll = figure.unit === 'percent' && other.claim === figure.claim;
  const alike = poll || (figure.unit === 'count' && noun.some((stem) => figure.lead.has(stem)));
  return (
    alike &&
    figure.harm === null &&
    other.value !== figure.value &&
    inCommon(other.of, beside) > inCommon(figure.of, beside)
  );
}

/** Whether people who are counted as harmed can be those of a figure: here, by somebody, and not those who did it. */
function canBeHarmed(
  figure: Figure,
  subject: Subject,
  { elsewhere, otherCause, countries }: Sentence,
  place: Fit,
  lexicon: Lexicon,
): boolean {
  const abroad = elsewhere || (countries.length > 0 && place === 'other');
  return !abroad && !otherCause && !countsTheOthers(figure, subject, lexicon);
}

/** Whether the sentence names the person whose age it is. */
function named({ claim }: Figure, { known }: Sentence): boolean {
  return known.some(({ names }) => names.some(({ person, claims }) => person && claims.has(claim)));
}

/** Whether the sentence counts something else than the figure does, or blames others than the record speaks of. */
function isOtherwise(
  { harm, of, lead, kind, unit }: Figure,
  { noun, agents }: Subject,
  lexicon: Lexicon,
): boolean {
  if (harm === null) {
    return (
      kind === 'listed' &&
      unit === 'count' &&
      noun.some((stem) => of.has(stem)) &&
      !noun.some((stem) => lead.has(stem))
    );
  }
  return agents.length > 0 && !agents.some((stem) => lexicon.agents.has(stem));
}

/**
 * Whether the word behind the number is what the figure counts. `open` when there is none; `other` people may be
 * the same ones in other words, except for those who did the harm.
 */
function nounFit({ of }: Figure, { noun }: Subject): Fit {
  if (noun.length === 0) return 'open';
  return noun.some((stem) => of.has(stem)) ? 'same' : 'other';
}

/** Whether the sentence counts those who are said to have done the harm: "10 soldiers were killed". */
function countsTheOthers({ of }: Figure, { noun }: Subject, { agents }: Lexicon): boolean {
  return noun.some((stem) => agents.has(stem)) && !noun.some((stem) => of.has(stem));
}

/** Whether a figure counts things of that name, not people who were harmed. */
function isThing({ harm, kind, lead }: Figure, stem: string): boolean {
  return harm === null && kind === 'listed' && lead.has(stem);
}

function meets(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some((stem) => others.has(stem));
}
