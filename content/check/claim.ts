import type { Problem } from '../load/problem.ts';
import type { Provable } from '../load/sound.ts';
import type { Path } from '../load/walk.ts';
import type { Claim, Qualifier } from '../schema/claim.ts';
import type { Edtf } from '../schema/edtf.ts';
import type { Citing } from './citing.ts';
import { undated } from './dated.ts';
import { withoutKnownDates } from './dates.ts';
import { paragraphsOf } from './document.ts';
import type { Documents } from './document.ts';
import { digitsIn, figuresIn } from './figures.ts';
import { bareProblem, qualifierProblem, type Written } from './qualifiers.ts';
import { stands, termFix } from './terms.ts';

/** Proves one claim against the documents that it cites. Citations of documents not at hand are left out. */
export function claimProblems(
  claim: Claim,
  citing: Citing,
  { locate }: Provable,
  documents: Documents,
): Problem[] {
  const problems: Problem[] = [];
  const report = (path: Path, message: string, fix: string): void =>
    void problems.push({ ...locate('claims', claim.id, path), message, fix });

  const cited: Written[] = [];
  const figures = new Set<string>();
  let complete = true;
  for (const [index, { citation, source }] of citing.citationsOf(claim).entries()) {
    const document = documents.get(source.sha256);
    const paragraphs = document && paragraphsOf(document.text);
    const paragraph = paragraphs?.[citation.paragraph - 1];
    if (!document || !paragraphs) {
      complete = false;
    } else if (paragraph === undefined) {
      complete = false;
      report(
        ['citations', index, 'paragraph'],
        `${document.file} has no paragraph ${citation.paragraph}`,
        `it has ${paragraphs.length}; ${whereOf(citation.terms, paragraphs)}`,
      );
    } else {
      cited.push({ text: paragraph, language: source.language });
      for (const figure of figuresIn(paragraph, source.language)) figures.add(figure);
      for (const [term, words] of citation.terms.entries()) {
        if (stands(words, paragraph)) continue;
        report(
          ['citations', index, 'terms', term],
          `"${words}" does not stand in paragraph ${citation.paragraph} of ${document.file}`,
          termFix(words, paragraphs, citation.paragraph),
        );
      }
    }
  }
  if (!complete) return problems;

  const dated = citing.knowsEvent(claim);
  const known = knownDates(claim, citing);
  for (const { path, language, text } of dated ? textsOf(claim) : []) {
    for (const figure of new Set(digitsIn(withoutKnownDates(text, language, known)))) {
      const bare = bareProblem(figure, { text, language }, cited);
      if (bare) report(path, bare.message, bare.fix);
      if (figures.has(figure)) continue;
      report(
        path,
        `no cited paragraph gives the number ${figure}`,
        'cite the paragraph that does, or take it out',
      );
    }
  }
  for (const { at, value, how } of numbersOf(claim)) {
    const problem = how && qualifierProblem({ value, qualifier: how.qualifier }, cited);
    if (!figures.has(String(value))) {
      report(
        at,
        `no cited paragraph gives the number ${value}`,
        'cite the paragraph that does, or correct it',
      );
    } else if (problem) {
      report(how.at, problem.message, problem.fix);
    }
  }
  for (const { message, fix } of dated ? undated(claim, figures, citing) : []) {
    report(['date'], message, fix);
  }
  if (claim.kind === 'person' && !cited.some(({ text }) => stands(claim.name, text))) {
    report(
      ['name'],
      `no cited paragraph names "${claim.name}"`,
      'name only people whom a cited document names',
    );
  }
  return problems;
}

/** Which paragraphs have all the terms, for a citation of a paragraph that does not exist. */
function whereOf(terms: readonly string[], paragraphs: readonly string[]): string {
  const found = paragraphs.flatMap((text, index) =>
    terms.every((term) => stands(term, text)) ? [index + 1] : [],
  );
  return found.length === 0
    ? 'count again from the top, the title included'
    : `the terms stand in ${found.join(', ')}`;
}

/** The dates that a claim's texts may name although no cited paragraph prints them. */
function knownDates(claim: Claim, citing: Citing): Edtf[] {
  const sources = citing.citationsOf(claim).map(({ source }) => source.date);
  return [claim.date, claim.asOf, citing.eventDate(claim), ...sources].filter((date) => date !== undefined);
}

/** The texts that state something of the documents; editors' remarks and derivations are their own. */
function textsOf(claim: Claim): { path: Path; language: string; text: string }[] {
  const fields: Record<string, Readonly<Record<string, string>> | undefined> = {
    text: claim.text,
    place: claim.place,
    title: 'title' in claim ? claim.title : undefined,
    who: 'who' in claim ? claim.who : undefined,
    counted: 'counted' in claim ? claim.counted : undefined,
    agent: 'agent' in claim ? claim.agent : undefined,
  };
  const texts = Object.entries(fields).map(([field, text]) => ({ path: [field] as Path, text }));
  if ('numbers' in claim) {
    texts.push(...claim.numbers.map(({ of }, index) => ({ path: ['numbers', index, 'of'], text: of })));
  }
  return texts.flatMap(({ path, text }) =>
    Object.entries(text ?? {}).map(([language, words]) => ({
      path: [...path, language],
      language,
      text: words,
    })),
  );
}

/** The numbers that a claim gives as such, and the keys in which they stand. */
function numbersOf(claim: Claim): { at: Path; value: number; how?: { at: Path; qualifier: Qualifier } }[] {
  if (claim.kind === 'casualties') {
    return [{ at: ['number'], value: claim.number, how: { at: ['qualifier'], qualifier: claim.qualifier } }];
  }
  if (claim.kind === 'person' && claim.age !== undefined) return [{ at: ['age'], value: claim.age }];
  if (!('numbers' in claim)) return [];
  return claim.numbers.map(({ value, qualifier }, index) => ({
    at: ['numbers', index, 'value'],
    value,
    how: { at: ['numbers', index, 'qualifier'], qualifier },
  }));
}
