import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Channels } from './channels.ts';
import { NewMessage } from './channels.ts';
import { botUser } from './gateway.ts';
import { applicationId } from './ids.ts';
import type { Order } from './protocol.ts';
import type { Questions } from './questions.ts';
import { jsonPart } from './body.ts';
import { slidingLimit, type SlidingLimit } from './sliding-limit.ts';

/** Discord's limit of requests for one token. */
const globalLimit = { most: 50, perMs: 1000 };
/** About what Discord takes to make a message, so that nobody is flattered by a server that takes no time at all. */
const postTakesMs = 100;

type Faults = Extract<Order, { do: 'begin-anew' }>['faults'];

/** The part of Discord's REST API that the bots of the benchmark use. */
export function stubRest({
  channels,
  questions,
  faults,
}: {
  readonly channels: Channels;
  readonly questions: Questions;
  readonly faults: () => Faults;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const limits = new Map<string, SlidingLimit>();
  let posts = 0;
  let commands: readonly object[] = [];

  return async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://stub');
    const path = pathname.replace(/^\/api\/v10/, '').split('/');
    const body = await bodyOf(request);

    const [, kind, id = '', third] = path;
    if (kind === 'interactions') {
      questions.answered(id, request.headers['content-type'] ?? '', body);
      response.writeHead(204).end();
      return;
    }
    const token = request.headers.authorization ?? '';
    const limit = limits.get(token) ?? slidingLimit(globalLimit.most, globalLimit.perMs);
    limits.set(token, limit);
    const waitMs = limit.take(performance.now());
    if (waitMs > 0) {
      channels.limited();
      return refuse(response, waitMs, true);
    }
    if (kind === 'channels' && third === 'messages' && request.method === 'POST') {
      posts += 1;
      const { resetEvery, limitEvery } = faults();
      if (limitEvery > 0 && posts % limitEvery === 0) return refuse(response, 500, false);
      const message = channels.post(
        id,
        NewMessage.parse(JSON.parse(await jsonPart(body, request.headers['content-type'] ?? ''))),
      );
      await wait(postTakesMs);
      if (resetEvery > 0 && posts % resetEvery === 0) request.socket.resetAndDestroy();
      else json(response, message);
      return;
    }
    if (kind === 'channels' && third === 'messages') return json(response, channels.list(id));
    if (kind === 'gateway')
      return json(response, {
        url: `ws://${request.headers.host}/gateway`,
        shards: 1,
        session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 },
      });
    if (kind === 'users') return json(response, botUser);
    if (third === 'commands') {
      if (request.method === 'PUT') {
        // The benchmark's own app sends a list of objects.
        const sent = JSON.parse(body.toString()) as readonly object[];
        commands = sent.map((command, index) => ({ ...command, id: String(10n ** 17n + BigInt(index)) }));
      }
      return json(response, commands);
    }
    if (kind === 'applications' || kind === 'oauth2')
      return json(response, {
        id: applicationId,
        name: 'Bench',
        flags: 0,
        integration_types_config: { 0: {}, 1: {} },
      });
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code: 0, message: '404: Not Found' }));
  };
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse, waitMs: number, global: boolean): void {
  const seconds = waitMs / 1000;
  response.writeHead(429, {
    'content-type': 'application/json',
    'retry-after': String(Math.ceil(seconds)),
    'x-ratelimit-scope': global ? 'global' : 'user',
    ...(global && { 'x-ratelimit-global': 'true' }),
  });
  response.end(JSON.stringify({ message: 'You are being rate limited.', retry_after: seconds, global }));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
