import { html, raw } from 'hono/html';
import type { Html } from './html.ts';
import type { PageParts } from './page-parts.ts';
import { drawAvatar } from './parts/avatar.ts';
import { drawClockBar } from './parts/clock-bar.ts';
import { drawEntry } from './parts/entry.ts';
import { drawFirstSteps } from './parts/first-steps.ts';
import { icon } from './parts/icon.ts';
import { channelIcon, channelWords, drawSidebar } from './parts/sidebar.ts';
import { localesOf, type Reader } from './reader.ts';
import type { ClockReading } from './routes/clock.ts';
import type { Start, StartChannel } from './start.ts';

/** Everything of the first paint. */
export interface FirstPaint {
  readonly start: Start;
  readonly serverName: string;
  /** The channel that is open; null when this person sees none. */
  readonly channel: StartChannel | null;
  readonly history: { readonly html: string; readonly older: boolean };
  readonly clock: ClockReading;
  /** Whether this browser has put the first steps away. */
  readonly stepsHidden: boolean;
}

/** In the order in which they build on each other. */
const styles = [
  'base',
  'sidebar',
  'channel',
  'clock',
  'first-steps',
  'messages',
  'text',
  'controls',
  'select',
  'entry',
  'form',
  'phone',
] as const;

/** The whole page: complete and readable before any script runs. */
export function drawPage(
  { start, serverName, channel, history, clock, stepsHidden }: FirstPaint,
  parts: PageParts,
  reader: Reader,
): Html {
  const { t } = reader.speech;
  const name = channelWords(channel);
  return html`<!doctype html>
    <html lang="${reader.speech.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="dark" />
        <title>${[name, serverName, t('sandbox.practice.title')].filter(Boolean).join(' · ')}</title>
        <link rel="icon" href="/sandbox/style/icon.svg" type="image/svg+xml" />
        ${styles.map((style) => html`<link rel="stylesheet" href="/sandbox/style/${style}.css" />`)}
        <script type="module" src="/sandbox/browser/main.js"></script>
      </head>
      <body data-start="${JSON.stringify(start)}" data-open-channel="${channel?.id ?? ''}">
        <a class="skip" href="#entry">${t('sandbox.skip')}</a>
        <p class="practice">
          <strong>${t('sandbox.practice.title')}.</strong> <span>${t('sandbox.practice.note')}</span>
          <span class="own-note">${parts.note}</span>
        </p>
        <div class="app">
          <div class="rail" aria-hidden="true">${drawAvatar('1', serverName)}</div>
          ${drawSidebar(
            {
              serverName,
              channels: start.channels,
              channel,
              people: parts.people.all,
              locales: localesOf(parts.languages),
            },
            reader,
          )}
          <div class="backdrop" hidden></div>
          <main>
            ${drawChannelBar(channel, reader)} ${drawClockBar(clock, reader)}
            ${drawFirstSteps(start.commands, parts.people.all, stepsHidden, reader)}
            <p class="offline" id="offline" role="status" ${start.botOnline ? 'hidden' : ''}>
              ${t('sandbox.page.botOffline')}
            </p>
            <noscript><p class="offline">${t('sandbox.page.noScript')}</p></noscript>
            <div
              class="history"
              id="history"
              tabindex="0"
              role="log"
              aria-live="polite"
              aria-relevant="additions text"
              aria-label="${t('sandbox.channels.messages', { channel: name })}"
            >
              <button type="button" class="button secondary" id="earlier" ${history.older ? '' : 'hidden'}>
                ${t('sandbox.channels.earlier')}
              </button>
              <p class="empty" id="empty" ${history.html.trim() === '' ? '' : 'hidden'}>
                ${channel?.forum ? t('sandbox.channels.forumNote') : t('sandbox.channels.empty', { channel: name })}
              </p>
              <ol id="messages">
                ${raw(history.html)}
              </ol>
            </div>
            <div class="notices" id="notices">
              <button type="button" class="button primary" id="new-below" hidden>
                ${t('sandbox.channels.newBelow')}
              </button>
              <div class="notice" id="notice" hidden></div>
            </div>
            ${drawEntry(name, channel?.forum === true, reader)}
          </main>
        </div>
        <dialog id="form" aria-labelledby="form-title"></dialog>
        <p class="sr-only" id="status" role="status"></p>
      </body>
    </html>`;
}

function drawChannelBar(channel: StartChannel | null, reader: Reader): Html {
  const { t } = reader.speech;
  return html`<header class="channel-bar">
    <button
      type="button"
      class="icon-button open-drawer"
      aria-label="${t('sandbox.channels.open')}"
      aria-expanded="false"
      aria-controls="sidebar"
    >
      ${icon('menu')}<span class="unread-dot" hidden></span>
    </button>
    <h1>${channelIcon(channel)}<span id="channel-name">${channel?.name ?? ''}</span></h1>
    <p class="topic" id="channel-topic">${channel?.topic ?? ''}</p>
    <p class="you">
      ${drawAvatar(reader.person.id, reader.person.name)}
      <span>${t('sandbox.people.now', { name: reader.person.name })}</span>
    </p>
    <button type="button" class="icon-button" id="steps-open" aria-label="${t('sandbox.steps.open')}" hidden>
      ${icon('help')}
    </button>
  </header>`;
}
