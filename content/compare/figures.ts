import type { PackRecord } from '../record.ts';
import type { Claim, Qualifier } from '../schema/claim.ts';
import type { Synonyms } from '../search/synonyms.ts';
import { tokens } from '../search/tokens.ts';
import { numberWords } from '../check/number-words.ts';
import { isFunctionWord } from './function-words.ts';
import type { Harm } from './harms.ts';
import { quantitiesIn } from './quantities.ts';
import type { ClaimText } from './record-texts.ts';
import { isGeneral, stemsAndMarks } from './stems.ts';

/** A number of the record, and what it counts. */
export interface Figure {
  readonly claim: Claim;
  readonly value: number;
  readonly unit: 'count' | 'percent';
  readonly qualifier: Qualifier | 'fewer';
  /** What befell the people who are counted; null when something else is counted. */
  readonly harm: Harm | null;
  /** What is counted, as stems and marks: the first words about it, and all of them. */
  readonly lead: ReadonlySet<string>;
  readonly of: ReadonlySet<string>;
  /** `listed` numbers say what they count; `age` is that of a person; `told` ones only stand in the words. */
  readonly kind: 'listed' | 'age' | 'told';
}

/** The numbers of a claim: those that it lists, a person's age, and those in its words. */
export function figuresOf(
  claim: Claim,
  texts: readonly ClaimText[],
  record: PackRecord,
  known: Synonyms,
): Figure[] {
  const listed = listedFigures(claim, record, known);
  const values = new Set(listed.map(({ value }) => value));
  return [...listed, ...toldFigures(claim, texts, known).filter(({ value }) => !values.has(value))];
}

function listedFigures(claim: Claim, { pack }: PackRecord, known: Synonyms): Figure[] {
  const about = (texts: readonly string[]) => ({
    lead: new Set(
      texts.flatMap((text) => stemsAndMarks(firstWords(text), known)).filter((stem) => !isGeneral(stem)),
    ),
    of: new Set(
      texts.flatMap((text) => stemsAndMarks(tokens(text), known)).filter((stem) => !isGeneral(stem)),
    ),
  });
  const inAll = (text: Readonly<Record<string, string>>): string[] =>
    pack.languages.flatMap((language) => text[language] ?? []);
  if (claim.kind === 'casualties') {
    const { number: value, qualifier, harm, counted } = claim;
    return [
      {
        claim,
        value,
        unit: 'count',
        qualifier,
        harm,
        ...about(inAll(counted)),
        kind: 'listed',
      },
    ];
  }
  if (claim.kind === 'person') {
    if (claim.age === undefined) return [];
    const names = about([claim.name]);
    return [
      { claim, value: claim.age, unit: 'count', qualifier: 'exact', harm: null, ...names, kind: 'age' },
    ];
  }
  if (!('numbers' in claim)) return [];
  return claim.numbers.map(({ value, qualifier, of }): Figure => {
    const texts = inAll(of);
    const percent = texts.some((text) => /^(?:per ?cent|por ciento|%)/i.test(text));
    return {
      claim,
      value: value * multiplier(of),
      unit: percent ? 'percent' : 'count',
      qualifier,
      harm: null,
      ...about(texts),
      kind: 'listed',
    };
  });
}

/** A list may say "40" of "million dollars". */
function multiplier(of: Readonly<Record<string, string>>): number {
  const factors = Object.entries(of).map(
    ([language, text]) => numberWords(language).multiplying.get(text.split(' ')[0]?.toLowerCase() ?? '') ?? 1,
  );
  return Math.max(...factors);
}

/** The words up to the first small one: "roadblocks on main roads" counts roadblocks, "million dollars" dollars. */
function firstWords(text: string): string[] {
  const words = tokens(text.replace(/^(?:million|millones de|mil|thousand)\s/i, ''));
  const end = words.findIndex((word, index) => index > 0 && (isFunctionWord(word) || index === 4));
  return end === -1 ? words : words.slice(0, end);
}

function toldFigures(claim: Claim, texts: readonly ClaimText[], known: Synonyms): Figure[] {
  const found = new Map<number, Figure>();
  for (const { language, words } of texts) {
    const quantities = quantitiesIn(words, [language]);
    if (quantities.length === 0) continue;
    const stems = stemsAndMarks(
      words.map(({ token }) => token),
      known,
    );
    for (const { value, unit, qualifier, from, to } of quantities) {
      // A year is no figure, and "one" is rather a word than a number.
      if (/^(?:19|20)\d\d$/.test(String(value)) || value < 2) continue;
      const behind = words
        .slice(to, to + 3)
        .filter(({ clause }) => clause === words[from]?.clause)
        .map(({ token }) => token);
      const before = found.get(value);
      const lead = new Set([
        ...(before?.lead ?? []),
        ...stemsAndMarks(behind, known).filter((stem) => !isGeneral(stem)),
      ]);
      const of = new Set([...(before?.of ?? []), ...stems]);
      found.set(value, { claim, value, unit, qualifier, harm: null, lead, of, kind: 'told' });
    }
  }
  return [...found.values()];
}
