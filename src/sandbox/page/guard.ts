import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Fault } from './fault.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The headers that keep everything foreign out of the page, and the page out of foreign frames. */
export function safeHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    c.header('content-security-policy', policy);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'no-referrer');
    c.header('cross-origin-resource-policy', 'same-origin');
    c.header('cross-origin-opener-policy', 'same-origin');
  };
}

/**
 * Refuses what another site asks for, also one on another port of this machine. A browser says so by
 * Sec-Fetch-Site or Origin; programs send neither.
 */
export function sameOriginOnly(words: string): MiddlewareHandler {
  return async (c, next) => {
    const site = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    const foreignOrigin = origin !== undefined && hostOf(origin) !== c.req.header('host');
    if (foreignSite || foreignOrigin) throw new Fault(403, words);
    await next();
  };
}

/** Null for `Origin: null` and for whatever else is no address. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** Refuses bodies over 64 KiB, far more than what is typed into any form of Discord's; with files, over 12 MiB. */
export function smallBodies(): MiddlewareHandler {
  const typed = limit(64, '64 KiB');
  const withFiles = limit(12 * 1_024, '12 MiB');
  return async (c, next) => {
    const files = c.req.path.endsWith('/submit') && carriesFiles(c.req.header('content-type'));
    return await (files ? withFiles : typed)(c, next);
  };
}

function limit(kibibytes: number, name: string): MiddlewareHandler {
  return bodyLimit({
    maxSize: kibibytes * 1_024,
    onError: () => {
      throw new Fault(413, `The body is larger than ${name}.`);
    },
  });
}

/** Whether a body is a form with files. */
export function carriesFiles(contentType: string | undefined): boolean {
  return contentType?.startsWith('multipart/form-data') === true;
}
