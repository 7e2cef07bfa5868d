import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Client, type ClientOptions, type Interaction, GatewayIntentBits } from 'discord.js';
import { loadLanguages } from '../../messages/words.ts';
import { listen } from '../../src/sandbox/listen.ts';
import { MemoryStorage } from '../../src/sandbox/memory-storage.ts';
import type { Person } from '../../src/sandbox/person.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { startChannels } from '../../src/sandbox/world/start.ts';

const languages = await loadLanguages();

/** A sandbox on a free port, with clients that are ended with it. */
export interface Harness extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly origin: string;
  readonly ana: Person;
  readonly rosa: Person;
  /** A discord.js client that is ready. */
  connect(options?: Partial<ClientOptions>): Promise<Client<true>>;
  /** A REST request with the bot's token. */
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body, or its text when it is not JSON. */
  readonly json: unknown;
}

export const channels = startChannels;

export async function start(options: Partial<SandboxOptions> = {}): Promise<Harness> {
  const problems: unknown[] = [];
  const sandbox = await createSandbox({
    storage: new MemoryStorage(),
    languages,
    report: (error) => problems.push(error),
    rateLimits: { route: { limit: 1000, perMs: 1000 }, global: { limit: 1000, perMs: 1000 } },
    ...options,
  });
  const listening = await listen(sandbox);
  const clients: Client[] = [];
  const [ana, rosa] = sandbox.people.all;
  if (ana === undefined || rosa === undefined) throw new Error('the sandbox has no people');
  return {
    sandbox,
    origin: listening.origin,
    ana,
    rosa,
    async connect(clientOptions = {}) {
      const client = new Client({
        intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
        ...clientOptions,
        rest: { api: sandbox.restBase(listening.origin), ...clientOptions.rest },
      });
      clients.push(client);
      const ready = once(client, 'clientReady');
      await client.login(sandbox.token);
      await ready;
      if (!client.isReady()) throw new Error('the client is not ready');
      return client;
    },
    async request(method, path, body, headers = {}) {
      const response = await fetch(`${sandbox.restBase(listening.origin)}/v10${path}`, {
        method,
        headers: {
          authorization: `Bot ${sandbox.token}`,
          ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
      return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : text };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client.destroy()));
      await listening.close();
      if (problems.length > 0) throw new AggregateError(problems, 'the sandbox reported errors');
    },
  };
}

/** Writes as slowly as a database does, so that two requests at once get in each other's way. */
export class SlowStorage extends MemoryStorage {
  override async saveMessage(...saved: Parameters<MemoryStorage['saveMessage']>): Promise<void> {
    for (let turn = 0; turn < 100; turn += 1) await setImmediate();
    return super.saveMessage(...saved);
  }
}

/** The next interaction that the client is told of. */
export async function nextInteraction(client: Client): Promise<Interaction> {
  const [interaction] = await once(client, 'interactionCreate');
  return interaction;
}
