import { Hono } from 'hono';
import { z } from 'zod';
import { Fault, parsed } from '../fault.ts';
import { drawHistory } from '../message/history.ts';
import type { Scene } from '../message/scene.ts';
import type { PageParts } from '../page-parts.ts';
import { startOf } from '../start.ts';
import { Id, readerOf, requireChannel, sceneOf, Viewer } from '../visit.ts';

/** How many messages are shown at first. */
export const firstMessages = 50;

const Wanted = Viewer.extend({
  channel: Id,
  limit: z.coerce.number().int().min(1).max(500).default(firstMessages),
});
const File = z.object({ person: Id });
const shown = /^image\/(png|jpeg|gif|webp)$/;

/** A channel's newest messages as HTML, and whether there are older ones. */
export async function readHistory(
  { people }: PageParts,
  scene: Scene,
  channelId: string,
  limit: number,
): Promise<{ readonly html: string; readonly older: boolean; readonly latest: string | null }> {
  const messages = await people.messages(scene.reader.person.id, channelId, { limit: limit + 1 });
  const newest = messages.slice(-limit);
  const drawn = await drawHistory(newest, scene);
  return {
    html: String(drawn),
    older: messages.length > newest.length,
    latest: newest.at(-1)?.message.id ?? null,
  };
}

/** What can be read: where things stand, the messages of a channel, a file. */
export function readingRoutes(parts: PageParts): Hono {
  const app = new Hono();
  app.get('/state', async (c) =>
    c.json(await startOf(parts, readerOf(c, parts, parsed(Viewer, c.req.query())))),
  );
  app.get('/messages', async (c) => {
    const wanted = parsed(Wanted, c.req.query());
    const reader = readerOf(c, parts, wanted);
    requireChannel(parts, reader, wanted.channel);
    return c.json(await readHistory(parts, sceneOf(parts, reader), wanted.channel, wanted.limit));
  });
  app.get('/files/:id', async (c) => {
    const { person } = parsed(File, c.req.query());
    const reader = readerOf(c, parts, { person, locale: 'en-US' });
    const file = await parts.people.file(person, parsed(Id, c.req.param('id')));
    if (file === null)
      throw new Fault(404, reader.speech.t('sandbox.error.unknownFile', { name: reader.person.name }));
    const inline = shown.test(file.type);
    return c.body(Uint8Array.from(file.bytes), 200, {
      'content-type': inline ? file.type : 'application/octet-stream',
      'content-disposition': inline ? 'inline' : 'attachment',
      'cache-control': 'private, max-age=3600',
    });
  });
  return app;
}
