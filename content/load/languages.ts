import { z } from 'zod';
import { Language } from '../language.ts';
import { marks } from '../schema/marks.ts';
import { PackFile } from '../schema/pack.ts';
import type { Problem } from './problem.ts';
import { isMapping, walk } from './walk.ts';
import type { YamlFile } from './yaml-file.ts';

/** The languages that the manifest asks for; undefined when it cannot be read, so that nothing is known. */
function languagesOf(files: readonly YamlFile[]): readonly Language[] | undefined {
  for (const { value } of files) {
    const manifest = isMapping(value) ? value['pack'] : undefined;
    if (!isMapping(manifest)) continue;
    const languages = z.array(Language).min(1).safeParse(manifest['languages']);
    if (languages.success) return languages.data;
  }
  return undefined;
}

/** Finds texts that lack a language of the pack or have one that the pack does not have. */
export function wrongLanguages(files: readonly YamlFile[]): Problem[] {
  const wanted = languagesOf(files);
  if (!wanted) return [];
  const problems: Problem[] = [];
  for (const file of files) {
    for (const { schema, value, path } of walk(PackFile, file.value)) {
      if (marks.get(schema)?.localized !== true || !isMapping(value)) continue;
      const name = String(path.at(-1));
      const missing = wanted.filter((language) => !Object.hasOwn(value, language));
      if (missing.length > 0) {
        problems.push({
          ...file.at(path),
          message: `'${name}' has no text in ${missing.map((language) => `"${language}"`).join(' and ')}`,
          fix: `add a line ${missing.map((language) => `"${language}: …"`).join(' and a line ')} to it`,
        });
      }
      for (const language of Object.keys(value)) {
        if (wanted.includes(language) || !Language.safeParse(language).success) continue;
        problems.push({
          ...file.atKey([...path, language]),
          message: `"${language}" is not a language of this pack`,
          fix: `take the line out, or add "${language}" to the pack's languages (now: ${wanted.join(', ')})`,
        });
      }
    }
  }
  return problems;
}
