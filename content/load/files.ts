import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Problem } from './problem.ts';

/** The text of a file, or why it could not be read. */
export type ReadFile = { readonly file: string; readonly text: string } | { readonly problem: Problem };

/** How problems name a file: relative to the working directory, with slashes. */
export function named(path: string): string {
  return (relative(process.cwd(), path) || '.').replaceAll(sep, '/');
}

/** A problem with a file or folder as a whole. */
export function problemOf(path: string, message: string, fix: string): Problem {
  return { file: named(path), line: 1, column: 1, message, fix };
}

/** What a folder holds, by name; hidden files, which editors and mounts leave behind, do not count. */
export async function entriesOf(folder: string): Promise<{ path: string; kind: 'file' | 'folder' }[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).toSorted();
  const entries = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      // Not the entry itself but what it leads to: containers mount files as links.
      const found = await stat(path).catch(() => undefined);
      return { path, kind: found?.isDirectory() === true ? ('folder' as const) : ('file' as const) };
    }),
  );
  return entries;
}

/**
 * The YAML files of a pack's folder and the folders in it, in the order of their paths.
 *
 * @param depth how many folders deep it looks, against links that lead in a circle
 */
export async function yamlFilesIn(folder: string, depth = 8): Promise<ReadFile[]> {
  const found: ReadFile[] = [];
  for (const { path, kind } of await entriesOf(folder)) {
    if (kind === 'folder') {
      if (depth > 0) found.push(...(await yamlFilesIn(path, depth - 1)));
    } else if (path.endsWith('.yaml')) {
      found.push(await readText(path));
    } else if (path.endsWith('.yml')) {
      found.push({
        problem: problemOf(path, 'files that end in .yml are not read', 'rename it so that it ends in .yaml'),
      });
    }
  }
  return found;
}

async function readText(path: string): Promise<ReadFile> {
  try {
    const bytes = await readFile(path);
    return { file: named(path), text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) {
      return {
        problem: problemOf(path, 'this is not a text in UTF-8', 'save it again with the encoding UTF-8'),
      };
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return {
      problem: problemOf(path, `this file cannot be read (${code})`, 'check that it exists and may be read'),
    };
  }
}
