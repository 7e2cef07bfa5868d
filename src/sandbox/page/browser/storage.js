/**
 * What this browser remembers. Without storage (a private window) nothing is remembered, and all works.
 *
 * @param {string} name
 * @returns {Record<string, string>}
 */
export function recall(name) {
  try {
    const kept = JSON.parse(localStorage.getItem(`sandbox.${name}`) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}

/** @param {string} name @param {Record<string, string>} kept */
export function remember(name, kept) {
  try {
    localStorage.setItem(`sandbox.${name}`, JSON.stringify(kept));
  } catch {
    // Nothing depends on it.
  }
}

/** Tells the server something that it draws the page by. @param {string} name @param {string} value */
export function setCookie(name, value) {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=strict`;
}
