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
  const index = controlsOf(message).indexOf(active);
  return { active, key: message.dataset['key'] ?? '', press: active.dataset['press'], index };
}

/**
 * Gives the focus back to the same control of a message that was drawn again, or to the one in its place.
 *
 * @param {HTMLElement} list
 * @param {ReturnType<typeof focusIn>} lost
 */
export function restoreFocus(list, lost) {
  if (lost === null || lost.active.isConnected) return;
  const message = list.querySelector(`[data-key="${CSS.escape(lost.key)}"]`);
  const controls = message ? controlsOf(message) : [];
  const same = controls.find(
    (control) => lost.press !== undefined && control.dataset['press'] === lost.press,
  );
  // What takes the message away is never in the place of something else.
  const stay = controls.filter((control) => !('dismiss' in control.dataset));
  const near = stay[Math.min(lost.index, stay.length - 1)];
  (same ?? near ?? byId('entry', HTMLElement)).focus({ preventScroll: true });
}

/** @param {Element} message */
function controlsOf(message) {
  return [...message.querySelectorAll('button, a')].filter((control) => control instanceof HTMLElement);
}
