import { byId } from './dom.js';
import { itemsOf } from './merge.js';

const near = 80;

/** Where the reader is among the messages: whoever is at the newest stays there, whoever looks back is left alone. */
export class Scroll {
  #box = byId('history', HTMLElement);
  #list = byId('messages', HTMLElement);
  #below = byId('new-below', HTMLElement);
  #follows = true;
  #at = 0;
  /** Where the newest message begins, when it is too tall to be seen whole and the reader was put there. */
  #begin = -1;

  constructor() {
    this.#below.addEventListener('click', () => this.toEnd());
    this.#box.addEventListener('scroll', () => {
      if (this.follows) this.#below.hidden = true;
    });
    // What appears around the messages, and a picture that loads, must not push the newest out of sight.
    const resized = new ResizeObserver(() => {
      if (this.#follows) this.toEnd();
    });
    resized.observe(this.#box);
    resized.observe(this.#list);
  }

  /** Whether the newest message is in sight, and is to stay so. Only the reader's own scrolling changes it. */
  get follows() {
    const { scrollTop, scrollHeight, clientHeight } = this.#box;
    if (scrollTop !== this.#at) {
      this.#at = scrollTop;
      this.#follows = scrollTop === this.#begin || scrollHeight - scrollTop - clientHeight < near;
    }
    return this.#follows;
  }

  /** Goes to the newest message: to its beginning when it is taller than the screen. */
  toEnd() {
    const newest = itemsOf(this.#list).findLast((item) => !item.hidden);
    const tall = newest !== undefined && newest.offsetHeight > this.#box.clientHeight;
    this.#box.scrollTop = tall ? newest.offsetTop - this.#box.offsetTop : this.#box.scrollHeight;
    this.#at = this.#box.scrollTop;
    this.#begin = tall ? this.#at : -1;
    this.#follows = true;
    this.#below.hidden = true;
  }

  /** Offers the way down to someone who looks back. */
  offerEnd() {
    this.#below.hidden = false;
  }
}
