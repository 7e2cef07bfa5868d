import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpBindings } from '@hono/node-server';
import { Locale } from 'discord-api-types/v10';
import type { Languages } from '../../messages/words.ts';
import { Commands } from './commands.ts';
import { type Faults, noFaults } from './faults.ts';
import { Feed } from './feed.ts';
import { Gateway } from './gateway/gateway.ts';
import { refusal } from './guard.ts';
import { Answers, tokenLifetime } from './interactions/answers.ts';
import { FollowUps } from './interactions/follow-ups.ts';
import { Interactions } from './interactions/interactions.ts';
import { MessageEvents } from './messages/events.ts';
import { Messages } from './messages/messages.ts';
import { SandboxPeople } from './people/people.ts';
import type { People, Person } from './person.ts';
import { restPath } from './rest/env.ts';
import { defaultRateLimits, type RateLimitOptions } from './rest/rate-limit.ts';
import { rest } from './rest/rest.ts';
import { SandboxClock } from './clock.ts';
import { firstIdAt, Snowflakes } from './snowflake.ts';
import type { Storage } from './storage.ts';
import { Uploads } from './uploads.ts';
import type { ApplicationOptions } from './world/application.ts';
import { installPermissions } from './world/start.ts';
import { World } from './world/world.ts';

export interface SandboxOptions {
  readonly storage: Storage;
  readonly languages: Languages;
  /** Takes errors of the sandbox itself. */
  readonly report: (error: unknown) => void;
  /** The bot's token; a new one each time when left out. */
  readonly token?: string;
  readonly serverName?: string;
  readonly serverLocale?: Locale;
  readonly people?: readonly { readonly name: string; readonly role: Person['role'] }[];
  readonly application?: Partial<ApplicationOptions>;
  readonly botPermissions?: bigint;
  /** Host names beyond loopback under which the sandbox may be reached. */
  readonly hosts?: readonly string[];
  readonly rateLimits?: Partial<RateLimitOptions>;
  readonly faults?: Faults;
  /** Milliseconds: how long a nonce is remembered, the first answer may take, a session can be resumed. */
  readonly nonceWindow?: number;
  readonly answerWithin?: number;
  readonly resumeWindow?: number;
  readonly heartbeatInterval?: number;
  /** Milliseconds since 1970, in real time. */
  readonly realNow?: () => number;
}

/** A stand-in for Discord: its REST API and Gateway, the server that they are about, and the people in it. */
export interface Sandbox {
  readonly token: string;
  readonly people: People;
  readonly clock: SandboxClock;
  readonly world: World;
  readonly gateway: Gateway;
  /** Answers everything below `/api`, `/attachments` and `/ephemeral-attachments`. */
  fetch(request: Request, env: HttpBindings): Response | Promise<Response>;
  /** Takes a WebSocket's socket, when it is for the Gateway. @returns whether it was */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** What discord.js takes as `rest.api`, when the sandbox is served at that origin. */
  restBase(origin: string): string;
  /** Closes every connection. What is stored stays. */
  close(): void;
}

const defaultPeople = [
  { name: 'Ana', role: 'member' },
  { name: 'Rosa', role: 'organiser' },
  { name: 'Luis', role: 'volunteer' },
  { name: 'Carmen', role: 'organiser' },
] as const;

/** Puts the sandbox together, with what was stored before. It listens to nothing by itself. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { storage, languages, report, hosts = [], realNow = Date.now } = options;
  const token = options.token ?? newToken();
  const ids = new Snowflakes(realNow);
  const feed = new Feed(report);
  const world = new World(
    {
      serverName: options.serverName ?? 'Solidaridad',
      locale: options.serverLocale ?? Locale.EnglishUS,
      people: options.people ?? defaultPeople,
      botPermissions: options.botPermissions ?? installPermissions,
      application: { name: 'Campaign Bot', userInstall: false, privilegedIntents: 0, ...options.application },
    },
    ids,
  );
  await storage.forgetInteractions(firstIdAt(realNow() - tokenLifetime).toString());
  const clock = new SandboxClock(storage, feed, await storage.loadClockOffset(), realNow);
  const commands = new Commands(storage, feed, ids, world.application.id, await storage.loadCommands());
  const gateway = new Gateway(
    world,
    {
      token,
      heartbeatInterval: options.heartbeatInterval ?? 41_250,
      resumeWindow: options.resumeWindow ?? 120_000,
    },
    () => feed.publish({ kind: 'server' }),
  );
  world.watch(() => feed.publish({ kind: 'server' }));
  const messages = new Messages({
    storage,
    world,
    events: new MessageEvents(gateway, world),
    feed,
    ids,
    clock,
    realNow,
    nonceWindow: options.nonceWindow ?? 180_000,
  });
  const interactions = new Interactions({
    storage,
    world,
    dispatcher: gateway,
    answers: new Answers(storage, messages, world),
    ids,
    answerWithin: options.answerWithin ?? 3000,
  });
  const uploads = new Uploads(storage, ids, world.application.id);
  const followUps = new FollowUps(storage, messages, world, realNow);
  const people = new SandboxPeople({
    world,
    storage,
    messages,
    commands,
    interactions,
    uploads,
    gateway,
    feed,
    languages,
    realNow,
  });
  const app = rest(
    { world, storage, messages, commands, interactions, followUps, uploads, report },
    {
      token,
      hosts,
      faults: options.faults ?? noFaults,
      rateLimits: { ...defaultRateLimits, ...options.rateLimits },
    },
  );
  return {
    token,
    people,
    clock,
    world,
    gateway,
    fetch: (request, env) => app.fetch(request, env),
    upgrade(request, socket, head) {
      // Not read as an address: a foreign page may ask for `//[`, which is none, and what throws here ends the
      // process. So does an error of the socket that nobody hears.
      if (!/^\/gateway\/?(?:\?|$)/.test(request.url ?? '')) return false;
      const { host, origin } = request.headers;
      socket.on('error', () => socket.destroy());
      if (refusal({ host, origin }, hosts) === null) gateway.upgrade(request, socket, head);
      else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return true;
    },
    // The client adds the version by itself.
    restBase: (origin) => `${origin}${restPath.replace(/\/v10$/, '')}`,
    close: () => gateway.close(),
  };
}

/** A token of the shape that Discord's have, which nobody else knows. */
function newToken(): string {
  return [18, 4, 28].map((length) => randomBytes(length).toString('base64url')).join('.');
}
