import { html, raw } from 'hono/html';
import type { Html } from '../html.ts';

const paths = {
  hash: '<path d="M9 3 7 21M17 3l-2 18M4 8.5h17M3 15.5h17"/>',
  lock: '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
  thread: '<path d="M6 3v7a4 4 0 0 0 4 4h9M15 10l4 4-4 4"/>',
  forum: '<path d="M3 4h13v8H9l-4 3v-3H3V4ZM19 9h2v7h-2v3l-4-3h-4"/>',
  menu: '<path d="M4 6h16M4 12h16M4 18h16"/>',
  close: '<path d="M6 6l12 12M18 6 6 18"/>',
  send: '<path d="M4 12 3 4l18 8-18 8 1-8Zm0 0h9"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
  next: '<path d="M5 5l8 7-8 7V5ZM18 5v14"/>',
  help: '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17h.01"/>',
  apps: '<path d="M5 5h5v5H5zM14 5h5v5h-5zM5 14h5v5H5zM14 14h5v5h-5z"/>',
  chat: '<path d="M4 5h16v11H9l-5 4V5Z"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4 20c1-4 4-6 8-6s7 2 8 6"/>',
} as const;

/** A small line drawing. It only ever accompanies words. */
export function icon(name: keyof typeof paths): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${raw(paths[name])}
  </svg>`;
}
