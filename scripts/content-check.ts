/**
 * Checks the content packs; with the documents at hand also every citation against them.
 * `npm run content:check -- --help` tells how.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkPack } from '../content/check/check.ts';
import type { Documents, DocumentText } from '../content/check/document.ts';
import { packReport } from '../content/check/report.ts';
import { loadPacks } from '../content/load/library.ts';
import { formatProblem, inReadingOrder } from '../content/load/problem.ts';
import type { Problem } from '../content/load/problem.ts';

const help = `Checks the content packs and prints every problem as file:line:column.

  npm run content:check -- [--documents DIR] [--packs DIR]

  --documents DIR  a folder with the documents that the claims rest on, in files of any name.
                   Then every citation is proved: the paragraph exists, its terms stand in it
                   letter for letter, and every number and person's name is in a cited paragraph.
  --packs DIR      the folder whose folders are the packs (default: content/packs)
  --help           this text

It ends with 0 when nothing is wrong, 1 when something is, 2 when it was called wrongly.
`;

/** @returns the exit code */
async function main(): Promise<number> {
  let options: { documents?: string; packs?: string; help?: boolean };
  try {
    options = parseArgs({
      options: {
        documents: { type: 'string' },
        packs: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    return 2;
  }
  if (options.help === true) {
    process.stdout.write(help);
    return 0;
  }

  const { packs, problems, sound } = await loadPacks(
    options.packs ?? fileURLToPath(new URL('../content/packs/', import.meta.url)),
  );
  let documents: Documents = new Map();
  if (options.documents !== undefined) {
    try {
      documents = await documentsIn(options.documents);
    } catch (error) {
      process.stderr.write(`the documents in ${options.documents} cannot be read: ${String(error)}\n`);
      return 2;
    }
  }
  const unproved =
    options.documents === undefined ? [] : [...packs, ...sound].flatMap((pack) => checkPack(pack, documents));
  const all = inReadingOrder([...problems, ...unproved]);
  if (all.length > 0) return fail(all);
  for (const { pack } of packs) process.stdout.write(`${packReport(pack, documents)}\n`);
  const proved =
    options.documents === undefined
      ? 'the citations were not checked: no --documents'
      : 'every citation holds';
  process.stdout.write(`nothing is wrong; ${proved}\n`);
  return 0;
}

function fail(problems: readonly Problem[]): number {
  for (const problem of problems) process.stderr.write(`${formatProblem(problem)}\n`);
  process.stderr.write(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n`);
  return 1;
}

/** The files of a folder by the SHA-256 of their bytes. */
async function documentsIn(folder: string): Promise<Documents> {
  const documents = new Map<string, DocumentText>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(folder, entry.name));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    documents.set(sha256, { file: entry.name, text: new TextDecoder().decode(bytes) });
  }
  return documents;
}

// Whoever reads may stop reading, as `head` does: what is left is for nobody then.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
process.exitCode = await main();
