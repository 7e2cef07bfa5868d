import { start, word } from './start.js';

/** An error whose message is meant for the person. */
export class Refusal extends Error {}

/**
 * @typedef {{ kind: 'answered' } | { kind: 'refused', reason: string }
 *   | { kind: 'form', form: string, html: string }} Result
 */

/** Reads from the page's server. @param {string} path @param {Record<string, string>} [query] @returns {Promise<any>} */
export function read(path, query = {}) {
  return ask(`/sandbox/${path}?${new URLSearchParams({ ...viewer(), ...query })}`, {});
}

/**
 * Sends to the page's server.
 *
 * @param {string} path
 * @param {Record<string, unknown>} body
 * @param {AbortSignal} [signal] gives up waiting
 * @returns {Promise<any>} its answer, in the shape that the path's route gives
 * @throws {Refusal} in words for the person
 */
export function send(path, body, signal) {
  return ask(`/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...viewer(), ...body }),
    ...(signal ? { signal } : {}),
  });
}

/**
 * Sends a form that was filled in, with the files that were added to it.
 *
 * @param {Record<string, unknown>} filled
 * @param {(readonly [field: string, file: File])[]} files
 * @returns {Promise<any>}
 * @throws {Refusal} in words for the person
 */
export function submit(filled, files) {
  if (files.length === 0) return send('submit', filled);
  const body = new FormData();
  body.set('body', JSON.stringify({ ...viewer(), ...filled }));
  for (const [field, file] of files) body.append(field, file);
  return ask('/sandbox/submit', { method: 'POST', body });
}

/** Who asks, and in which language. */
export function viewer() {
  return { person: start.person.id, locale: start.locale };
}

/** @param {string} address @param {RequestInit} init */
async function ask(address, init) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Refusal(word('unreachable'));
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new Refusal(response.status >= 500 ? word('failed') : (answer.error ?? word('failed')));
}

/** The words for any error. @param {unknown} error */
export function wordsFor(error) {
  return error instanceof Refusal ? error.message : word('failed');
}
