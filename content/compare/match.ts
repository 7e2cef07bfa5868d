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
    };
    const counted = equal
      ? countsTheSame(mention.value, subject, sentence, match, topical, lexicon)
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
  if (figure.kind === 'age') return age && named(figure, sentence);
  if (figure.harm !== null && (sentence.elsewhere || countsTheOthers(figure, subject, lexicon))) return false;
  if (figure.harm !== null && figure.harm === harm) {
    return place === 'same' || nouns !== 'other' || value >= tellingOfPeople;
  }
  const lead = meets(figure.lead, beside);
  const common = [...figure.of].filter((stem) => sentence.stems.has(stem)).length;
  const of = common > (figure.unit === 'percent' ? 1 : 0);
  if (figure.harm !== null && harm !== null) return false;
  // "12,000 people were killed" counts the killed, whoever else is 12,000.
  const harmed = harm !== null && harm !== 'attacked' && subject.noun.length === 0;
  if (harmed && !(place === 'same' && shared.length >= 4)) return false;
  if (figure.kind === 'told' && (harm !== null || value < 10)) return false;
  if (figure.kind === 'told')
    return (lead || (of && figure.unit === 'percent')) && topical && shared.length >= 2;
  if (lead && (topical || shared.length >= 2 || value >= (figure.harm === null ? telling : tellingOfPeople)))
    return true;
  if (figure.unit === 'percent') return of;
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
  if (sentence.elsewhere || figure.kind === 'told' || place === 'other') return false;
  if (age) return false;
  if (figure.harm !== null) {
    if (figure.harm !== harm || date === 'other' || countsTheOthers(figure, subject, lexicon)) return false;
    const first = behind.find((stem) => !isGeneral(stem));
    const thing = first !== undefined && lexicon.figures.some((other) => isThing(other, first));
    return !thing && (place === 'same' || date === 'same' || topical);
  }
  if (figure.unit === 'percent') {
    return topical && [...figure.of].filter((stem) => sentence.stems.has(stem)).length >= 2;
  }
  if (noun.length > 0 && !noun.some((stem) => figure.of.has(stem))) return false;
  const common = [...figure.of].filter((stem) => beside.has(stem)).length;
  return (meets(figure.lead, beside) || common >= 2) && shared.length >= 2;
}

/** Whether the sentence names the person whose age it is. */
function named({ claim }: Figure, { known }: Sentence): boolean {
  return known.some(({ names }) => names.some(({ person, claims }) => person && claims.has(claim)));
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
