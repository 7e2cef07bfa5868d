import { type Context, Hono } from 'hono';
import type { StoredUpload } from '../storage.ts';
import type { Env } from './env.ts';
import type { Parts } from './parts.ts';

/** Uploaded files, at the addresses that messages and forms name. Who knows the address may fetch the file. */
export function fileRoutes({ storage }: Parts): Hono<Env> {
  return new Hono<Env>()
    .get('/attachments/:channel/:file/:name', async (context) => {
      const { file: id } = context.req.param();
      return send(context, isId(id) ? await storage.file(id) : null);
    })
    .get('/ephemeral-attachments/:application/:file/:name', async (context) => {
      const { file: id } = context.req.param();
      return send(context, isId(id) ? await storage.upload(id) : null);
    });
}

function isId(text: string): boolean {
  return /^\d{17,19}$/.test(text);
}

function send(context: Context<Env>, file: Pick<StoredUpload, 'type' | 'bytes'> | null): Response {
  if (file === null) return context.text('This content is no longer available.', 404);
  // Uploads are never run as pages of this origin.
  context.header('Content-Type', file.type);
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('Content-Security-Policy', "sandbox; default-src 'none'");
  return context.body(Uint8Array.from(file.bytes));
}
