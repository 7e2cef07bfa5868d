import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A Redis server for tests. */
export interface TestRedis {
  /** For `createRedisQueue`: an address, or the path of a socket. */
  readonly url: string;
  /** Ends the server, as a crash would; `start` brings it back under the same address. */
  halt(): Promise<void>;
  start(): Promise<void>;
  /** Ends the server at once, as kill -9 does. */
  crash(): Promise<void>;
  /** What a server that is halted had written down is gone. */
  forget(): Promise<void>;
  pid(): number;
  /** Ends the server and removes what it left behind. */
  remove(): Promise<void>;
}

/** Whether a Redis can be started on this machine. */
export function canStartRedis(): boolean {
  return spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** Why there is no Redis for tests; null when there is one. */
export function whyNoRedis(): string | null {
  if (process.env['TEST_REDIS_URL'] || canStartRedis()) return null;
  return 'no redis-server on PATH, and TEST_REDIS_URL is not set';
}

/**
 * Starts a Redis of its own on a socket in a folder of its own, so that no port can be taken.
 *
 * @param options settings of redis.conf by name
 */
export async function startRedis(options: Readonly<Record<string, string>> = {}): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const socket = join(folder, 's');
  const settings = {
    port: '0',
    unixsocket: socket,
    dir: folder,
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
    ...options,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  let server = await run(args);
  const halt = (): Promise<void> => end(server);
  return {
    url: socket,
    halt,
    crash: () => end(server, 'SIGKILL'),
    async forget() {
      await rm(join(folder, 'appendonlydir'), { recursive: true, force: true });
    },
    pid: () => server.pid ?? 0,
    async start() {
      server = await run(args);
    },
    async remove() {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function run(args: readonly string[]): Promise<ChildProcess> {
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.includes('ready to accept connections')) break;
  }
  if (server.exitCode !== null) throw new Error(`redis-server ended with ${server.exitCode}`);
  server.stdout.resume();
  return server;
}

function end(server: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.kill(signal);
  return ended;
}
