import { Hono } from 'hono';
import type { Env } from './env.ts';
import type { Parts } from './parts.ts';

/** Uploaded files, at the addresses that messages name. Who knows the address may fetch the file. */
export function fileRoutes({ storage }: Parts): Hono<Env> {
  return new Hono<Env>().get('/attachments/:channel/:file/:name', async (context) => {
    const { file: id } = context.req.param();
    const file = /^\d{17,19}$/.test(id) ? await storage.file(id) : null;
    if (file === null) return context.text('This content is no longer available.', 404);
    // Uploads are never run as pages of this origin.
    context.header('Content-Type', file.type);
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Content-Security-Policy', "sandbox; default-src 'none'");
    return context.body(Uint8Array.from(file.bytes));
  });
}
