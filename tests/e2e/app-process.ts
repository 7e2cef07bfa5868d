import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The app as a process of its own, as an operator runs it. */
export interface AppProcess {
  readonly pid: number;
  /** Everything that it wrote so far, both streams. */
  output(): string;
  /** Waits until it has written something that matches; fails when it ends first. */
  said(pattern: RegExp): Promise<RegExpMatchArray>;
  kill(signal: NodeJS.Signals): void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/**
 * Starts `node src/start.js` with just these variables and those that any process needs. Whatever is left of it is
 * killed when the test ends.
 */
export function startApp(env: Readonly<Record<string, string>>, args: readonly string[] = []): AppProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['src/start.js', ...args], {
    cwd: root,
    env: { PATH, HOME, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return watch(child);
}

function watch(child: ChildProcess): AppProcess {
  let written = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      written += chunk.toString();
      for (const look of waiting) look();
    });
  }
  const ended = once(child, 'close').then(
    ([code, signal]: unknown[]) => (code ?? signal) as number | NodeJS.Signals,
  );

  return {
    pid: child.pid ?? 0,
    output: () => written,
    kill: (signal) => void child.kill(signal),
    ended,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = written.match(pattern);
          if (!match) return;
          waiting.delete(look);
          resolve(match);
        };
        waiting.add(look);
        look();
        void ended.then((how) => {
          if (waiting.delete(look))
            reject(new Error(`the app ended (${how}) before it said ${pattern}:\n${written}`));
        });
      }),
  };
}
