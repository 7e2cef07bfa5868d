import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Arrival, quick, type Settings, type Step } from './settings.ts';

const script = fileURLToPath(new URL('app-process.ts', import.meta.url));
const compiled = join(tmpdir(), 'campaign-drill-compiled');
const Ready = z.object({ ready: z.literal(true), origin: z.string() });

/** An app of the drill, in a process of its own. */
export interface DrillApp extends AsyncDisposable {
  readonly pid: number;
  /** Its pages; resolves when it runs, rejects when it ended before. */
  readonly origin: Promise<string>;
  /** The next arrival at this step, now or later: the delivery with which it stands there. */
  arrival(step: Step): Promise<Arrival>;
  /** Lets everybody who stands there go on, and stops nobody there any more. */
  open(step: Step): void;
  /** Puts the campaign clock ahead of the real time by so much. */
  moveClock(aheadMs: number): void;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<void>;
  /** Waits until it has written something that matches. */
  said(pattern: RegExp): Promise<void>;
  /** What it wrote, for whoever looks for the cause of a failure. */
  output(): string;
}

export interface AppOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly role?: Settings['role'];
  readonly gates?: readonly Step[];
  readonly sabotage?: Settings['sabotage'];
  readonly delivery?: Settings['delivery'];
  readonly clockOffMs?: number;
  readonly zoneRules?: string;
  readonly campaignAheadMs?: number;
}

export function startDrillApp(options: AppOptions): DrillApp {
  const {
    env,
    role = 'worker',
    gates = [],
    sabotage = null,
    delivery = quick.delivery,
    clockOffMs = 0,
    zoneRules = process.versions['tz'] ?? '',
    campaignAheadMs = 0,
  } = options;
  const settings: Settings = {
    role,
    gates: [...gates],
    sabotage,
    delivery,
    stalledMs: quick.stalledMs,
    clockOffMs,
    zoneRules,
    campaignAheadMs,
  };
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [script, JSON.stringify(settings)], {
    // What one start has compiled, the next one need not: a drill starts many.
    env: { PATH, HOME, PORT: '0', LOG_LEVEL: 'info', NODE_COMPILE_CACHE: compiled, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let written = '';
  const listening = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      written = (written + chunk.toString()).slice(-100_000);
      for (const listen of listening) listen();
    });
  }
  const arrived: Arrival[] = [];
  const waiting: { step: Step; resolve: (arrival: Arrival) => void }[] = [];
  const origin = Promise.withResolvers<string>();
  origin.promise.catch(() => undefined); // many drills never ask for it
  child.on('message', (message) => {
    const ready = Ready.safeParse(message);
    if (ready.success) return origin.resolve(ready.data.origin);
    const arrival = Arrival.parse(message);
    const index = waiting.findIndex(({ step }) => step === arrival.step);
    if (index === -1) arrived.push(arrival);
    else waiting.splice(index, 1)[0]?.resolve(arrival);
  });
  const ended = once(child, 'exit').then(() => {
    origin.reject(new Error(`the app ended:\n${written}`));
  });
  return {
    pid: child.pid ?? 0,
    origin: origin.promise,
    arrival: (step) => {
      const index = arrived.findIndex((one) => one.step === step);
      const [first] = index === -1 ? [] : arrived.splice(index, 1);
      if (first) return Promise.resolve(first);
      return new Promise((resolve, reject) => {
        waiting.push({ step, resolve });
        void ended.then(() => reject(new Error(`the app ended before it came to "${step}":\n${written}`)));
      });
    },
    open: (step) => void child.send({ open: step }),
    moveClock: (aheadMs) => void child.send({ campaignAheadMs: aheadMs }),
    kill: (signal) => void child.kill(signal),
    ended,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const listen = (): void => {
          if (!pattern.test(written)) return;
          listening.delete(listen);
          resolve();
        };
        listening.add(listen);
        listen();
        void ended.then(() => reject(new Error(`the app ended before it said ${pattern}:\n${written}`)));
      }),
    output: () => written,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
