import { byId } from './dom.js';

/** On a narrow screen the sidebar is a drawer: closed it is out of reach, open it holds the focus until it closes. */
export class Drawer {
  #sidebar = byId('sidebar', HTMLElement);
  #narrow = matchMedia('(max-width: 820px)');
  #open = false;
  #button;
  #backdrop;

  constructor() {
    this.#button = query('.open-drawer');
    this.#backdrop = query('.backdrop');
    this.#button.addEventListener('click', () => this.toggle(true));
    query('.close-drawer').addEventListener('click', () => this.toggle(false));
    this.#backdrop.addEventListener('click', () => this.toggle(false));
    this.#sidebar.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.toggle(false);
    });
    this.#narrow.addEventListener('change', () => this.#draw());
    this.#draw();
  }

  /** @param {boolean} open */
  toggle(open) {
    if (this.#open === open || !this.#narrow.matches) return;
    this.#open = open;
    this.#draw();
    if (open) this.#sidebar.querySelector('a')?.focus();
    else this.#button.focus();
  }

  #draw() {
    const shown = !this.#narrow.matches || this.#open;
    const over = this.#narrow.matches && this.#open;
    this.#sidebar.inert = !shown;
    this.#sidebar.classList.toggle('open', over);
    this.#backdrop.hidden = !over;
    byMain().inert = over;
    this.#button.setAttribute('aria-expanded', String(over));
  }
}

function byMain() {
  return query('main');
}

/** @param {string} selector */
function query(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new TypeError(`the page has no ${selector}`);
  return found;
}
