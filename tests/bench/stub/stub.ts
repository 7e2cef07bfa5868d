import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Answers, Asked, Posts, Told, type Order } from './protocol.ts';

const script = fileURLToPath(new URL('process.ts', import.meta.url));

/** The token of this app; the bot beside it has another, with a budget of its own. */
export const tokens = { ours: 'ours', bare: 'bare' } as const;
const noFaults = { resetEvery: 0, limitEvery: 0 };

/**
 * The stand-in for Discord of the benchmark, in a process of its own. It makes messages, knows nonces, passes
 * questions on, and holds every token to 50 requests in any second. The sandbox does a hundred things more, which
 * would be measured with the bots.
 */
export interface Stub extends AsyncDisposable {
  /** For the environment of an app. */
  readonly apiUrl: string;
  ask(question: Omit<Extract<Order, { do: 'ask' }>, 'do'>): Promise<Asked>;
  lastAnswers(token: string): Promise<Answers>;
  /** Waits until there are so many messages. @throws Error when the patience was over first */
  posted(count: number, patienceMs: number): Promise<Posts>;
  read(): Promise<Posts>;
  /** Forgets what was posted. */
  beginAnew(faults?: Extract<Order, { do: 'begin-anew' }>['faults']): Promise<void>;
}

/** @param channels how many channels its server shows to who connects to the Gateway */
export async function startStub(channels = 0): Promise<Stub> {
  const child = spawn(process.execPath, [script, String(channels)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (result: unknown) => void>();
  const listening = Promise.withResolvers<string>();
  child.on('message', (message) => {
    const told = Told.parse(message);
    if ('origin' in told) return listening.resolve(told.origin);
    waiting.get(told.number)?.(told.result);
    waiting.delete(told.number);
  });
  const ended = once(child, 'exit');
  void ended.then(() => listening.reject(new Error('the stub ended')));
  let orders = 0;
  const tell = (order: Order): Promise<unknown> => {
    orders += 1;
    const number = orders;
    return new Promise((resolve, reject) => {
      waiting.set(number, resolve);
      void ended.then(() => reject(new Error('the stub ended')));
      child.send({ number, order });
    });
  };
  const origin = await listening.promise;
  return {
    apiUrl: `${origin}/api`,
    ask: async (question) => Asked.parse(await tell({ do: 'ask', ...question })),
    lastAnswers: async (token) => Answers.parse(await tell({ do: 'read-answers', token })),
    posted: async (count, patienceMs) => {
      const posts = Posts.parse(await tell({ do: 'await-posts', count, patienceMs }));
      if (posts.times.length < count)
        throw new Error(`only ${posts.times.length} of ${count} posts came in ${patienceMs / 1000} s`);
      return posts;
    },
    read: async () => Posts.parse(await tell({ do: 'read-posts' })),
    beginAnew: async (faults = noFaults) => void (await tell({ do: 'begin-anew', faults })),
    [Symbol.asyncDispose]: async () => {
      child.disconnect();
      await ended;
    },
  };
}
