import { type APIMessage, InteractionType } from 'discord-api-types/v10';
import { html } from 'hono/html';
import { Temporal } from 'temporal-polyfill';
import type { SeenMessage } from '../../person.ts';
import type { Html } from '../html.ts';
import { drawAvatar } from '../parts/avatar.ts';
import { icon } from '../parts/icon.ts';
import { drawComponents } from './components.ts';
import { drawEmbed } from './embed.ts';
import { drawText } from './markdown.ts';
import { drawAttachments } from './media.ts';
import { wordMoment, wordPosted } from './moment.ts';
import type { Scene } from './scene.ts';

const componentsV2 = 1 << 15;

/**
 * One message as Discord shows it.
 *
 * @param follows whether it stands below another one of the same author, and so needs no name of its own
 */
export function drawMessage(seen: SeenMessage, follows: boolean, scene: Scene): Html {
  const { message } = seen;
  const { speech } = scene.reader;
  const kind = ['message', follows ? 'follows' : 'starts', seen.private ? 'private' : ''].join(' ').trim();
  return html`<li class="${kind}" data-key="m${message.id}" data-message="${message.id}" id="m${message.id}">
    ${follows ? '' : drawHead(message, scene)}
    <div class="body">
      ${
        seen.thinking
          ? html`<p class="thinking">
              <span class="dots" aria-hidden="true"></span
              >${speech.t('sandbox.message.thinking', { name: authorName(message) })}
            </p>`
          : drawBody(message, scene)
      }
      ${message.edited_timestamp == null || seen.thinking ? '' : drawEdited(message.edited_timestamp, scene)}
      <p class="refusal" role="alert" hidden></p>
      ${seen.private ? drawPrivateNote(scene) : ''}
    </div>
    ${seen.private || seen.thinking ? '' : drawMenu(scene)}
  </li>`;
}

/** The name that an author goes by. */
export function authorName(message: APIMessage): string {
  return message.author.global_name ?? message.author.username;
}

function drawBody(message: APIMessage, scene: Scene): Html {
  const components = drawComponents(message.components ?? [], message.attachments, scene);
  if (((message.flags ?? 0) & componentsV2) !== 0) return components;
  return html`${message.content === '' ? '' : drawText(message.content, scene)}
  ${drawAttachments(message.attachments, scene)} ${message.embeds.map((embed) => drawEmbed(embed, scene))}
  ${components}`;
}

function drawHead(message: APIMessage, scene: Scene): Html {
  const name = authorName(message);
  const posted = Temporal.Instant.from(message.timestamp);
  return html`${drawUse(message, scene)} ${drawAvatar(message.author.id, name)}
    <div class="head">
      <span class="author">${name}</span>
      ${message.author.bot === true ? html`<span class="tag">${scene.reader.speech.t('sandbox.message.app')}</span>` : ''}
      <time datetime="${message.timestamp}" title="${wordMoment(posted, 'F', scene.reader)}"
        >${wordPosted(posted, scene.now, scene.reader)}</time
      >
    </div>`;
}

/** "Ana used /casualties", above the answer to a command. */
function drawUse(message: APIMessage, scene: Scene): Html {
  const used = commandOf(message);
  if (used === null) return html``;
  const { speech } = scene.reader;
  // What stands in the menu of a message has a name in each language, and no slash.
  const menu = scene.menus.find(({ name }) => name === used.command);
  return html`<p class="use">
    ${drawAvatar(used.userId, used.name)} <strong>${used.name}</strong> ${speech.t('sandbox.message.used')}
    <span class="command">${menu?.label ?? `/${used.command}`}</span>
  </p>`;
}

function commandOf(message: APIMessage): { userId: string; name: string; command: string } | null {
  const metadata = message.interaction_metadata;
  if (metadata?.type !== InteractionType.ApplicationCommand) return null;
  // Discord sends the command's name in both places, and documents it in the older one only.
  const named = 'name' in metadata && typeof metadata.name === 'string' ? metadata.name : undefined;
  const command = named ?? message.interaction?.name;
  if (command === undefined) return null;
  return { userId: metadata.user.id, name: metadata.user.global_name ?? metadata.user.username, command };
}

function drawEdited(at: string, scene: Scene): Html {
  const moment = wordMoment(Temporal.Instant.from(at), 'F', scene.reader);
  return html`<small class="edited" title="${moment}"
    >${scene.reader.speech.t('sandbox.message.edited')}</small
  >`;
}

/** The menu of what apps can do with a message, as a list that opens. */
function drawMenu({ menus, reader }: Scene): Html {
  if (menus.length === 0) return html``;
  const label = reader.speech.t('sandbox.message.apps');
  return html`<div class="select message-menu" data-menu data-max="1" data-min="1">
    <button
      type="button"
      class="select-button"
      aria-haspopup="listbox"
      aria-expanded="false"
      aria-label="${label}"
    >
      ${icon('apps')}
    </button>
    <ul role="listbox" tabindex="-1" hidden aria-label="${label}">
      ${menus.map((menu) => html`<li role="option" aria-selected="false" data-value="${menu.name}">${menu.label}</li>`)}
    </ul>
  </div>`;
}

function drawPrivateNote(scene: Scene): Html {
  const { speech } = scene.reader;
  return html`<p class="private-note">
    <span class="eye" aria-hidden="true"></span>${speech.t('sandbox.message.onlyYou')}
    <button type="button" class="plain" data-dismiss>${speech.t('sandbox.message.dismiss')}</button>
  </p>`;
}
