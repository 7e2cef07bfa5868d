import { expect, test } from 'vitest';
import { manifest, problemsIn } from '../given.ts';

/** The problems of a file `a.yaml` beside a valid manifest. */
function problemsOf(text: string): Promise<string[]> {
  return problemsIn({ 'a.yaml': text, 'pack.yaml': manifest });
}

test.each([
  [
    'topics:\n\t- id: a\n',
    'a.yaml:2:1: this is not YAML: a tab stands where the line is indented — replace the tab at the start of the line by spaces',
  ],
  [
    'topics: "open\n',
    'a.yaml:2:1: this is not YAML: Missing closing "quote — a quote or a bracket is opened and never closed, or a colon is missing behind a key',
  ],
  [
    'topics:\n  - id: a: b\n',
    'a.yaml:2:9: this is not YAML: Nested mappings are not allowed in compact mappings — a text with a colon and a space in it needs quotes: put the whole text in quotes, or write it behind "|" on lines of its own',
  ],
  [
    'topics:\n  - id: @a\n',
    'a.yaml:2:9: this is not YAML: Plain value cannot start with reserved character @ — put the whole text in quotes, or write it behind "|" on lines of its own',
  ],
  [
    'topics: []\n---\nvoices: []\n',
    'a.yaml:2:1: this is not YAML: a second document begins here — take the line "---" out, or make it two files',
  ],
  ['', 'a.yaml:1:1: this file says nothing — write something into it, or delete it'],
  ['# only a remark\n', 'a.yaml:1:1: this file says nothing — write something into it, or delete it'],
  ['- topics\n', 'a.yaml:1:1: the file must be a group of keys, not a list — take the "- " away'],
  [
    'topics\n',
    'a.yaml:1:1: the file must be a group of keys, not text — write its keys on lines of their own below, indented',
  ],
])('%j', async (text, problem) => {
  expect(await problemsOf(text)).toEqual([problem]);
});

test('brackets in brackets, more than any list needs', async () => {
  expect(await problemsOf(`claims: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`)).toEqual([
    expect.stringMatching(
      /this is not YAML: lists or groups stand in one another too deep — take brackets out$/,
    ),
  ]);
});

test('a problem is one line, and shows no control characters', async () => {
  const [problem = ''] = await problemsOf('topics:\n  - { id: "a\\e[2J\\nb", title: { en: A, es: A } }\n');
  expect(problem).toContain("a.yaml:2:11: 'id': an id is made of");
  const unknown = await problemsOf('topics: []\n"a\\e[2J\\nb": 1\n');
  expect(unknown).toEqual([expect.stringContaining("'a\uFFFD[2J\uFFFDb' is not a key that can stand here")]);
});

test('a broken line is one problem, several broken lines are several', async () => {
  const problems = await problemsOf('topics:\n  - id: @a\n    title: { en: x, es: `y }\n');
  expect(problems.map((line) => line.split(': ')[0])).toEqual(['a.yaml:2:9', 'a.yaml:3:25']);
});

test('anchors, aliases and tags are pointed at', async () => {
  const why = 'is not used in packs — write it out; a text that begins with & * or ! needs quotes';
  expect(await problemsOf('topics: &t []\nvoices: *t\nglossary: !!seq []\ndemands: *none\n')).toEqual([
    `a.yaml:1:12: the anchor &t ${why}`,
    `a.yaml:2:9: the alias *t ${why}`,
    `a.yaml:3:17: the tag tag:yaml.org,2002:seq ${why}`,
    `a.yaml:4:10: the alias *none ${why}`,
  ]);
});

test('aliases that refer to themselves or multiply do not hang', async () => {
  expect(await problemsOf('topics: &t [*t]\n')).not.toEqual([]);
  const bomb = Array.from(
    { length: 9 },
    (_, level) => `x${level}: &a${level} [${'*a0,'.repeat(level === 0 ? 0 : 9)}]`,
  );
  expect(await problemsOf(`${bomb.join('\n')}\n`)).not.toEqual([]);
});

test('an entry in a file that cannot be read is not reported as unknown', async () => {
  const problems = await problemsIn({
    'pack.yaml': manifest,
    'sources.yaml': 'sources:\n  - id: gazette\n    title: "open\n',
    'claims.yaml': 'disagreements:\n  - { id: a, claims: [x1, x2], why: { en: a, es: b } }\n',
    'broken.yaml': 'claims:\n  - id: x1\n  text: @\n',
  });
  expect(problems.filter((line) => line.includes('this pack has no'))).toEqual([
    expect.stringContaining('claims.yaml:2:27: this pack has no claim with the id "x2"'),
  ]);
  expect(problems.filter((line) => line.includes('not YAML'))).not.toEqual([]);
});

test('a file with Windows line ends and a byte order mark is as good as any', async () => {
  expect(await problemsOf('\ufefftopics:\r\n  - id: a\r\n    title: { en: A, es: A }\r\n')).toEqual([]);
  expect(await problemsOf('\ufefftopics:\r\n  - id: a b\r\n    title: { en: A, es: A }\r\n')).toEqual([
    expect.stringContaining("a.yaml:2:9: 'id': an id is made of"),
  ]);
});
