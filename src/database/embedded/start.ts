import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Problem } from '../../problem.ts';
import { installBinaries } from './binaries.ts';
import { ensureCluster, type Settings } from './cluster.ts';
import { connectionTo, tryToOwn } from './owner.ts';
import type { Ownership } from './owner.ts';
import { findPlace, socketFolder } from './place.ts';
import type { Place } from './place.ts';
import { spawnServer, stopServer } from './server.ts';
import type { Started } from './server.ts';

export interface EmbeddedOptions {
  /** Where the app keeps what it must not lose. Made when it is not there. */
  readonly dataDir: string;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Further settings of PostgreSQL, such as `{ fsync: 'off' }` for tests. */
  readonly settings?: Settings;
  /** Called when the database is gone for good: another process took it, or it does not start again. */
  readonly onLost?: (problem: Error) => void;
}

export interface Embedded {
  readonly poolConfig: ReturnType<typeof connectionTo>;
  /** The same as an address, for clients that want one. */
  readonly url: string;
  /** A server was found running, left behind by an app that was killed. */
  readonly adopted: boolean;
  /** Stops the server. Call it last, when every connection has done its work. Safe to call twice. */
  stop(): Promise<void>;
}

const startPatienceMs = 60_000;
/** How long the connection of a killed owner may take to be noticed as gone. */
const takenPatienceMs = 2_000;
const stopPatienceMs = 20_000;
/** How long connections that were closed already may take to be gone. */
const leavePatienceMs = 1_000;
/** Reasons not to start that pass: what is left of a server that was killed, or another one that stops. */
const passes = /shared memory block|lock file/;

/**
 * Starts the PostgreSQL that comes with the app, or takes over the one that a killed app left running, and
 * makes this process its only owner. When the server dies later, it is started again.
 *
 * @throws Problem in words for the person who runs the app: no binaries for this machine, data of
 * another version, data in use by another process, or a server that does not start
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { log } = options;
  const { place, binaries, socket } = await prepare(options).catch((error: unknown) => {
    throw error instanceof Problem ? error : unusable(options.dataDir, error);
  });
  const start = async () => await spawnServer(place, binaries, socket, options.settings ?? {});

  const stopping = new AbortController();
  const aborted = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const first = await own(place, socket, start, stopping.signal);
  let ownership: Ownership | null = first.ownership;
  log.info({ folder: place.folder, adopted: first.adopted }, 'the database is running');

  const watch = async (): Promise<void> => {
    for (;;) {
      await Promise.race([ownership?.ended, aborted]);
      if (stopping.signal.aborted) return;
      ownership = null;
      log.warn({ folder: place.folder }, 'the database went away: starting it again');
      ({ ownership } = await own(place, socket, start, stopping.signal));
      log.info({ folder: place.folder }, 'the database is running again');
    }
  };
  const watching = watch().catch((error: unknown) => {
    if (stopping.signal.aborted) return;
    const problem = error instanceof Error ? error : new Error(String(error));
    log.error({ problem: problem.message }, 'the database is lost');
    options.onLost?.(problem);
  });

  const stop = async (): Promise<void> => {
    stopping.abort();
    await watching;
    // Without ownership it may be somebody else's by now.
    if (ownership === null) return;
    await ownership.alone(leavePatienceMs).catch(() => undefined);
    await stopServer(place, stopPatienceMs);
    await ownership.release().catch(() => undefined);
  };
  let stopped: Promise<void> | null = null;
  return {
    poolConfig: connectionTo(socket),
    url: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(socket)}`,
    adopted: first.adopted,
    stop: async () => await (stopped ??= stop()),
  };
}

/** Everything that must be there before a server can be started. */
async function prepare({ dataDir, settings }: EmbeddedOptions) {
  const place = await findPlace(dataDir);
  const binaries = await installBinaries(place.folder);
  await ensureCluster(place, binaries, settings);
  return { place, binaries, socket: await socketFolder(place) };
}

/** Connects and takes ownership; starts the server when nothing answers, as often as the patience allows. */
async function own(
  place: Place,
  socket: string,
  start: () => Promise<Started>,
  stopping: AbortSignal,
): Promise<{ readonly ownership: Ownership; readonly adopted: boolean }> {
  const begin = performance.now();
  let started: Started | undefined;
  let starts = 0;
  for (;;) {
    stopping.throwIfAborted();
    const result = await tryToOwn(socket, place);
    const elapsed = performance.now() - begin;
    if (result.kind === 'owned') return { ownership: result.ownership, adopted: starts === 0 };
    if (result.kind === 'taken' && elapsed > takenPatienceMs) throw inUse(place, result.by);
    if (result.kind === 'absent' && started?.running() !== true) {
      const said = await started?.gone;
      if (said !== undefined && !passes.test(said)) throw doesNotStart(place, said);
      started = await start();
      starts += 1;
    }
    if (elapsed > startPatienceMs) throw doesNotStart(place, `no answer for ${startPatienceMs / 1000} s`);
    await wait(result.kind === 'taken' ? 100 : 20);
  }
}

function unusable(dataDir: string, error: unknown): Problem {
  const said = error instanceof Error ? error.message : String(error);
  return new Problem(
    `The database cannot be kept in ${dataDir} (${said}). Set DATA_DIR to a folder that this user may write to, ` +
      'with about 150 MB of room.',
    { cause: error },
  );
}

function inUse(place: Place, by: string): Problem {
  return new Problem(
    `The data in ${place.folder} is already in use by another start of this app (${by}). Stop that one first, ` +
      'or set DATA_DIR to another folder for this one.',
  );
}

function doesNotStart(place: Place, said: string): Problem {
  return new Problem(
    `The database in ${place.folder} does not start. Its last words, from postgres.log there:\n${said}`,
  );
}
