import { html } from 'hono/html';
import type { Person } from '../../person.ts';
import type { Html } from '../html.ts';
import type { Reader } from '../reader.ts';
import type { StartChannel } from '../start.ts';
import { drawAvatar } from './avatar.ts';
import { icon } from './icon.ts';

/** What the sidebar shows. */
export interface Sidebar {
  readonly serverName: string;
  readonly channels: readonly StartChannel[];
  /** The channel that is open; null when this person sees none. */
  readonly channel: StartChannel | null;
  readonly people: readonly Person[];
  readonly locales: readonly { readonly locale: string; readonly name: string }[];
}

/** Channels, people to be, and languages. Every entry is a link, so that it works before any script runs. */
export function drawSidebar(
  { serverName, channels, channel, people, locales }: Sidebar,
  reader: Reader,
): Html {
  const { t } = reader.speech;
  return html`<div class="sidebar" id="sidebar">
    <div class="server-name">
      <span>${serverName}</span>
      <button type="button" class="icon-button close-drawer" aria-label="${t('sandbox.channels.close')}">
        ${icon('close')}
      </button>
    </div>
    <nav aria-labelledby="channels-title">
      <h2 id="channels-title">${t('sandbox.channels.title')}</h2>
      <ul class="channels">
        ${channels.filter(({ direct }) => !direct).map((each) => drawChannel(each, each.id === channel?.id, reader))}
      </ul>
    </nav>
    ${drawDirect(channels, channel, reader)}
    <div class="sidebar-foot">
      <nav aria-labelledby="people-title">
        <h2 id="people-title">${t('sandbox.people.title')}</h2>
        <ul class="people">
          ${people.map((person) => drawPerson(person, channel, reader))}
        </ul>
      </nav>
      <nav aria-labelledby="language-title">
        <h2 id="language-title">${t('sandbox.language.title')}</h2>
        <ul class="languages">
          ${locales.map(
            ({ locale, name }) =>
              html`<li>
                <a
                  href="${addressOf({ person: reader.person.id, locale, channel: channel?.id })}"
                  lang="${locale}"
                  data-keep-channel
                  ${locale === reader.locale ? html`aria-current="true"` : ''}
                  >${name}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
    </div>
  </div>`;
}

/** How a channel is written: `#general`, or the name alone of whom one writes to directly. */
export function channelWords(channel: Pick<StartChannel, 'name' | 'direct'> | null): string {
  if (channel === null) return '';
  return channel.direct ? channel.name : `#${channel.name}`;
}

/** The mark before a channel's name. */
export function channelIcon(
  channel: Pick<StartChannel, 'private' | 'direct' | 'forum' | 'thread'> | null,
): Html {
  if (channel?.direct === true) return icon('chat');
  if (channel?.forum === true) return icon('forum');
  if (channel?.thread === true) return icon('thread');
  return icon(channel?.private === true ? 'lock' : 'hash');
}

/** The address of the page for a person, a language and a channel. */
export function addressOf(to: { person: string; locale: string; channel?: string | undefined }): string {
  const query = new URLSearchParams({ person: to.person, locale: to.locale });
  if (to.channel !== undefined) query.set('channel', to.channel);
  return `/?${query.toString()}`;
}

function drawChannel(channel: StartChannel, open: boolean, reader: Reader): Html {
  const { t } = reader.speech;
  return html`<li ${channel.thread ? html`class="thread"` : ''}>
    <a
      href="${addressOf({ person: reader.person.id, locale: reader.locale, channel: channel.id })}"
      data-channel="${channel.id}"
      ${open ? html`aria-current="page"` : ''}
    >
      ${channelIcon(channel)}
      <span class="channel-name">${channel.name}</span>
      ${channel.private && !channel.direct ? html`<span class="sr-only">(${t('sandbox.channels.private')})</span>` : ''}
      <small class="mark" ${channel.mark === '' ? 'hidden' : ''}>${channel.mark}</small>
      <span class="unread" hidden>${t('sandbox.channels.unread')}</span>
    </a>
  </li>`;
}

function drawDirect(channels: readonly StartChannel[], channel: StartChannel | null, reader: Reader): Html {
  const { t } = reader.speech;
  const direct = channels.filter((each) => each.direct);
  if (direct.length === 0) return html``;
  return html`<nav aria-labelledby="direct-title">
    <h2 id="direct-title">${t('sandbox.channels.direct')}</h2>
    <ul class="channels">
      ${direct.map((each) => drawChannel(each, each.id === channel?.id, reader))}
    </ul>
  </nav>`;
}

/** Whoever one becomes looks at the same channel, where they may see it. */
function drawPerson(person: Person, channel: StartChannel | null, reader: Reader): Html {
  const { t } = reader.speech;
  const role = t(`sandbox.people.${person.role}`);
  return html`<li>
    <a
      href="${addressOf({ person: person.id, locale: reader.locale, channel: channel?.id })}"
      data-person="${person.id}"
      ${person.id === reader.person.id ? html`aria-current="true"` : ''}
    >
      ${drawAvatar(person.id, person.name)}
      <span><strong>${person.name}</strong> <small>${role}</small></span>
    </a>
  </li>`;
}
