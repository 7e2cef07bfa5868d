import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rename, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { environment, type Settings } from './cluster.ts';
import type { Place } from './place.ts';

/** A server process that we started ourselves. */
export interface Started {
  /** Resolves when the process is gone, with what it last wrote to its log. */
  readonly gone: Promise<string>;
  running(): boolean;
}

const longestLog = 1_000_000;

/**
 * Starts the server, reachable through the socket folder alone. It is detached: it outlives the app when that
 * is killed, and is found again at the next start. Who wants to know that it accepts connections, connects.
 */
export async function spawnServer(
  place: Place,
  binaries: Binaries,
  socket: string,
  settings: Settings,
): Promise<Started> {
  const all: Settings = {
    listen_addresses: '',
    unix_socket_directories: `"${socket.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: '5432',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    ...settings,
  };
  const log = await openLog(logOf(place));
  const child = spawn(
    binaries.postgres,
    ['-D', place.data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...place.user,
      cwd: place.folder,
      env: { ...environment, ...(await forgetForeignPid(place.data)) },
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    },
  );
  await log.close();
  child.unref();
  const gone = once(child, 'exit').then(
    async () => await lastWords(place),
    (error: unknown) => String(error),
  );
  return {
    gone,
    running: () => child.pid !== undefined && child.exitCode === null && child.signalCode === null,
  };
}

/**
 * Stops whatever server runs on the data: orderly ("fast": transactions are rolled back, a checkpoint is
 * written), and at once when that takes longer than `patienceMs`. Resolves when it is gone.
 */
export async function stopServer(place: Place, patienceMs: number): Promise<void> {
  const pid = await pidOf(place.data);
  if (pid === null) return;
  signal(pid, 'SIGINT');
  const patience = performance.now() + patienceMs;
  let hurried = false;
  while ((await pidOf(place.data)) === pid && signal(pid, 0)) {
    if (!hurried && performance.now() > patience) hurried = signal(pid, 'SIGQUIT');
    await wait(10);
  }
}

/** The process id in the server's lock file: null when no server runs there. */
async function pidOf(data: string): Promise<number | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/**
 * After a container was killed, its lock file names a process id that means something else in the next one,
 * and the server would refuse to start. Telling it that this process is its own ancestor makes it look at the
 * shared memory instead, which tells the truth.
 */
async function forgetForeignPid(data: string): Promise<Record<string, string>> {
  const pid = await pidOf(data);
  if (pid === null) return {};
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'postgres');
  return name.trim() === 'postgres' ? {} : { PG_GRANDPARENT_PID: String(pid) };
}

const logOf = (place: Place) => join(place.folder, 'postgres.log');

async function openLog(path: string) {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > longestLog) await rename(path, `${path}.old`);
  return await open(path, 'a', 0o600);
}

/** The end of the log, and the reasons it gives since the last start: a full disk is named long before the end. */
async function lastWords(place: Place): Promise<string> {
  const text = await readFile(logOf(place), 'utf8').catch(() => '');
  const lines = text.trim().split('\n');
  const started = lines.findLastIndex((line) => line.includes('starting PostgreSQL'));
  const reasons = lines
    .slice(Math.max(started, 0), -5)
    .filter((line) => /\b(?:PANIC|FATAL): {2}/.test(line) && !line.includes('the database system is'));
  return [...reasons.slice(-3), ...lines.slice(-5), ...(await fullDisk(place))].join('\n');
}

/** A segment of the server's write-ahead log; with less room than that it does not start. */
const leastRoomMb = 16;

/** On a full disk the server cannot write why it ended either: its log ends in the middle of a line. */
async function fullDisk({ folder }: Place): Promise<readonly string[]> {
  const room = await statfs(folder).catch(() => null);
  if (room === null) return [];
  const freeMb = Math.floor((room.bavail * room.bsize) / 2 ** 20);
  return freeMb >= leastRoomMb
    ? []
    : [`No space left on the disk of ${folder}: ${freeMb} MB are free. Make room there.`];
}
