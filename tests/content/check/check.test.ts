import { describe, expect, test } from 'vitest';
import { checkPack } from '../../../content/check/check.ts';
import type { Documents } from '../../../content/check/document.ts';
import { packReport } from '../../../content/check/report.ts';
import { formatProblem } from '../../../content/load/problem.ts';
import { document, givenPack, lists, manifest } from '../given.ts';

const sha256 = 'a'.repeat(64);
const files = (text: string): Documents => new Map([[sha256, { file: 'gazette.txt', text }]]);

/** What the check finds when one text of the pack is replaced, as `line: message — fix`. */
async function found(from: string, to: string, documents = files(document)): Promise<string[]> {
  expect(lists).toContain(from);
  const loaded = await givenPack({ 'lists.yaml': lists.replace(from, () => to), 'pack.yaml': manifest });
  const line = (written: string): number => lists.slice(0, lists.indexOf(written)).split('\n').length;
  expect(line(from)).toBeGreaterThan(0);
  return checkPack(loaded, documents).map((problem) =>
    formatProblem(problem).replace(/^.*lists\.yaml:(\d+):\d+: /, (_, at) => `${Number(at) - line(from)} `),
  );
}

test('a pack whose citations hold has no problems', async () => {
  expect(await found('at-least', 'at-least')).toEqual([]);
});

describe('citations', () => {
  test('a term that does not stand in the paragraph, letter for letter', async () => {
    expect(await found('[at least twelve]', '[at least a dozen, At least twelve]')).toEqual([
      '0 "at least a dozen" does not stand in paragraph 3 of gazette.txt — copy the words from the paragraph as they stand there',
      '0 "At least twelve" does not stand in paragraph 3 of gazette.txt — the document writes "at least twelve"',
    ]);
  });

  test('a paragraph that does not exist', async () => {
    expect(await found('paragraph: 3, by: union', 'paragraph: 4, by: union')).toEqual([
      '0 gazette.txt has no paragraph 4 — it has 3; the terms stand in 3',
    ]);
  });

  test('points at the exact place', async () => {
    const text = manifest + lists.replace('[Nine ships]', '[Nine ships, Ten]');
    const problems = checkPack(await givenPack({ 'all.yaml': text }), files(document));
    const before = text.slice(0, text.indexOf('Ten]')).split('\n');
    expect(problems).toEqual([
      expect.objectContaining({ line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }),
    ]);
  });

  test('a document that is not at hand', async () => {
    expect(await found(sha256, 'b'.repeat(64))).toEqual([
      '0 no document has this SHA-256 — put the document there, or run sha256sum on its file and write the result here',
    ]);
  });
});

describe('the date of a claim', () => {
  const nowhere = (what: string): string =>
    `1 no cited paragraph gives the ${what}, and nothing says how it was derived — correct it, or say under "derived" how the date was found`;

  test.each([
    // The third of February is printed, the tenth is the day of the Gazette itself.
    ['1974-02-03', []],
    ['1974-02-10', []],
    ['1974-02-03/1974-02-10', []],
    ['1974-02', []],
    ['1974-02-04', [nowhere('day 4')]],
    ['1974-02-04~', [nowhere('day 4')]],
    ['1973-12-31/1974-02-03', [nowhere('year 1973'), nowhere('day 31')]],
  ])('%s', async (written, problems) => {
    expect(await found('kind: figure', `kind: figure\n    date: ${written}`)).toEqual(problems);
  });

  test('may be told under "derived", or be that of its event', async () => {
    const derived = `date: 1974-02-04\n    derived: { en: 'Monday, the 4th', es: 'Lunes 4' }`;
    expect(await found('kind: figure', `kind: figure\n    ${derived}`)).toEqual([]);
    const ofEvent = 'harm: injured\n    number';
    expect(await found(ofEvent, `date: 1974-02-03\n    ${ofEvent}`)).toEqual([]);
  });
});

describe('a number that the document qualifies', () => {
  const bare = (figure: number, qualifier: string): string[] => [
    `0 the document says "${qualifier}" of ${figure}, and this text does not — keep the qualifier of the document`,
  ];

  test.each([
    ["en: 'Some 400 dockers", "en: '400 dockers", bare(400, 'about')],
    ["es: 'Unos 400 estibadores", "es: 'Los 400 estibadores", bare(400, 'about')],
    ["es: 'Unos 400 estibadores", "es: 'Alrededor de 400 estibadores", []],
    ["en: '9 ships", "en: 'About 9 ships", []],
  ])('%s → %s', async (from, to, problems) => {
    expect(await found(from, to)).toEqual(problems);
  });

  test('may stand alone when the document gives it without a qualifier too', async () => {
    const text = document.replace('Nine ships', 'The 400 dockers went home. Nine ships');
    expect(await found("en: 'Some 400 dockers", "en: '400 dockers", files(text))).toEqual([]);
  });
});

