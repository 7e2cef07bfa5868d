import { byId } from './dom.js';

/**
 * Which control of which message has the focus.
 *
 * @param {HTMLElement} list
 */
export function focusIn(list) {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !list.contains(active)) return null;
  const message = active.closest('[data-message]');
  if (!(message instanceof HTMLElement)) return null;
  const controls = controlsOf(message);
  const index = controls.indexOf(active);
  return { active, key: message.dataset['key'] ?? '', does: doneBy(active), index, of: controls.length };
}

/**
 * Gives the focus back to the same control of a message that was drawn again, or to the one in its place. Where the
 * message shows something else, it goes to the first control of that.
 *
 * @param {HTMLElement} list
 * @param {ReturnType<typeof focusIn>} lost
 */
export function restoreFocus(list, lost) {
  if (lost === null || lost.active.isConnected) return;
  const message = list.querySelector(`[data-key="${CSS.escape(lost.key)}"]`);
  const controls = message ? controlsOf(message) : [];
  const same = controls.find((control) => lost.does !== undefined && doneBy(control) === lost.does);
  // What takes the message away is never in the place of something else.
  const stay = controls.filter((control) => !('dismiss' in control.dataset));
  const place = controls.length === lost.of ? stay[lost.index] : undefined;
  const near = place && isList(place) === isList(lost.active) ? place : stay[0];
  (same ?? near ?? byId('entry', HTMLElement)).focus({ preventScroll: true });
}

/** @param {Element} message */
function controlsOf(message) {
  return [...message.querySelectorAll('button, a')].filter((control) => control instanceof HTMLElement);
}

/** What the bot is told by a control: the id of its button, or of its list. @param {HTMLElement} control */
function doneBy(control) {
  const list = control.closest('[data-select]');
  return control.dataset['press'] ?? (list instanceof HTMLElement ? list.dataset['select'] : undefined);
}

/** @param {HTMLElement} control */
function isList(control) {
  return control.closest('[data-select]') !== null;
}
