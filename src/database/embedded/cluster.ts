import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../../problem.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';

/** Settings of the server by their PostgreSQL names, for this start only. */
export type Settings = Readonly<Record<string, string>>;

const run = promisify(execFile);

/** What PostgreSQL's programs see of the environment: none of the app's secrets, and no locale. */
export const environment = {
  PATH: process.platform === 'darwin' ? '/usr/bin:/bin' : '/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/**
 * Makes the data folder when there is none. UTF-8 with PostgreSQL's own C.UTF-8 rules, which are the same on
 * every machine, so that data can be moved to another one without its indexes breaking.
 *
 * @param settings with `fsync` off, the folder is not forced to the disk either
 * @throws Problem when the data is of another major version
 */
export async function ensureCluster(
  place: Place,
  binaries: Binaries,
  settings: Settings = {},
): Promise<void> {
  const made = await version(place.data);
  if (made === null) return await create(place, binaries, settings['fsync'] !== 'off');
  if (made !== binaries.major) {
    throw new Problem(
      `The data in ${place.data} is of PostgreSQL ${made}, and this version of the app brings PostgreSQL ` +
        `${binaries.major}. Start the version of the app that wrote it, save the data with pg_dump, and load it ` +
        'with this version into an empty DATA_DIR.',
    );
  }
}

async function create(place: Place, binaries: Binaries, sync: boolean): Promise<void> {
  const fresh = `${place.data}.new-${randomBytes(6).toString('hex')}`;
  await mkdir(fresh, { mode: 0o700 });
  if (place.user !== null) await chown(fresh, place.user.uid, place.user.gid);
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${fresh}`,
        '--username=postgres',
        '--auth=trust',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(sync ? [] : ['--no-sync']),
      ],
      { ...place.user, cwd: place.folder, env: environment },
    );
    await rename(fresh, place.data);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Another process may have made it in the meantime: then that one counts.
    if ((await version(place.data)) === binaries.major) return;
    throw new Problem(
      `The database could not be set up in ${place.folder}: ${wordsOf(error)}. Check that there is room on the ` +
        'disk, or set DATABASE_URL to a PostgreSQL server.',
      { cause: error },
    );
  }
}

/** The program's own words, where there are any. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = 'stderr' in error ? String(error.stderr).trim() : '';
  return (said === '' ? error.message : said).replace(/\.$/, '');
}

async function version(data: string): Promise<number | null> {
  const text = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => null);
  return text === null ? null : Number.parseInt(text, 10);
}