describe('figures', () => {
  test.each([
    [
      'en: At least 12 were',
      'en: At least 13 were',
      'no cited paragraph gives the number 13 — cite the paragraph that does, or take it out',
    ],
    [
      'es: Al menos 12',
      'es: Al menos 14',
      'no cited paragraph gives the number 14 — cite the paragraph that does, or take it out',
    ],
    [
      'en: Dockers',
      'en: 3 dockers',
      'no cited paragraph gives the number 3 — cite the paragraph that does, or take it out',
    ],
    [
      'number: 12',
      'number: 21',
      'no cited paragraph gives the number 21 — cite the paragraph that does, or correct it',
    ],
    [
      'value: 9',
      'value: 90',
      'no cited paragraph gives the number 90 — cite the paragraph that does, or correct it',
    ],
    [
      'age: 30',
      'age: 31',
      'no cited paragraph gives the number 31 — cite the paragraph that does, or correct it',
    ],
    [
      'qualifier: at-least',
      'qualifier: nearly',
      'no cited paragraph says "nearly" or the like — take the qualifier that the document gives; "exact" where it gives none',
    ],
    [
      "en: 'Some 400 dockers",
      "en: 'On 4 February some 400 dockers",
      'no cited paragraph gives the number 4 — cite the paragraph that does, or take it out',
    ],
  ])('%s → %s', async (from, to, problem) => {
    expect(await found(from, to)).toEqual([`0 ${problem}`]);
  });

  test.each([
    ["en: 'Some 400 dockers", "en: 'On 3 February 1974 some 400 dockers"],
    ['es: Al menos 12', 'es: El 3 de febrero al menos 12'],
    ['en: At least 12 were', 'en: In the Gazette of 10 February 1974 12 were'],
    ['text: { en: At least', 'note: { en: Others say 77, es: Otros dicen 77 }\n    text: { en: At least'],
  ])('%s → %s is right', async (from, to) => {
    expect(await found(from, to)).toEqual([]);
  });
});

test('a name that no cited paragraph has', async () => {
  expect(await found('name: Ana Reis', 'name: Anna Reis')).toEqual([
    '0 no cited paragraph names "Anna Reis" — name only people whom a cited document names',
  ]);
});

describe('sources', () => {
  test('say nothing of a document that it does not show', async () => {
    const wrong = 'title: The Gazette\n    author: Rui\n    date: 1974-02-11\n';
    expect(await found('title: Gazette\n    date: 1974-02-10\n', wrong)).toEqual([
      '0 "The Gazette" does not stand in gazette.txt — correct it, or say under "learnedElsewhere" how the title was learned or derived',
      '1 "Rui" does not stand in gazette.txt — correct it, or say under "learnedElsewhere" how the author was learned or derived',
      '2 gazette.txt does not show the date 1974-02-11 — correct it, or say under "learnedElsewhere" how the date was learned or derived',
    ]);
  });

  test('may say what was learned elsewhere', async () => {
    const elsewhere = 'learnedElsewhere: { ';
    const [titled, dated] = ['title: { en: a, es: b }, ', 'date: { en: a, es: b }, '];
    const other = files(document.replace('Gazette, 10', 'Paper, 11'));
    expect(await found(elsewhere, elsewhere, other)).toHaveLength(2);
    expect(await found(elsewhere, `${elsewhere}${titled}`, other)).toHaveLength(1);
    expect(await found(elsewhere, `${elsewhere}${titled}${dated}`, other)).toEqual([]);
  });
});

test('all problems at once', async () => {
  expect(await found('number: 12', 'number: 21', new Map())).toHaveLength(1);
  const wrong = files(document.replace('400', '300').replace('Ana', 'Eva').replace('twelve', 'ten'));
  expect((await found('number: 12', 'number: 12', wrong)).length).toBeGreaterThan(5);
});

test('the report counts claims and names what no claim cites', async () => {
  const { pack } = await givenPack({ 'lists.yaml': lists, 'pack.yaml': manifest });
  expect(packReport(pack, files(`${document}\n\nMore.\n\nAnd more.\n`)).split('\n')).toEqual([
    'harbour: 5 claims from 1 document in en, es; reviewed 2024-03-01',
    '  claims: 1 event, 1 casualties, 1 person, 1 demand, 1 figure',
    '  also: 1 demand, 1 disagreement, 1 glossary entry, 1 remembered day',
    '  gazette: 5 claims, 2 paragraphs cited; cited by no claim: 1, 4–5',
  ]);
});
