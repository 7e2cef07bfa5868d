import { loadLanguages } from '../../messages/words.ts';
import { serve } from '../../src/http/server.ts';
import { MemoryStorage } from '../../src/sandbox/memory-storage.ts';
import type { Person } from '../../src/sandbox/person.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
}

/** A Discord for apps that run as processes of their own: reached by address and token, as Discord is. */
export interface StandIn extends AsyncDisposable {
  readonly sandbox: Sandbox;
  /** What the app's environment needs to find it. */
  readonly env: { readonly DISCORD_TOKEN: string; readonly DISCORD_API_URL: string };
  readonly ana: Person;
  readonly rosa: Person;
  readonly requests: readonly SeenRequest[];
  /** When each request came and how it was answered, in milliseconds. */
  readonly answers: readonly (SeenRequest & { readonly at: number; readonly status: number })[];
  /** Resolves once the answers that were given are as they should be: asked after each of them. */
  until(holds: () => boolean): Promise<void>;
  /**
   * From now on each matching request is acted on at once, and answered only when `release` is called.
   *
   * @returns `held`, which resolves when one waits, and `release`
   */
  hold(matches: (request: SeenRequest) => boolean): { readonly held: Promise<void>; release(): void };
  /** What the bot posted in a channel, oldest first. */
  posts(channelId: string): Promise<readonly string[]>;
}

export async function startStandIn(options: Partial<SandboxOptions> = {}): Promise<StandIn> {
  const sandbox = await createSandbox({
    storage: new MemoryStorage(),
    languages: await loadLanguages(),
    report: (error) => {
      throw error;
    },
    application: { userInstall: true },
    ...options,
  });
  const answers: StandIn['answers'][number][] = [];
  const waiting = new Set<() => void>();
  const requests: SeenRequest[] = [];
  let holding: {
    matches: (request: SeenRequest) => boolean;
    arrived: () => void;
    released: Promise<void>;
  } | null = null;
  const server = await serve(
    {
      fetch: async (request, env) => {
        const seen = { method: request.method, path: new URL(request.url).pathname };
        requests.push(seen);
        const at = performance.now();
        const response = await sandbox.fetch(request, env);
        answers.push({ ...seen, at, status: response.status });
        for (const look of waiting) look();
        if (holding?.matches(seen) === true) {
          holding.arrived();
          await holding.released;
        }
        return response;
      },
      upgrade: (request, socket, head) => {
        if (!sandbox.upgrade(request, socket, head)) socket.destroy();
      },
    },
    { host: '127.0.0.1', port: 0 },
  );
  const [ana, rosa] = sandbox.people.all;
  if (!ana || !rosa) throw new Error('the sandbox has no people');
  return {
    sandbox,
    env: { DISCORD_TOKEN: sandbox.token, DISCORD_API_URL: sandbox.restBase(server.origin) },
    ana,
    rosa,
    requests,
    answers,
    until: (holds) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (holds() && waiting.delete(look)) resolve();
        };
        waiting.add(look);
        look();
      }),
    hold: (matches) => {
      const arrival = Promise.withResolvers<void>();
      const release = Promise.withResolvers<void>();
      holding = { matches, arrived: arrival.resolve, released: release.promise };
      return {
        held: arrival.promise,
        release: () => {
          holding = null;
          release.resolve();
        },
      };
    },
    posts: async (channelId) => {
      const seen = await sandbox.people.messages(rosa.id, channelId, { limit: 100 });
      return seen
        .filter(({ message }) => message.author.id === sandbox.world.bot.id)
        .map(({ message }) => message.content);
    },
    [Symbol.asyncDispose]: async () => {
      sandbox.close();
      await server.close();
    },
  };
}

/** Creating a message in any channel. */
export const posting = ({ method, path }: SeenRequest): boolean =>
  method === 'POST' && path.endsWith('/messages');
