import { announce } from './announce.js';
import { around, byId, tell } from './dom.js';
import { SelectMenus } from './select-menu.js';
import { send, wordsFor } from './server.js';
import { word } from './start.js';

/** Buttons, selects, spoilers and "Dismiss" of the messages. */
export class Controls {
  /**
   * @param {() => string} channel the open one
   * @param {(result: import('./server.js').Result) => void} onResult
   * @param {(message: string) => void} onDismiss
   */
  constructor(channel, onResult, onDismiss) {
    this.channel = channel;
    this.onResult = onResult;
    this.onDismiss = onDismiss;
  }

  listen() {
    const messages = byId('messages', HTMLElement);
    messages.addEventListener('click', (event) => {
      const message = around(event, '[data-message]');
      if (message === null) return;
      const button = around(event, '[data-press]');
      if (button) void this.#press(message, button.dataset['press'] ?? '');
      if (around(event, '[data-dismiss]')) {
        this.onDismiss(message.dataset['message'] ?? '');
        byId('entry', HTMLElement).focus();
      }
      around(event, '.spoiler')?.classList.add('revealed');
    });
    messages.addEventListener('keydown', (event) => {
      const spoiler = around(event, '.spoiler');
      if (spoiler === null || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      spoiler.classList.add('revealed');
    });
    new SelectMenus((select, values) => {
      const message = select.closest('[data-message]');
      if (!(message instanceof HTMLElement)) return;
      if ('menu' in select.dataset) void this.#useOn(message, values[0] ?? '');
      else void this.#press(message, select.dataset['select'] ?? '', values);
    }).listen(messages);
  }

  /** @param {HTMLElement} message @param {string} customId @param {string[]} [values] */
  #press(message, customId, values) {
    return this.#send(message, 'press', {
      message: message.dataset['message'],
      customId,
      ...(values ? { values } : {}),
    });
  }

  /** Uses a command of the message's menu. @param {HTMLElement} message @param {string} name */
  #useOn(message, name) {
    return this.#send(message, 'command', {
      channel: this.channel(),
      name,
      options: {},
      target: message.dataset['message'],
    });
  }

  /** @param {HTMLElement} message @param {string} path @param {Record<string, unknown>} use */
  async #send(message, path, use) {
    if (message.getAttribute('aria-busy') === 'true') return;
    message.setAttribute('aria-busy', 'true');
    announce(word('sending'));
    const refusal = message.querySelector('.refusal');
    if (refusal instanceof HTMLElement) tell(refusal, '');
    try {
      /** @type {import('./server.js').Result} */
      const result = await send(path, use);
      if (result.kind === 'refused') refuse(message, result.reason);
      else this.onResult(result);
    } catch (error) {
      refuse(message, wordsFor(error));
    } finally {
      message.removeAttribute('aria-busy');
    }
  }
}

/** Says why below the message, which may have been drawn again meanwhile. @param {HTMLElement} message @param {string} words */
function refuse(message, words) {
  const now = document.getElementById(message.id) ?? message;
  const place = now.querySelector('.refusal');
  if (place instanceof HTMLElement) tell(place, words);
}
