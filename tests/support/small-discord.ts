import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import { signal } from './signals.ts';

/** A request of the bot that is no question for the Gateway. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** What is answered to it. */
export interface Told {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A Gateway that says what the test wants, and as much of REST as the test answers itself. */
export interface SmallDiscord extends AsyncDisposable {
  readonly apiUrl: string;
  /** Connections that were let in. */
  readonly connections: number;
  dispatch(type: string, data: object): void;
  close(code: number): void;
  /** Resolves with the next request that matches. */
  next(matches: (asked: Asked) => boolean): Promise<Asked>;
}

export const ids = {
  bot: '100000000000000001',
  server: '100000000000000002',
  person: '100000000000000004',
  channel: '100000000000000005',
} as const;

/**
 * @param options.refuse so many connections are turned away before one is let in
 * @param options.untold servers that the bot is in, of which nothing is told at first
 * @param options.answer answers what is asked over REST; 204 unless told
 */
export async function smallDiscord(
  options: {
    readonly refuse?: number;
    readonly untold?: readonly string[];
    readonly answer?: (asked: Asked) => Told;
  } = {},
): Promise<SmallDiscord> {
  const { untold = [], answer = () => ({ status: 204 }) } = options;
  let refuse = options.refuse ?? 0;
  let connections = 0;
  let sequence = 0;
  const waiting = new Set<(asked: Asked) => void>();
  const sockets = new WebSocketServer({ noServer: true });
  const send = (payload: object): void => {
    for (const socket of sockets.clients) socket.send(JSON.stringify(payload));
  };
  const dispatch = (t: string, d: object): void => send({ op: 0, s: (sequence += 1), t, d });
  sockets.on('connection', (socket) => {
    connections += 1;
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 40_000 } }));
    socket.on('message', (data: Buffer) => {
      if (!data.toString().includes('"op":2,')) return;
      const user = { id: ids.bot, username: 'bot', discriminator: '0', avatar: null, bot: true };
      const guilds = untold.map((id) => ({ id, unavailable: true }));
      const resume_gateway_url = `ws://127.0.0.1:${port}`;
      const application = { id: ids.bot, flags: 0 };
      dispatch('READY', { v: 10, user, guilds, session_id: 'one', resume_gateway_url, application });
    });
  });

  async function told(request: IncomingMessage): Promise<Told> {
    const path = decodeURIComponent(request.url ?? '').replace(/\?.*$/, '');
    if (path === '/v10/gateway/bot') {
      const session_start_limit = { total: 9, remaining: 9, reset_after: 0, max_concurrency: 1 };
      return { status: 200, body: { url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit } };
    }
    const body = request.headers['content-type'] === 'application/json' ? await json(request) : null;
    const asked = { method: request.method ?? '', path, body };
    const telling = answer(asked);
    for (const look of waiting) look(asked);
    return telling;
  }
  const server = createServer((request, response) => {
    void told(request).then(({ status, body, headers = {} }) => {
      const type = body === undefined ? {} : { 'content-type': 'application/json' };
      response.writeHead(status, { ...type, ...headers }).end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (refuse > 0) socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
    else sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened));
    refuse -= 1;
  });
  const listening = signal();
  server.listen(0, '127.0.0.1', listening.give);
  await listening.given;
  const { port } = server.address() as AddressInfo;

  return {
    apiUrl: `http://127.0.0.1:${port}`,
    get connections() {
      return connections;
    },
    dispatch,
    close: (code) => {
      for (const socket of sockets.clients) socket.close(code);
    },
    next: (matches) =>
      new Promise((resolve) => {
        const look = (asked: Asked): void => {
          if (matches(asked) && waiting.delete(look)) resolve(asked);
        };
        waiting.add(look);
      }),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      const closed = signal();
      server.close(() => closed.give());
      await closed.given;
    },
  };
}

/** A server as the Gateway tells of it, with what a test says of its channels and members. */
export function serverJson(more: object = {}): object {
  const everyone = { id: ids.server, name: '@everyone', permissions: '274878024704', position: 0 };
  return { id: ids.server, name: 'Server', owner_id: ids.person, roles: [everyone], channels: [], ...more };
}

/** `/help`, asked in a channel of a server. */
export function helpAsked(more: object = {}): object {
  const user = { id: ids.person, username: 'rosa', discriminator: '0', avatar: null };
  return {
    id: '100000000000000009',
    application_id: ids.bot,
    type: 2,
    token: 'token',
    version: 1,
    data: { id: '100000000000000008', name: 'help', type: 1 },
    guild_id: ids.server,
    channel_id: ids.channel,
    channel: { id: ids.channel, type: 0, name: 'general', permissions: '32' },
    member: { user, roles: ['100000000000000007'], permissions: '2080', joined_at: '2026-01-01T00:00:00Z' },
    locale: 'en-US',
    entitlements: [],
    authorizing_integration_owners: { 0: ids.server },
    app_permissions: '0',
    ...more,
  };
}
