import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A process under measurement. */
export interface Measured extends AsyncDisposable {
  readonly pid: number;
  /** From its start to the line that says that it is ready, in milliseconds. */
  readonly readyMs: number;
  /** What it occupies of the machine's memory, in megabytes (10^6 bytes). */
  residentMb(): Promise<number>;
  /** Ends it at once, and waits until it is gone. */
  kill(): Promise<void>;
  /** Asks it to end, and waits until it did. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly script: URL;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What it writes when it is ready. */
  readonly ready: RegExp;
}

/** Starts a script and waits until it is ready. @throws Error with what it wrote when it ended before */
export async function start({ script, args = [], env, ready }: StartOptions): Promise<Measured> {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  const began = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], {
    env: { PATH, HOME, ...(TMPDIR !== '' && { TMPDIR }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let written = '';
  const readyMs = await new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      written = (written + chunk.toString()).slice(-10_000);
      if (ready.test(written)) resolve(performance.now() - began);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(`${script.pathname} ended before it was ready:\n${written}`)));
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    pid: child.pid ?? 0,
    readyMs,
    residentMb: () => residentMb(child.pid ?? 0),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    [Symbol.asyncDispose]: () => end('SIGKILL'),
  };
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kibibytes === undefined) throw new Error(`/proc/${pid}/status says nothing of VmRSS`);
  return (Number(kibibytes) * 1024) / 1e6;
}
