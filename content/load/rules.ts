import { marks } from '../schema/marks.ts';
import { parseEdtf } from '../schema/edtf.ts';
import { PackFile } from '../schema/pack.ts';
import { formatPlace } from './problem.ts';
import type { Place, Problem } from './problem.ts';
import { isMapping, walk } from './walk.ts';
import type { YamlFile } from './yaml-file.ts';

/** Rules between the fields of an entry, or between entries, that are about their meaning. */
export function brokenRules(files: readonly YamlFile[]): Problem[] {
  return [
    ...anniversaries(files),
    ...selfReferences(files),
    ...withheldNames(files),
    ...learnedAboutNothing(files),
  ];
}

/** An anniversary needs a day: one that is known only to the month, or about, has none. */
function* anniversaries(files: readonly YamlFile[]): Generator<Problem> {
  for (const { file, claim, index } of claims(files)) {
    const { date, remember } = claim;
    if (remember === undefined || remember === null) continue;
    const given = typeof date === 'string' || typeof date === 'number' ? String(date) : undefined;
    const known = given === undefined ? undefined : parseEdtf(given);
    // A date that is none has been reported as such.
    if (given !== undefined && !known) continue;
    if (known?.precision === 'day' && !known.approximate) continue;
    yield {
      ...file.atKey(['claims', index, 'remember']),
      message: `only a day can be remembered each year, and this event ${known ? `is dated ${known.written}` : 'has no date'}`,
      fix: "take 'remember' out, or give the day if a document does",
    };
  }
}

function* selfReferences(files: readonly YamlFile[]): Generator<Problem> {
  for (const { file, claim, index } of claims(files)) {
    if (typeof claim['id'] !== 'string' || claim['event'] !== claim['id']) continue;
    yield {
      ...file.at(['claims', index, 'event']),
      message: 'this event names itself as the event that it belongs to',
      fix: "take 'event' out",
    };
  }
}

/** A name that a family wants withheld must not stand in any text that is shown. */
function* withheldNames(files: readonly YamlFile[]): Generator<Problem> {
  const withheld = new Map<string, Place>();
  for (const { file, claim, index } of claims(files)) {
    if (claim['withheld'] !== true || typeof claim['name'] !== 'string' || claim['name'] === '') continue;
    withheld.set(claim['name'], file.at(['claims', index, 'name']));
  }
  if (withheld.size === 0) return;
  for (const file of files) {
    for (const { schema, value, path } of walk(PackFile, file.value)) {
      if (marks.get(schema)?.localized !== true || !isMapping(value)) continue;
      for (const [language, text] of Object.entries(value)) {
        for (const [name, place] of withheld) {
          if (typeof text !== 'string' || !text.includes(name)) continue;
          yield {
            ...file.at([...path, language]),
            message: `this text shows a name that is withheld at ${formatPlace(place)}`,
            fix: 'write the text without the name',
          };
        }
      }
    }
  }
}

/** How something was learned is told of what is there. */
function* learnedAboutNothing(files: readonly YamlFile[]): Generator<Problem> {
  for (const { file, entry, index } of entriesOf('sources', files)) {
    const learned = entry['learnedElsewhere'];
    if (!isMapping(learned)) continue;
    for (const field of Object.keys(learned)) {
      if (Object.hasOwn(entry, field)) continue;
      yield {
        ...file.atKey(['sources', index, 'learnedElsewhere', field]),
        message: `this source has no '${field}' that could have been learned elsewhere`,
        fix: `add a line "${field}: …" to the source, or take this out`,
      };
    }
  }
}

function* claims(
  files: readonly YamlFile[],
): Generator<{ file: YamlFile; claim: Record<string, unknown>; index: number }> {
  for (const { file, entry, index } of entriesOf('claims', files)) yield { file, claim: entry, index };
}

function* entriesOf(
  key: 'claims' | 'sources',
  files: readonly YamlFile[],
): Generator<{ file: YamlFile; entry: Record<string, unknown>; index: number }> {
  for (const file of files) {
    const list = isMapping(file.value) ? file.value[key] : undefined;
    if (!Array.isArray(list)) continue;
    for (const [index, entry] of list.entries()) if (isMapping(entry)) yield { file, entry, index };
  }
}
