import { around, byId, tell } from './dom.js';
import { read } from './server.js';
import { channelWords, refresh, start, word } from './start.js';
import { recall, remember } from './storage.js';

/** The list of channels: which one is open, and where something new stands. */
export class Channels {
  #list = byId('sidebar', HTMLElement);
  #open;

  /** @param {string} open @param {(channel: string) => void} onOpen */
  constructor(open, onOpen) {
    this.#open = open;
    this.onOpen = onOpen;
    this.#list.addEventListener('click', (event) => {
      const link = around(event, 'a[data-channel]');
      const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
      if (link === null || !plain) return;
      event.preventDefault();
      this.open(link.dataset['channel'] ?? '');
    });
    window.addEventListener('popstate', () => {
      const wanted = new URLSearchParams(location.search).get('channel') ?? start.channels[0]?.id;
      if (wanted) this.#show(wanted);
    });
    this.draw();
  }

  get current() {
    return start.channels.find(({ id }) => id === this.#open);
  }

  /** Opens a channel, as a step that the browser's back button takes back. @param {string} channel */
  open(channel) {
    const address = new URL(location.href);
    address.searchParams.set('person', start.person.id);
    address.searchParams.set('locale', start.locale);
    address.searchParams.set('channel', channel);
    if (channel !== this.#open) history.pushState(null, '', address);
    this.#show(channel);
  }

  /** Everything up to this message has been seen. @param {string} channel @param {string | null} latest */
  read(channel, latest) {
    const known = start.channels.find(({ id }) => id === channel);
    if (known) known.latest = latest;
    remember(this.#key(), { ...recall(this.#key()), [channel]: latest ?? '' });
    this.draw();
  }

  /** Something new arrived. @param {string} channel @param {string} message */
  arrived(channel, message) {
    const known = start.channels.find(({ id }) => id === channel);
    if (!known) return;
    if (known.latest === null || BigInt(message) > BigInt(known.latest)) known.latest = message;
    this.draw();
  }

  /** Fetches channels and commands again: a new channel reloads the page, which is how links appear. */
  async refresh() {
    const before = listed();
    try {
      refresh(await read('state'));
    } catch {
      // The stream of changes tells when the server is away, and asks again when it is back.
      return;
    }
    if (listed() !== before) location.reload();
    byId('offline', HTMLElement).hidden = start.botOnline;
    this.draw();
  }

  draw() {
    byId('channel-topic', HTMLElement).textContent = this.current?.topic ?? '';
    const seen = recall(this.#key());
    let elsewhere = false;
    for (const link of this.#list.querySelectorAll('a[data-channel]')) {
      const channel = start.channels.find(({ id }) => id === link.getAttribute('data-channel'));
      if (!channel) continue;
      const open = channel.id === this.#open;
      const unread = !open && channel.latest !== null && seen[channel.id] !== channel.latest;
      elsewhere ||= unread;
      link.toggleAttribute('data-unread', unread);
      if (open) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
      const mark = link.querySelector('.unread');
      if (mark instanceof HTMLElement) mark.hidden = !unread;
      tell(/** @type {HTMLElement} */ (link.querySelector('.mark')), channel.mark);
    }
    for (const dot of document.querySelectorAll('.unread-dot')) {
      if (dot instanceof HTMLElement) dot.hidden = !elsewhere;
    }
  }

  /** @param {string} id */
  #show(id) {
    this.#open = id;
    const channel = this.current;
    if (!channel) return;
    const name = channelWords(id);
    byId('channel-name', HTMLElement).textContent = channel.name;
    const mark = this.#list.querySelector(`a[data-channel="${CSS.escape(id)}"] .icon`);
    if (mark) document.querySelector('h1 .icon')?.replaceWith(mark.cloneNode(true));
    byId('history', HTMLElement).setAttribute('aria-label', word('messages', { channel: name }));
    const placeholder = channel.forum ? word('writeForum') : word('write', { channel: name });
    byId('entry', HTMLInputElement).placeholder = placeholder;
    document.title = [name, ...document.title.split(' · ').slice(1)].join(' · ');
    this.#keepInLinks(id);
    this.draw();
    this.onOpen(id);
  }

  /** Another person or language opens the same channel. @param {string} id */
  #keepInLinks(id) {
    for (const link of document.querySelectorAll('a[href^="/?"]:not([data-channel])')) {
      if (!(link instanceof HTMLAnchorElement)) continue;
      const address = new URL(link.href);
      address.searchParams.set('channel', id);
      link.href = address.pathname + address.search;
    }
  }

  #key() {
    return `read.${start.person.id}`;
  }
}

/** What the sidebar was drawn from. */
function listed() {
  return JSON.stringify(start.channels.map(({ id, name }) => [id, name]));
}
