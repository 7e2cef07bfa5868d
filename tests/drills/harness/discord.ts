import { type APIMessage, MessageType } from 'discord-api-types/v10';
import { z } from 'zod';
import { serve } from '../../../src/http/server.ts';
import { markerOf } from '../../../messages/posts/marker.ts';
import { loadLanguages } from '../../../messages/words.ts';
import type { Fault } from '../../../src/sandbox/faults.ts';
import { MemoryStorage } from '../../../src/sandbox/memory-storage.ts';
import { firstIdAt } from '../../../src/sandbox/snowflake.ts';
import { startChannels } from '../../../src/sandbox/world/start.ts';
import type { StoredFile, StoredMessage } from '../../../src/sandbox/storage.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/sandbox.ts';

interface Seen {
  readonly method: string;
  /** Behind the version. */
  readonly path: string;
}

/** A message of ours, as it was created. */
export interface Posted {
  readonly messageId: string;
  readonly channelId: string;
}

/** The sandbox in this process, which counts what was really posted, and fails as it is told. */
export interface DrillDiscord extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly env: { readonly DISCORD_TOKEN: string; readonly DISCORD_API_URL: string };
  /** By delivery: every message that was ever created for it, deleted ones too. */
  readonly posted: ReadonlyMap<string, readonly Posted[]>;
  /** What organisers were told, oldest first. */
  notices(): readonly Posted[];
  /** From now on told of each message of ours, before Discord answers. */
  onPosted(listener: (messageId: string) => Promise<void>): void;
  /** A moderator deletes a message. */
  remove(messageId: string): Promise<void>;
  readonly requests: readonly (Seen & { readonly at: number; readonly status: number })[];
  /** From now on each request is asked for a fault; null for none. */
  fail(faults: (request: Seen) => Fault | null): void;
  /** The next matching request is acted on and then never answered; resolves when it was acted on. */
  swallow(matches: (request: Seen) => boolean): Promise<void>;
  /** The same for the request that posts this delivery. */
  swallowAnswer(delivery: string): Promise<void>;
}

export const isPost = ({ method, path }: Seen): boolean => method === 'POST' && path.endsWith('/messages');

export async function startDrillDiscord(options: Partial<SandboxOptions> = {}): Promise<DrillDiscord> {
  const posted = new Map<string, Posted[]>();
  let onPosted: (messageId: string) => Promise<void> = async () => undefined;
  let faults: (request: Seen) => Fault | null = () => null;
  const storage = new CountingStorage(posted, (messageId) => onPosted(messageId));
  const sandbox = await createSandbox({
    storage,
    languages: await loadLanguages(),
    report: (error) => process.stderr.write(`the sandbox: ${String(error)}\n`),
    application: { userInstall: true },
    nonceWindow: 8_000,
    faults: (request) => faults(request),
    rateLimits: { route: { limit: 1_000_000, perMs: 1 }, global: { limit: 1_000_000, perMs: 1 } },
    ...options,
  });
  const requests: (Seen & { at: number; status: number })[] = [];
  const swallowing: { matches: (request: Seen) => boolean; acted: () => void }[] = [];
  const swallowingAnswers = new Map<string, () => void>();
  const version = '/api/v10';
  await storage.saveMessage(somebodysMessage());

  const server = await serve(
    {
      fetch: async (request, env) => {
        const { pathname } = new URL(request.url);
        const seen: Seen = { method: request.method, path: pathname.slice(version.length) };
        const at = performance.now();
        const response = await sandbox.fetch(request, env);
        requests.push({ ...seen, at, status: response.status });
        const index = swallowing.findIndex(({ matches }) => matches(seen));
        if (index !== -1) {
          swallowing.splice(index, 1)[0]?.acted();
          await new Promise(() => undefined);
        }
        const delivery = swallowingAnswers.size > 0 && isPost(seen) ? await deliveryIn(response) : null;
        const acted = delivery === null ? undefined : swallowingAnswers.get(delivery);
        if (delivery !== null && acted) {
          swallowingAnswers.delete(delivery);
          acted();
          await new Promise(() => undefined);
        }
        return response;
      },
      upgrade: (request, socket, head) => {
        if (!sandbox.upgrade(request, socket, head)) socket.destroy();
      },
    },
    { host: '127.0.0.1', port: 0 },
  );
  return {
    sandbox,
    env: { DISCORD_TOKEN: sandbox.token, DISCORD_API_URL: sandbox.restBase(server.origin) },
    posted,
    requests,
    notices: () =>
      [...posted.values()].flat().filter(({ channelId }) => channelId === startChannels.organisers),
    onPosted: (listener) => {
      onPosted = listener;
    },
    remove: async (messageId) => {
      const stored = await storage.message(messageId);
      if (stored) await storage.saveMessage({ ...stored, deleted: true });
    },
    fail: (next) => {
      faults = next;
    },
    swallow: (matches) => new Promise((acted) => swallowing.push({ matches, acted })),
    swallowAnswer: (delivery) => new Promise((acted) => swallowingAnswers.set(delivery, acted)),
    [Symbol.asyncDispose]: async () => {
      sandbox.close();
      await server.close();
    },
  };
}

/** A channel in use, in which somebody wrote before the campaign began: an empty one proves nothing. */
function somebodysMessage(): StoredMessage {
  const yesterday = Date.now() - 24 * 60 * 60_000;
  const message: APIMessage = {
    id: firstIdAt(yesterday).toString(),
    channel_id: startChannels.campaign,
    type: MessageType.Default,
    author: {
      id: firstIdAt(yesterday - 1).toString(),
      username: 'somebody',
      discriminator: '0',
      global_name: null,
      avatar: null,
    },
    content: 'Hello',
    timestamp: new Date(yesterday).toISOString(),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
  };
  return { message, visibleTo: null, nonce: null, deleted: false, pinnedAt: null, thinkingUntil: null };
}

const Created = z.object({ components: z.unknown() });

/** The delivery of the message that Discord made. */
async function deliveryIn(response: Response): Promise<string | null> {
  const created = Created.safeParse(
    await response
      .clone()
      .json()
      .catch(() => null),
  );
  return created.success ? markerOf(created.data.components) : null;
}

/** Notes each message with a delivery's marker when it is saved for the first time. */
class CountingStorage extends MemoryStorage {
  readonly #posted: Map<string, Posted[]>;
  readonly #known = new Set<string>();

  readonly #told: (messageId: string) => Promise<void>;

  constructor(posted: Map<string, Posted[]>, told: (messageId: string) => Promise<void>) {
    super();
    this.#posted = posted;
    this.#told = told;
  }

  override async saveMessage(stored: StoredMessage, files?: readonly StoredFile[]): Promise<void> {
    await super.saveMessage(stored, files);
    const { id, channel_id: channelId, components } = stored.message;
    const delivery = markerOf(components ?? []);
    if (delivery === null || this.#known.has(id)) return;
    this.#known.add(id);
    this.#posted.set(delivery, [...(this.#posted.get(delivery) ?? []), { messageId: id, channelId }]);
    await this.#told(id);
  }
}
