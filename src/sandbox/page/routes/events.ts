import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Change } from '../../person.ts';
import { parsed } from '../fault.ts';
import type { PageParts } from '../page-parts.ts';
import { readerOf, Viewer } from '../visit.ts';

/**
 * Server-sent events: what changed, by ids only. The page fetches what it shows, at each connection and at each
 * change, so an event that was lost while it reconnected costs nothing.
 */
export function eventRoutes(parts: PageParts): Hono {
  const app = new Hono();
  app.get('/events', (c) => {
    const reader = readerOf(c, parts, parsed(Viewer, c.req.query()));
    return streamSSE(c, async (stream) => {
      const closed = new AbortController();
      stream.onAbort(() => closed.abort());
      const ended = AbortSignal.any([closed.signal, ...(parts.signal ? [parts.signal] : [])]);
      parts.people.watch(
        reader.person.id,
        (change) => {
          // A reader who went away in the middle of a write is told of by onAbort.
          stream
            .writeSSE({ event: change.kind, data: JSON.stringify(idsOf(change)) })
            .catch(() => closed.abort());
        },
        ended,
      );
      await stream.writeSSE({ event: 'open', data: '{}', retry: 1_000 });
      await new Promise<void>((resolve) => {
        if (ended.aborted) resolve();
        ended.addEventListener('abort', () => resolve(), { once: true });
      });
    });
  });
  return app;
}

function idsOf(change: Change): Readonly<Record<string, string>> {
  switch (change.kind) {
    case 'message':
      return { channel: change.channelId, message: change.seen.message.id };
    case 'deleted':
      return { channel: change.channelId, message: change.messageId };
    case 'clock':
      return { now: change.now.toString() };
    case 'server':
      return {};
  }
}
