import { viewer } from './server.js';

const pause = 2_000;

/**
 * Hears of changes, for as long as the page is open. After a break everything is fetched again, so nothing that
 * was said meanwhile is missed.
 *
 * @param {{ opened: () => void, lost: () => void, message: (ids: { channel: string, message: string }) => void,
 *   deleted: (ids: { channel: string }) => void, server: () => void, clock: (time: { now: string }) => void }} hear
 */
export function listen(hear) {
  const source = new EventSource(`/sandbox/events?${new URLSearchParams(viewer())}`);
  source.addEventListener('open', () => hear.opened());
  source.addEventListener('error', () => {
    hear.lost();
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(hear), pause);
  });
  source.addEventListener('message', (event) => hear.message(JSON.parse(event.data)));
  source.addEventListener('deleted', (event) => hear.deleted(JSON.parse(event.data)));
  source.addEventListener('clock', (event) => hear.clock(JSON.parse(event.data)));
  source.addEventListener('server', () => hear.server());
  window.addEventListener('pagehide', () => source.close(), { once: true });
}
