import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { assets } from './assets.ts';
import { answerFault } from './fault.ts';
import { safeHeaders, sameOriginOnly, smallBodies } from './guard.ts';
import { drawPage } from './layout.ts';
import type { PageParts } from './page-parts.ts';
import { actingRoutes } from './routes/acting.ts';
import { clockRoutes, readClock } from './routes/clock.ts';
import { eventRoutes } from './routes/events.ts';
import { firstMessages, readHistory, readingRoutes } from './routes/reading.ts';
import { startOf } from './start.ts';
import { sceneOf, visitorOf } from './visit.ts';

/**
 * The sandbox's page: a server with channels, to be used as Discord is used. `/` is the page, everything below
 * `/sandbox/` is its own; nothing else is answered. The caller checks the Host header.
 */
export function createPage(parts: PageParts): Hono {
  const app = new Hono();
  const english = parts.languages.in('en');
  app.onError((error, c) => answerFault(error, c, parts.report ?? (() => {})));
  app.use('/', safeHeaders());
  app.use('/sandbox/*', safeHeaders(), sameOriginOnly(english.t('sandbox.error.crossSite')), smallBodies());
  app.route('/sandbox', assets());
  app.route('/sandbox', readingRoutes(parts));
  app.route('/sandbox', eventRoutes(parts));
  app.route('/sandbox', clockRoutes(parts));
  app.route('/sandbox', actingRoutes(parts));
  app.get('/', async (c) => {
    const reader = visitorOf(c, parts);
    const start = await startOf(parts, reader);
    const wanted = c.req.query('channel');
    const channel = start.channels.find(({ id }) => id === wanted) ?? start.channels[0] ?? null;
    const history =
      channel === null
        ? { html: '', older: false }
        : await readHistory(parts, sceneOf(parts, reader), channel.id, firstMessages);
    const { serverName } = parts.people.view(reader.person.id);
    const clock = await readClock(parts.clock);
    const stepsHidden = getCookie(c, 'sandbox_steps') === 'hidden';
    c.header('cache-control', 'no-store');
    return c.html(drawPage({ start, serverName, channel, history, clock, stepsHidden }, parts, reader));
  });
  return app;
}
