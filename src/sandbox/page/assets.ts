import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Hono } from 'hono';

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** The page's scripts and styles, read once: what a browser may have is exactly what lies in these folders. */
export function assets(folders: readonly string[] = ['browser', 'style']): Hono {
  const app = new Hono();
  for (const folder of folders) {
    const place = new URL(`${folder}/`, import.meta.url);
    for (const name of readdirSync(place)) {
      const type = types[name.split('.').at(-1) ?? ''];
      if (type === undefined) continue;
      const body = readFileSync(new URL(name, place), 'utf8');
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`;
      app.get(`/${folder}/${name}`, (c) => {
        c.header('etag', etag);
        c.header('cache-control', 'no-cache');
        if (c.req.header('if-none-match') === etag) return c.body(null, 304);
        return c.body(body, 200, { 'content-type': type });
      });
    }
  }
  return app;
}
