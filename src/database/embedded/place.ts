import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Problem } from '../../problem.ts';

/** A user of this machine, by number. */
interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Where the embedded server lives, and who it runs as. */
export interface Place {
  /** Holds the programs, the data, the socket and the log. */
  readonly folder: string;
  readonly data: string;
  /** Null: the user who started the app. */
  readonly user: User | null;
}

/** Where the data goes when root's DATA_DIR is in a folder that no other user can enter, such as `/root`. */
const sharedFolder = '/var/lib/solidarity-campaign-bot';

/** In DATA_DIR: the path of the folder that holds the database, when that is not DATA_DIR itself. */
const pointerName = 'postgres-is-elsewhere';

/**
 * Decides where the database is, the same at every start.
 *
 * PostgreSQL refuses to run as root. Started by root, it runs as the user who owns the data already, else as
 * `nobody`, in DATA_DIR when that user can reach it and in a folder of its own under `/var/lib` otherwise; a
 * file in DATA_DIR says which, and travels with DATA_DIR when that is moved.
 *
 * @throws Problem when the data belongs to somebody else
 */
export async function findPlace(dataDir: string, shared: string = sharedFolder): Promise<Place> {
  await mkdir(dataDir, { recursive: true });
  const home = await realpath(dataDir);
  const pointer = join(home, pointerName);
  const folder = (await readPointer(pointer)) ?? home;
  const data = join(folder, 'postgres-data');
  const self = process.getuid?.() ?? 0;
  const owner = await stat(data).catch(() => null);

  if (self !== 0) {
    if ((folder !== home && owner === null) || (owner !== null && owner.uid !== self)) {
      throw new Problem(
        `The database in ${folder} was made by another user of this machine. Start the app as that user (or ` +
          'as root if it was root), or set DATA_DIR to a folder of your own.',
      );
    }
    return { folder, data, user: null };
  }
  if (owner !== null && owner.uid !== 0) {
    return { folder, data, user: { uid: owner.uid, gid: owner.gid } };
  }
  const user = await nobody();
  if (folder !== home || (await canEnter(home, user))) return { folder, data, user };

  const other = join(shared, createHash('sha256').update(home).digest('hex').slice(0, 12));
  await mkdir(other, { recursive: true, mode: 0o755 });
  await writeFile(pointer, `${other}\n`, { flag: 'wx' }).catch(ignoreExisting);
  const chosen = (await readPointer(pointer)) ?? other;
  return { folder: chosen, data: join(chosen, 'postgres-data'), user };
}

/**
 * A folder for the socket that only the server's user can enter: beside the data, so that everybody who sees
 * the data finds the server; in the system's folder for temporary files when that path is too long for one.
 */
export async function socketFolder(place: Place): Promise<string> {
  // sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero included.
  const longest = 103 - '/.s.PGSQL.5432'.length;
  const beside = join(place.folder, 'postgres-socket');
  const name = createHash('sha256').update(place.folder).digest('hex').slice(0, 16);
  const path = Buffer.byteLength(beside) <= longest ? beside : join(tmpdir(), `postgres-${name}`);
  const owner = place.user?.uid ?? process.getuid?.() ?? 0;
  await mkdir(path, { mode: 0o700 }).catch(ignoreExisting);
  // Everybody may write where temporary files are: what stands there already may be another user's, or a link by
  // which root would give away a folder of the system.
  const found = await lstat(path);
  const ours = found.isDirectory() && (found.uid === owner || found.uid === process.getuid?.());
  if (ours && place.user !== null) await chown(path, place.user.uid, place.user.gid);
  if (!ours) {
    throw new Problem(
      `The folder ${path} belongs to another user, and the database needs it for itself. Remove it, or set ` +
        'DATA_DIR to a folder with a shorter path.',
    );
  }
  await chmod(path, 0o700);
  return path;
}

async function readPointer(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.trim() === '' ? null : text.trim();
}

async function nobody(): Promise<User> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const found = /^nobody:[^:]*:(\d+):(\d+):/m.exec(users);
  return found === null ? { uid: 65_534, gid: 65_534 } : { uid: Number(found[1]), gid: Number(found[2]) };
}

/** Whether that user may pass through the folder and every folder above it. */
async function canEnter(folder: string, user: User): Promise<boolean> {
  const { uid, gid, mode } = await stat(folder);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  return dirname(folder) === folder ? true : await canEnter(dirname(folder), user);
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
