import type { APIEmbed } from 'discord-api-types/v10';
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { drawAccent } from './components.ts';
import { drawText } from './markdown.ts';
import type { Scene } from './scene.ts';

/** A rich embed as older bots write it: its words only, without pictures from elsewhere. */
export function drawEmbed(embed: APIEmbed, scene: Scene): Html {
  const title = embed.title && embed.url ? `[${embed.title}](${embed.url})` : embed.title;
  return html`<div class="container embed">
    ${drawAccent(embed.color)}
    <div class="inside">
      ${embed.author ? html`<small>${embed.author.name}</small>` : ''}
      ${title ? html`<div class="embed-title">${drawText(title, scene)}</div>` : ''}
      ${embed.description ? drawText(embed.description, scene) : ''}
      ${embed.fields?.map(
        (field) =>
          html`<div class="embed-field">
            <div class="embed-title">${drawText(field.name, scene)}</div>
            ${drawText(field.value, scene)}
          </div>`,
      )}
      ${embed.footer ? html`<small>${embed.footer.text}</small>` : ''}
    </div>
  </div>`;
}
