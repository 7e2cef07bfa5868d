import { byId, make } from './dom.js';
import { word } from './start.js';

/** Says something to people who listen to the page. @param {string} words */
export function announce(words) {
  const status = byId('status', HTMLElement);
  // The same words twice in a row are said twice only when the text changes.
  status.textContent = status.textContent === words ? `${words}\u00A0` : words;
}

/** Takes the line above the entry away. */
export function clearNotice() {
  byId('notice', HTMLElement).hidden = true;
}

/**
 * Shows a line above the entry, and says it.
 *
 * @param {string} words
 * @param {{ label: string, run: () => void }} [action]
 */
export function notice(words, action) {
  const place = byId('notice', HTMLElement);
  const close = make('button', { type: 'button', class: 'plain', 'aria-label': word('closeNotice') }, '✕');
  close.addEventListener('click', () => {
    place.hidden = true;
    byId('entry', HTMLElement).focus();
  });
  place.replaceChildren(make('span', {}, words), close);
  place.hidden = false;
  if (action) {
    const button = make('button', { type: 'button', class: 'button secondary' }, action.label);
    button.addEventListener('click', () => {
      place.hidden = true;
      action.run();
    });
    close.before(button);
  }
  announce(words);
}
