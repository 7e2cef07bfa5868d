import { Worker } from 'node:worker_threads';
import type { ActionListRead } from '../../campaigns/file/action-list.ts';
import type { Known } from '../../campaigns/file/known.ts';
import type { CampaignFileRead } from '../../campaigns/file/read.ts';
import type { FileKind, FileResult, Files } from '../../campaigns/ports/files.ts';
import type { Logger } from '../log.ts';
import type { ReadAnswer, ReadRequest } from './read-thread.ts';

export interface FilesOptions {
  readonly log: Pick<Logger, 'error' | 'info'>;
  /** How long a file may be read, in milliseconds. */
  readonly timeoutMs?: number;
  /** How long a thread may take to begin: on a machine with much to do it is slow, and no file is to blame. */
  readonly beginMs?: number;
  /** How many files are read at once; who comes then is asked to come again. */
  readonly most?: number;
  /** What reads, as a worker thread. */
  readonly reader?: URL;
}

type AnyRead = CampaignFileRead | ActionListRead;

/**
 * Reads each file in a thread of its own, which ends with it: whatever the file does to it, nobody else waits for it,
 * and nothing of it stays. A thread that takes too long, or too much memory, is ended.
 */
export function createFiles({
  log,
  timeoutMs = 2_000,
  beginMs = 15_000,
  most = 2,
  reader = new URL('./read-thread.ts', import.meta.url),
}: FilesOptions): Files {
  let running = 0;

  const read = async (request: ReadRequest): Promise<FileResult<AnyRead>> => {
    if (running >= most) return { kind: 'busy' };
    running += 1;
    const { promise, resolve } = Promise.withResolvers<FileResult<AnyRead>>();
    let timer = setTimeout(() => resolve({ kind: 'failed' }), beginMs);
    let thread: Worker | undefined;
    try {
      thread = new Worker(reader, {
        resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      });
      const own = thread;
      own.on('message', (answer: ReadAnswer) => {
        clearTimeout(timer);
        if (answer.kind !== 'ready') return resolve(answer);
        timer = setTimeout(() => resolve({ kind: 'too-slow' }), timeoutMs);
        own.postMessage(request, []);
      });
      own.on('error', (error) => {
        log.error({ err: error, reading: request.kind }, 'a file could not be read');
        resolve({ kind: 'failed' });
      });
      own.on('exit', () => resolve({ kind: 'failed' }));
      return await promise;
    } catch (error) {
      log.error({ err: error }, 'the thread that reads files could not be started');
      return { kind: 'failed' };
    } finally {
      clearTimeout(timer);
      await thread?.terminate();
      running -= 1;
    }
  };

  const readAs = async (kind: FileKind, bytes: Uint8Array, known: Known) => {
    const result = await read({ kind, bytes, known });
    if (result.kind === 'too-slow')
      log.info({ reading: kind, bytes: bytes.byteLength }, 'reading a file was ended');
    return result;
  };
  return {
    campaign: async (bytes, known) => {
      const result = await readAs('campaign', bytes, known);
      return result.kind === 'actions' ? { kind: 'failed' } : result;
    },
    actions: async (kind, bytes) => {
      const result = await readAs(kind, bytes, { packs: [], languages: [] });
      return result.kind === 'campaign' ? { kind: 'failed' } : result;
    },
  };
}
