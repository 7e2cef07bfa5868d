import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Pictures } from '../../messages/pictures/picture.ts';
import type { Logger } from '../log.ts';
import type { DrawAnswer, DrawRequest } from './draw.ts';
import { LeastRecentlyUsed } from './least-recently-used.ts';

export interface PicturesOptions {
  readonly log: Logger;
  /** How long an answer waits for its picture. One that comes later is kept for the next who asks. */
  readonly patienceMs?: number;
  /** How long a drawing may take before its thread is given up. */
  readonly hangingMs?: number;
  /** How many pictures are kept: 0.1–0.4 MB each. */
  readonly kept?: number;
  /** What draws, as a worker thread. */
  readonly drawer?: URL;
}

export interface RunningPictures extends Pictures {
  /** Ends the thread. Who still waits gets no picture. */
  close(): Promise<void>;
}

interface Waiting {
  readonly done: (png: Uint8Array | null) => void;
  readonly hanging: NodeJS.Timeout;
}

/** As many drawings may wait for the thread; more are refused, because they could not be there in time. */
const mostWaiting = 30;

/**
 * Draws in a worker thread, so that nobody's answer waits for somebody else's picture. The thread begins with
 * the first picture, and again after it failed.
 */
export function createPictures({
  log,
  patienceMs = 1_000,
  hangingMs = 10_000,
  kept = 60,
  drawer = new URL('./draw.ts', import.meta.url),
}: PicturesOptions): RunningPictures {
  const cache = new LeastRecentlyUsed<string, Uint8Array>(kept);
  const drawing = new Map<string, Promise<Uint8Array | null>>();
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let lastId = 0;
  let closed = false;

  const finish = (id: number, png: Uint8Array | null): void => {
    const found = waiting.get(id);
    if (!found) return;
    waiting.delete(id);
    clearTimeout(found.hanging);
    found.done(png);
  };

  /** Gives up a thread with all that waits for it; the next picture begins another. */
  const giveUp = async (failed: Worker): Promise<void> => {
    if (thread !== failed) return;
    thread = undefined;
    for (const id of waiting.keys()) finish(id, null);
    await failed.terminate();
  };

  const start = (): Worker => {
    const started = new Worker(drawer);
    started.unref();
    started.on('message', ({ id, png }: DrawAnswer) => finish(id, png));
    started.on('error', (error) => {
      log.error({ err: error }, 'the thread that draws pictures failed');
      void giveUp(started);
    });
    started.on('exit', () => void giveUp(started));
    return started;
  };

  const draw = (svg: string): Promise<Uint8Array | null> =>
    new Promise((done) => {
      const worker = (thread ??= start());
      const id = ++lastId;
      const hanging = setTimeout(() => {
        log.error('a picture was not drawn in time: the thread is started anew');
        void giveUp(worker);
      }, hangingMs).unref();
      waiting.set(id, { done, hanging });
      const request: DrawRequest = { id, svg };
      worker.postMessage(request, []);
    });

  /** Draws it once, however many ask for it meanwhile. */
  const drawn = (svg: string, key: string): Promise<Uint8Array | null> => {
    const begun = drawing.get(key);
    if (begun) return begun;
    const picture = draw(svg)
      .catch((error: unknown) => {
        log.error({ err: error }, 'the thread that draws pictures could not be started');
        return null;
      })
      .then((png) => {
        drawing.delete(key);
        if (png) cache.set(key, png);
        else if (!closed) log.warn('an answer goes out without its picture: it could not be drawn');
        return png;
      });
    drawing.set(key, picture);
    return picture;
  };

  return {
    png: async (svg) => {
      const key = createHash('sha256').update(svg).digest('base64url');
      const known = cache.get(key);
      if (known) return known;
      if (closed || waiting.size >= mostWaiting) return null;
      return await atMost(patienceMs, drawn(svg, key), () =>
        log.warn({ patienceMs }, 'an answer goes out without its picture: it took too long'),
      );
    },
    close: async () => {
      closed = true;
      if (thread) await giveUp(thread);
    },
  };
}

/** What comes of the work, or null when it takes longer than that. */
async function atMost<Result>(
  ms: number,
  work: Promise<Result | null>,
  late: () => void,
): Promise<Result | null> {
  const { promise: given, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => {
    late();
    resolve(null);
  }, ms);
  try {
    return await Promise.race([work, given]);
  } finally {
    clearTimeout(timer);
  }
}
