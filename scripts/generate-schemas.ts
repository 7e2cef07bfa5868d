/**
 * Writes `content/schema/pack-file.schema.json`, from which editors complete and check the YAML of a pack:
 * `# yaml-language-server: $schema=…` in its first line names it. `npm run generate` runs it; a test fails
 * when the file is not current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'oxfmt';
import { z } from 'zod';
import { PackFile } from '../content/schema/pack.ts';

const target = new URL('../content/schema/pack-file.schema.json', import.meta.url);

/** The text of the generated file. */
export async function packFileSchema(): Promise<string> {
  const schema = z.toJSONSchema(PackFile, { io: 'input', reused: 'ref' });
  const described = {
    title: 'A file of a content pack',
    $comment: 'Generated from content/schema by `npm run generate`. Do not edit.',
    ...schema,
  };
  const settings: unknown = JSON.parse(readFileSync(new URL('../.oxfmtrc.json', import.meta.url), 'utf8'));
  const { printWidth } = z.object({ printWidth: z.number() }).parse(settings);
  const { code } = await format('pack-file.schema.json', JSON.stringify(described), { printWidth });
  return code;
}

if (import.meta.main) writeFileSync(target, await packFileSchema());
