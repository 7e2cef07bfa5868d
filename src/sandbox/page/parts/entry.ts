import { html } from 'hono/html';
import type { Html } from '../html.ts';
import type { Reader } from '../reader.ts';
import { icon } from './icon.ts';

/** Where messages and commands are typed. `#entry-popup` holds the commands, choices and suggestions. */
export function drawEntry(channel: string, forum: boolean, reader: Reader): Html {
  const { t } = reader.speech;
  const title = forum ? t('sandbox.entry.forum') : t('sandbox.entry.title', { channel });
  return html`<form class="entry" id="entry-form" autocomplete="off" novalidate>
    <p class="entry-error" id="entry-error" role="alert" hidden></p>
    <div class="popup" id="entry-popup" hidden>
      <p class="popup-title" id="popup-title"></p>
      <ul id="popup-list" role="listbox" aria-labelledby="popup-title"></ul>
      <p class="popup-keys" aria-hidden="true">${t('sandbox.entry.keysList')}</p>
    </div>
    <div class="option-hint" id="option-hint" hidden></div>
    <div class="entry-box">
      <div class="command-entry" id="command-entry" role="group" hidden></div>
      <input
        id="entry"
        type="text"
        role="combobox"
        aria-label="${t('sandbox.entry.label')}"
        aria-autocomplete="list"
        aria-expanded="false"
        aria-controls="popup-list"
        placeholder="${title}"
        maxlength="2000"
        enterkeyhint="send"
      />
      <button type="submit" class="icon-button send" aria-label="${t('sandbox.entry.send')}">
        ${icon('send')}
      </button>
    </div>
  </form>`;
}
