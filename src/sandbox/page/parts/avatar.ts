import { html } from 'hono/html';
import type { Html } from '../html.ts';

const colours = 6;

/** A round mark with the first letter of a name. Its colour follows from the id, and carries no meaning. */
export function drawAvatar(id: string, name: string): Html {
  const colour = Number(id.slice(-4)) % colours;
  const letter = Array.from(name)[0]?.toLocaleUpperCase() ?? '?';
  return html`<span class="avatar avatar-${colour}" aria-hidden="true">${letter}</span>`;
}
