/**
 * @typedef {{ label: string, value: string | number | boolean }} Choice
 * @typedef {{ name: string, label: string, description: string, required: boolean,
 *   kind: 'text' | 'whole' | 'number' | 'pick' | 'suggest' | 'file', choices: Choice[] }} Option
 * @typedef {{ name: string, label: string, description: string, options: Option[] }} Command
 * @typedef {{ id: string, name: string, topic: string, private: boolean, direct: boolean, forum: boolean,
 *   thread: boolean, mark: string, latest: string | null }} Channel
 * @typedef {{ person: { id: string, name: string }, locale: string, zone: string, channels: Channel[],
 *   commands: Command[], botOnline: boolean, words: Record<string, string> }} Start
 */

/**
 * What the server wrote into the page. It is the same program's own JSON, so it is taken as it is.
 *
 * @type {Start}
 */
export const start = JSON.parse(document.body.dataset['start'] ?? '{}');

/** Takes over what changed on the server since the page was drawn. @param {Start} fresh */
export function refresh(fresh) {
  Object.assign(start, fresh);
}

/** How a channel is written: `#general`, or the name alone of whom one writes to directly. @param {string} id */
export function channelWords(id) {
  const channel = start.channels.find((each) => each.id === id);
  return channel?.direct ? channel.name : `#${channel?.name ?? ''}`;
}

/** The words of the page in the reader's language. @param {string} key @param {Record<string, string>} [filled] */
export function word(key, filled = {}) {
  return (start.words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => filled[name] ?? whole);
}

/**
 * A moment in the reader's language.
 *
 * @param {string | number} moment ISO 8601 or milliseconds
 * @param {string} [zone] the reader's own unless given
 */
export function wordMoment(moment, zone) {
  return new Intl.DateTimeFormat(start.locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(new Date(moment));
}
