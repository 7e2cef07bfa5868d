import type { Language, Localized } from '../language.ts';
import type { PackRecord } from '../record.ts';
import type { Claim } from '../schema/claim.ts';
import { wordsOf, type Word } from './words.ts';

/** The claims that may be spoken of: not those about a person whose name is withheld. */
export function speakable({ pack }: PackRecord): readonly Claim[] {
  return pack.claims.filter((claim) => claim.kind !== 'person' || !claim.withheld);
}

/** The names that are never shown, as they are written in the record. */
export function withheldNames(record: PackRecord): readonly string[] {
  return record.ofKind('person').flatMap(({ withheld, name }) => (withheld ? [name] : []));
}

/** A text of a claim. */
export interface ClaimText {
  readonly language: Language;
  readonly words: readonly Word[];
}

/** Everything that the claims say, in all languages of the record, by the ids of the claims. */
export function claimTexts(
  claims: readonly Claim[],
  record: PackRecord,
): ReadonlyMap<string, readonly ClaimText[]> {
  return new Map(
    claims.map((claim) => [
      claim.id,
      record.pack.languages.flatMap((language) =>
        textsOf(claim, language, record).map((text) => ({ language, words: wordsOf(text) })),
      ),
    ]),
  );
}

/** What a claim says in one language: its own words, and those of what it names. */
function textsOf(claim: Claim, language: Language, record: PackRecord): readonly string[] {
  const all: (Localized | undefined)[] = [claim.text, claim.place];
  if ('title' in claim) all.push(claim.title);
  if ('who' in claim) all.push(claim.who);
  if ('counted' in claim) all.push(claim.counted, claim.agent);
  if ('numbers' in claim) all.push(...claim.numbers.map(({ of }) => of));
  if (claim.kind === 'demand') all.push(record.demand(claim.demand)?.title);
  for (const { voice } of record.citationsOf(claim)) all.push(voice?.name);
  const texts = all.flatMap((text) => text?.[language] ?? []);
  return claim.kind === 'person' ? [...texts, claim.name] : texts;
}
