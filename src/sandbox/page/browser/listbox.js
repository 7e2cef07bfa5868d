import { make } from './dom.js';

/**
 * @typedef {{ label: string, detail?: string, note?: string, run: () => void }} Entry `run` when it is chosen
 */

/**
 * A list above an input, after the combobox pattern of the ARIA authoring practices: the focus stays in the
 * input, which points at the active entry.
 */
export class Listbox {
  /** @type {readonly Entry[]} */
  items = [];
  #active = -1;
  /** @type {HTMLInputElement | null} */
  #input = null;

  /** @param {{ popup: HTMLElement, list: HTMLElement, title: HTMLElement }} parts */
  constructor(parts) {
    this.parts = parts;
    parts.list.addEventListener('mousedown', (event) => event.preventDefault());
    parts.list.addEventListener('click', (event) => {
      const entry = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
      this.items[entry ? [...parts.list.children].indexOf(entry) : -1]?.run();
    });
  }

  get open() {
    return !this.parts.popup.hidden;
  }

  /** The entry that Enter takes. */
  get active() {
    return this.items[this.#active];
  }

  /**
   * Shows entries for an input. With none, the title alone is shown.
   *
   * @param {HTMLInputElement} input
   * @param {string} title
   * @param {readonly Entry[]} items
   * @param {boolean} [choose] whether the first entry is active at once
   */
  show(input, title, items, choose = true) {
    if (this.#input !== input) this.close();
    this.#input = input;
    this.items = items;
    this.parts.title.textContent = title;
    this.parts.list.replaceChildren(...items.map((item, index) => drawEntry(item, index)));
    this.parts.popup.hidden = false;
    input.setAttribute('aria-expanded', String(items.length > 0));
    this.#activate(choose && items.length > 0 ? 0 : -1);
  }

  close() {
    this.parts.popup.hidden = true;
    this.items = [];
    this.#active = -1;
    this.#input?.setAttribute('aria-expanded', 'false');
    this.#input?.removeAttribute('aria-activedescendant');
    this.#input = null;
  }

  /** Moves the active entry, around the ends. @param {number} by */
  move(by) {
    const count = this.items.length;
    if (count === 0) return;
    const from = this.#active === -1 && by < 0 ? 0 : this.#active;
    this.#activate((from + by + count) % count);
  }

  /**
   * What the keys mean while the list is open: arrows move, Enter and Tab choose, Escape closes.
   *
   * @param {KeyboardEvent} event
   * @returns {boolean} whether the key is used up
   */
  takes(event) {
    if (!this.open) return false;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Escape') this.close();
    else if ((event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) && this.active)
      this.active.run();
    else return false;
    return true;
  }

  /** @param {number} index */
  #activate(index) {
    this.#active = index;
    for (const [at, entry] of [...this.parts.list.children].entries()) {
      entry.setAttribute('aria-selected', String(at === index));
      if (at === index) {
        this.#input?.setAttribute('aria-activedescendant', entry.id);
        entry.scrollIntoView({ block: 'nearest' });
      }
    }
    if (index === -1) this.#input?.removeAttribute('aria-activedescendant');
  }
}

/** @param {Entry} item @param {number} index */
function drawEntry({ label, detail, note }, index) {
  const entry = make('li', { role: 'option', id: `popup-${index}`, 'aria-selected': 'false' });
  entry.append(make('span', { class: 'entry-label' }, label));
  if (note) entry.append(make('span', { class: 'entry-note' }, note));
  if (detail) entry.append(make('small', {}, detail));
  return entry;
}
