import type { Synonyms } from '../search/synonyms.ts';
import { tokens } from '../search/tokens.ts';
import type { PackRecord } from '../record.ts';
import type { Claim } from '../schema/claim.ts';
import type { Edtf } from '../schema/edtf.ts';
import { figuresOf, type Figure } from './figures.ts';
import { nameIndex, type NameIndex } from './name-index.ts';
import { claimTexts, speakable, withheldNames } from './record-texts.ts';
import { stemmedSynonyms, stemsAndMarks } from './stems.ts';

/** What a record knows, arranged so that texts can be compared with it. */
export interface Lexicon {
  readonly record: PackRecord;
  readonly claims: readonly Claim[];
  readonly figures: readonly Figure[];
  readonly figuresOf: ReadonlyMap<Claim, readonly Figure[]>;
  /** Stems and marks for those who are said to have harmed people. */
  readonly agents: ReadonlySet<string>;
  readonly names: NameIndex;
  readonly synonyms: Synonyms;
  /** The stems and synonym marks of what a claim says, in all languages. */
  readonly stemsOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** The same of the first part of its title alone, language by language; empty for a claim that has none. */
  readonly titleStemsOf: ReadonlyMap<string, readonly ReadonlySet<string>[]>;
  /** The claims in which a stem or mark occurs. */
  readonly claimsWith: ReadonlyMap<string, readonly Claim[]>;
  /** How much it says that two texts share this stem or mark: more for a rare one. */
  weight(stem: string): number;
  /** From the first day that a claim is about to the last day on which a document speaks. */
  readonly span: Edtf;
  /** The withheld names, word by word, in the form in which words are compared. */
  readonly withheld: readonly (readonly string[])[];
}

/** Arranges a record. It takes some milliseconds; what it gives can be kept as long as the record. */
export function lexiconOf(record: PackRecord): Lexicon {
  const claims = speakable(record);
  const known = stemmedSynonyms(record.pack.synonyms);
  const texts = claimTexts(claims, record);
  const withheld = withheldNames(record).map((name) => tokens(name));
  const stemsOf = new Map(
    claims.map((claim) => {
      const stems = new Set<string>();
      const event = claim.event === undefined ? undefined : record.claim(claim.event);
      const titles = Object.values((event && 'title' in event && event.title) || {}).map((title) =>
        tokens(title),
      );
      const said = (texts.get(claim.id) ?? []).map(({ words }) => words.map(({ token }) => token));
      for (const words of [...said, ...titles])
        for (const stem of stemsAndMarks(words, known)) stems.add(stem);
      return [claim.id, stems];
    }),
  );
  const claimsWith = new Map<string, Claim[]>();
  for (const claim of claims) {
    for (const stem of stemsOf.get(claim.id) ?? []) {
      const list = claimsWith.get(stem) ?? [];
      list.push(claim);
      claimsWith.set(stem, list);
    }
  }
  const figures = claims.flatMap((claim) => figuresOf(claim, texts.get(claim.id) ?? [], record, known));
  return {
    record,
    claims,
    figures,
    figuresOf: Map.groupBy(figures, ({ claim }) => claim),
    agents: new Set(
      record
        .ofKind('casualties')
        .flatMap(({ agent }) => Object.values(agent))
        .flatMap((agent) => stemsAndMarks(tokens(agent), known)),
    ),
    names: nameIndex(claims, texts, record),
    synonyms: known,
    stemsOf,
    titleStemsOf: new Map(claims.map((claim) => [claim.id, titleStems(claim, known)])),
    claimsWith,
    weight: (stem) => {
      const count = claimsWith.get(stem)?.length ?? 0;
      return count === 0 ? 0 : Math.log(1 + claims.length / count);
    },
    span: spanOf(claims, record),
    withheld,
  };
}

function spanOf(claims: readonly Claim[], { pack }: PackRecord): Edtf {
  const dates = [...claims.flatMap(({ date }) => date ?? []), ...pack.sources.map(({ date }) => date)];
  const [first = ''] = dates.map((date) => date.first).toSorted();
  const last =
    dates
      .map((date) => date.last)
      .toSorted()
      .at(-1) ?? '';
  return { written: `${first}/${last}`, precision: 'interval', approximate: false, first, last };
}

function titleStems(claim: Claim, known: Synonyms): readonly ReadonlySet<string>[] {
  const titles = 'title' in claim && claim.title ? Object.values(claim.title) : [];
  return titles.map(
    (title) =>
      new Set(
        stemsAndMarks(tokens(title.split(/[,;:]/)[0] ?? ''), known).filter((stem) => !stem.startsWith('=')),
      ),
  );
}
