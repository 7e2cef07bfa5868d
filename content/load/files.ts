import { readdir, readFile, realpath, stat } from 'node:fs/promises';
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
export async function entriesOf(
  folder: string,
): Promise<{ path: string; kind: 'file' | 'folder' | 'other' }[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).toSorted();
  const entries = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      // Not the entry itself but what it leads to: containers mount files as links.
      const found = await stat(path).catch(() => undefined);
      if (found?.isDirectory() === true) return { path, kind: 'folder' as const };
      // What leads nowhere counts as a file, so that reading it says why.
      return { path, kind: found === undefined || found.isFile() ? ('file' as const) : ('other' as const) };
    }),
  );
  return entries;
}

/**
 * The YAML files of a pack's folder and the folders in it, in the order of their paths.
 *
 * @param around the real paths of the folders around it, against links that lead in a circle
 */
export async function yamlFilesIn(folder: string, around: readonly string[] = []): Promise<ReadFile[]> {
  const real = await realpath(folder);
  if (around.some((outer) => outer === real || outer.startsWith(`${real}${sep}`))) {
    const circle = 'this link leads back to a folder around it';
    return [{ problem: problemOf(folder, circle, 'delete the link') }];
  }
  const found: ReadFile[] = [];
  for (const { path, kind } of await entriesOf(folder)) {
    if (kind === 'folder') {
      found.push(...(await yamlFilesIn(path, [...around, real])));
    } else if (kind === 'other') {
      if (/\.ya?ml$/.test(path)) {
        const fix = 'put a file of this name there, or delete it';
        found.push({ problem: problemOf(path, 'this is not a file that holds a text', fix) });
      }
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
