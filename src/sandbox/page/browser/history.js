import { byId, tell } from './dom.js';
import { focusIn, restoreFocus } from './focus.js';
import { itemsOf, MergedList } from './merge.js';
import { Scroll } from './scroll.js';
import { read } from './server.js';
import { channelWords, start, word } from './start.js';
import { recall, remember } from './storage.js';

const step = 50;

/** The messages of the open channel, as the server draws them. */
export class History {
  #channel;
  #limit = step;
  /** @type {Promise<void> | null} */
  #running = null;
  #again = false;
  /** The next new message is what the person waits for. */
  #awaited = false;
  #list = byId('messages', HTMLElement);
  #merged = new MergedList(this.#list);
  #earlier = byId('earlier', HTMLElement);
  #scroll = new Scroll();

  /**
   * @param {string} channel
   * @param {{ read: (channel: string, latest: string | null) => void, failed: (error: unknown) => void }} outside
   */
  constructor(channel, outside) {
    this.#channel = channel;
    this.outside = outside;
    this.#hideDismissed();
    this.toEnd();
    this.#earlier.addEventListener('click', () => {
      this.#limit += step;
      void this.update();
    });
  }

  get channel() {
    return this.#channel;
  }

  /** Shows another channel. @param {string} channel */
  async open(channel) {
    this.#channel = channel;
    this.#limit = step;
    this.#merged.clear();
    await this.update();
    this.toEnd();
  }

  /** Fetches what is there now. Called while it is fetching, it fetches once more. @returns {Promise<void>} */
  update() {
    this.#again = true;
    this.#running ??= this.#fetch()
      .catch((error) => this.outside.failed(error))
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  toEnd() {
    this.#scroll.toEnd();
  }

  /** Goes to what comes next, wherever the reader is. */
  await() {
    this.#awaited = true;
  }

  /** Hides a private answer for good. @param {string} message */
  dismiss(message) {
    remember('dismissed', { ...recall('dismissed'), [message]: '' });
    this.#hideDismissed();
  }

  async #fetch() {
    while (this.#again) {
      this.#again = false;
      const channel = this.#channel;
      const answer = await read('messages', { channel, limit: String(this.#limit) });
      if (channel !== this.#channel) this.#again = true;
      else this.#show(answer);
    }
  }

  /** @param {{ html: string, older: boolean, latest: string | null }} answer */
  #show({ html, older, latest }) {
    const { follows } = this.#scroll;
    const focused = focusIn(this.#list);
    const arrived = this.#merged.merge(html);
    this.#hideDismissed();
    restoreFocus(this.#list, focused);
    this.#earlier.hidden = !older;
    const channel = start.channels.find(({ id }) => id === this.#channel);
    const nothing = channel?.forum
      ? word('forumNote')
      : word('empty', { channel: channelWords(this.#channel) });
    tell(byId('empty', HTMLElement), latest === null ? nothing : '');
    if (follows || (arrived && (this.#awaited || arrived.classList.contains('private')))) this.toEnd();
    else if (arrived) this.#scroll.offerEnd();
    if (arrived) this.#awaited = false;
    this.outside.read(this.#channel, latest);
  }

  #hideDismissed() {
    const dismissed = recall('dismissed');
    for (const item of itemsOf(this.#list)) {
      if ((item.dataset['message'] ?? '') in dismissed) item.hidden = true;
    }
  }
}
