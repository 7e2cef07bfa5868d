import { announce } from './announce.js';
import { byId, tell } from './dom.js';
import { read, send, wordsFor } from './server.js';
import { word, wordMoment } from './start.js';

/**
 * @typedef {{ now: string, real: boolean, next: string | null }} Reading
 * @typedef {{ channel: string, message: string }} Post
 * @typedef {Reading & { arrived: boolean, posts: Post[] }} Arrival
 */

/** The campaign clock: it shows the time, and everything that moves it is here. */
export class Clock {
  #bar = byId('clock', HTMLElement);
  #refusal = byId('clock-refusal', HTMLElement);
  #next = byId('next-post', HTMLButtonElement);
  #more = byId('clock-more', HTMLDetailsElement);
  #moving = false;
  #updating = false;
  #again = false;
  /** @type {Reading} */
  #reading;
  #readAt = performance.now();

  /** @param {(arrival: Arrival, wanted: 'next-post' | 'time') => void} onArrival */
  constructor(onArrival) {
    this.onArrival = onArrival;
    const { now = '', next = '', real } = this.#bar.dataset;
    this.#reading = { now, next: next === '' ? null : next, real: real === 'true' };
    this.#next.addEventListener('click', () => void this.nextPost());
    this.#bar.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('[data-later]') : null;
      if (button instanceof HTMLElement)
        void this.#move({ to: 'later', hours: Number(button.dataset['later']) });
    });
    byId('clock-real', HTMLElement).addEventListener('click', () => void this.#move({ to: 'real-time' }));
    byId('clock-moment', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      if (event.target instanceof HTMLFormElement) this.#toMoment(new FormData(event.target).get('at'));
    });
    this.#more.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      this.#more.open = false;
      this.#more.querySelector('summary')?.focus();
    });
    document.addEventListener('pointerdown', (event) => {
      if (event.target instanceof Node && !this.#more.contains(event.target)) this.#more.open = false;
    });
    setInterval(() => this.#draw(), 1_000);
    this.#draw();
  }

  /** Fetches the time and the next post again. What is asked for while it fetches is one more fetch, not many. */
  async update() {
    this.#again = true;
    if (this.#updating || this.#moving) return;
    this.#updating = true;
    try {
      while (this.#again) {
        this.#again = false;
        const reading = await read('clock');
        if (!this.#moving) this.#take(reading);
      }
    } catch {
      // The stream of changes tells when the server is away, and asks again when it is back.
    } finally {
      this.#updating = false;
    }
  }

  /** The clock shows another time. @param {string} now */
  shows(now) {
    this.#take({ ...this.#reading, now });
  }

  /** Moves to the next post and waits until it is out. */
  async nextPost() {
    await this.#move({ to: 'next-post' }, this.#reading.next ?? undefined);
  }

  /** @param {FormDataEntryValue | null} typed */
  #toMoment(typed) {
    const moment = new Date(typeof typed === 'string' ? typed : '');
    if (Number.isNaN(moment.getTime())) tell(this.#refusal, word('needed'));
    else void this.#move({ to: 'moment', at: moment.toISOString() }, moment.toISOString());
  }

  /** @param {{ to: string, hours?: number, at?: string }} move @param {string} [target] */
  async #move(move, target) {
    if (this.#moving) return;
    this.#setMoving(true);
    tell(this.#refusal, '');
    const words = target === undefined ? word('moving') : word('movingTo', { time: wordMoment(target) });
    announce(words);
    byId('next-due', HTMLElement).textContent = words;
    try {
      /** @type {Arrival} */
      const arrival = await send('clock', { move });
      this.#take(arrival);
      this.onArrival(arrival, move.to === 'next-post' ? 'next-post' : 'time');
    } catch (error) {
      tell(this.#refusal, wordsFor(error));
    } finally {
      this.#setMoving(false);
    }
  }

  /** @param {Reading} reading */
  #take({ now, real, next }) {
    this.#reading = { now, real, next };
    this.#readAt = performance.now();
    this.#draw();
  }

  /** @param {boolean} moving */
  #setMoving(moving) {
    this.#moving = moving;
    this.#bar.setAttribute('aria-busy', String(moving));
    // Not `disabled`: that would take the focus away from who presses it again and again.
    for (const button of this.#bar.querySelectorAll('button'))
      button.setAttribute('aria-disabled', String(moving));
    this.#draw();
  }

  #draw() {
    const now = Date.parse(this.#reading.now) + performance.now() - this.#readAt;
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    show('clock-utc', `${wordMoment(now, 'UTC')} UTC`);
    show('clock-here', here === 'UTC' ? '' : word('here', { time: wordMoment(now) }));
    show('clock-state', word(this.#reading.real ? 'real' : 'moved'));
    this.#bar.dataset['real'] = String(this.#reading.real);
    const back = byId('clock-real', HTMLElement);
    if (this.#reading.real && document.activeElement === back) this.#next.focus();
    back.hidden = this.#reading.real;
    if (this.#moving) return;
    const { next } = this.#reading;
    show('next-due', next === null ? word('none') : word('due', { time: wordMoment(next) }));
  }
}

/** @param {string} id @param {string} words */
function show(id, words) {
  const element = byId(id, HTMLElement);
  if (element.textContent !== words) element.textContent = words;
}
