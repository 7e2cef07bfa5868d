import { writeFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../support/runs.ts';
import { isScalar, parseDocument, visit } from 'yaml';
import type { Document, Pair } from 'yaml';
import { loadPack } from '../../../content/load/pack.ts';
import { formatProblem } from '../../../content/load/problem.ts';
import { givenFolder, lists, manifest, problemsIn } from '../given.ts';

const valid = `${manifest}${lists}`;

/** Keys of the valid pack that may be left out; all others are required. */
const optional = new Set([
  'topics',
  'voices',
  'sources',
  'demands',
  'claims',
  'disagreements',
  'glossary',
  'synonyms',
  'date',
  'place',
  'event',
  'by',
  'age',
  'numbers',
  'remember',
  'url',
  'learnedElsewhere',
]);

/** Every key of the document with its value, in order. */
function pairsOf(document: Document): Pair[] {
  const pairs: Pair[] = [];
  visit(document, { Pair: (_key, pair) => void pairs.push(pair) });
  return pairs;
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : '';
}

const count = pairsOf(parseDocument(valid)).length;

test('the fixture has many keys to break', () => {
  expect(count).toBeGreaterThan(130);
});

test('deleting any one required key gives a problem', async () => {
  const silent: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const document = parseDocument(valid);
    const target = pairsOf(document)[index];
    if (!target || optional.has(keyOf(target))) continue;
    visit(document, {
      Map: (_key, map) => {
        const at = map.items.indexOf(target);
        if (at !== -1) map.items.splice(at, 1);
      },
    });
    if ((await problemsIn({ 'a.yaml': String(document) })).length === 0) silent.push(keyOf(target));
  }
  expect(silent).toEqual([]);
}, 120_000);

test('a value of a wrong type anywhere gives a problem, at or inside a line of the file', async () => {
  const wrong = fc.oneof(
    fc.constant(null),
    fc.constant([[]]),
    fc.constant({ no: { such: 'key' } }),
    fc.double({ noDefaultInfinity: true, noNaN: true, max: -1 }),
    fc.boolean(),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(count - 1), wrong, async (index, value) => {
      const document = parseDocument(valid);
      const target = pairsOf(document)[index];
      if (!target) throw new Error('no such key');
      // Any number fits there.
      fc.pre(!(keyOf(target) === 'value' && typeof value === 'number'));
      target.value = document.createNode(value);
      const text = String(document);
      const problems = await problemsIn({ 'a.yaml': text });
      if (problems.length === 0) throw new Error(`nothing was found in\n${text}`);
      for (const problem of problems) expect(problem).toMatch(/^a\.yaml:[1-9]\d*:[1-9]\d*: .+ — .+$/);
    }),
    runs(250),
  );
}, 120_000);

test('no text at all makes loading throw', async () => {
  const folder = await givenFolder({});
  await fc.assert(
    fc.asyncProperty(
      fc.nat(valid.length),
      fc.nat(40),
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          '\t',
          '- ',
          ': ',
          '{',
          ']',
          '"',
          '&a ',
          '*a',
          '!!x ',
          '|',
          '? ',
          '<<: ',
          '__proto__: ',
        ),
      ),
      async (start, length, text) => {
        await writeFile(`${folder}/a.yaml`, valid.slice(0, start) + text + valid.slice(start + length));
        const result = await loadPack(folder);
        if (result.ok) return;
        expect(result.problems.length).toBeGreaterThan(0);
        for (const problem of result.problems) expect(formatProblem(problem)).toMatch(/:[1-9]\d*:[1-9]\d*: /);
      },
    ),
    runs(400),
  );
}, 120_000);
