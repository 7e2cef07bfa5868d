import { around } from './dom.js';

/** The selects of messages: a button that opens a list, which takes the focus until something is chosen. */
export class SelectMenus {
  /** @type {HTMLElement | null} */
  #open = null;

  /** @param {(select: HTMLElement, values: string[]) => void} onChoose */
  constructor(onChoose) {
    this.onChoose = onChoose;
  }

  /** @param {HTMLElement} root what the selects are in */
  listen(root) {
    root.addEventListener('click', (event) => {
      const select = around(event, '.select');
      const entry = around(event, '[role="option"]');
      if (select && entry) this.#choose(select, entry);
      else if (select && around(event, '.select-button')) this.#toggle(select);
    });
    root.addEventListener('keydown', (event) => {
      const list = around(event, '[role="listbox"]');
      if (list && this.#open) this.#key(event, this.#open, list);
    });
    document.addEventListener('focusin', (event) => {
      if (this.#open && event.target instanceof Node && !this.#open.contains(event.target))
        this.#close(false);
    });
    document.addEventListener('pointerdown', (event) => {
      if (this.#open && event.target instanceof Node && !this.#open.contains(event.target))
        this.#close(false);
    });
  }

  /** @param {HTMLElement} select */
  #toggle(select) {
    const again = this.#open === select;
    if (this.#open) this.#close(again);
    if (again) return;
    const { button, list, entries } = partsOf(select);
    this.#open = select;
    list.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    list.focus();
    activate(list, entries.find((entry) => entry.getAttribute('aria-selected') === 'true') ?? entries[0]);
    list.scrollIntoView({ block: 'nearest' });
  }

  /** Closing a list in which several can be chosen is what sends them. @param {boolean} focus */
  #close(focus) {
    const select = this.#open;
    if (!select) return;
    this.#open = null;
    const { button, list } = partsOf(select);
    list.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    if (focus) button.focus();
    if (!('changed' in select.dataset)) return;
    delete select.dataset['changed'];
    const values = valuesOf(select);
    if ('menu' in select.dataset)
      for (const entry of partsOf(select).entries) entry.setAttribute('aria-selected', 'false');
    if (values.length >= Number(select.dataset['min'])) this.onChoose(select, values);
  }

  /** @param {HTMLElement} select @param {HTMLElement} entry */
  #choose(select, entry) {
    const most = Number(select.dataset['max']);
    const { entries } = partsOf(select);
    const was = entry.getAttribute('aria-selected') === 'true';
    // What may be left empty is emptied by choosing it again.
    const cleared = was && select.dataset['min'] === '0';
    if (most === 1)
      for (const each of entries) each.setAttribute('aria-selected', String(each === entry && !cleared));
    else if (was || valuesOf(select).length < most) entry.setAttribute('aria-selected', String(!was));
    select.dataset['changed'] = '';
    if (most === 1) this.#close(true);
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} select @param {HTMLElement} list */
  #key(event, select, list) {
    const { entries } = partsOf(select);
    const active = entries.findIndex((entry) => entry.id === list.getAttribute('aria-activedescendant'));
    const targets = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: entries.length - 1 };
    const entry = entries[active];
    if (event.key in targets) {
      const to = targets[/** @type {keyof typeof targets} */ (event.key)];
      activate(list, entries[Math.max(0, Math.min(to, entries.length - 1))]);
    } else if ((event.key === 'Enter' || event.key === ' ') && entry) this.#choose(select, entry);
    else if (event.key === 'Escape') this.#close(true);
    else if (event.key.length === 1) {
      activate(
        list,
        entries.find((each) =>
          each.textContent.trim().toLocaleLowerCase().startsWith(event.key.toLocaleLowerCase()),
        ),
      );
    } else return;
    event.preventDefault();
  }
}

/** @param {HTMLElement} select */
function partsOf(select) {
  const button = select.querySelector('.select-button');
  const list = select.querySelector('[role="listbox"]');
  if (!(button instanceof HTMLElement) || !(list instanceof HTMLElement))
    throw new TypeError('a select without parts');
  return { button, list, entries: [...list.children].filter((child) => child instanceof HTMLElement) };
}

/** @param {HTMLElement} select */
function valuesOf(select) {
  const chosen = partsOf(select).entries.filter((entry) => entry.getAttribute('aria-selected') === 'true');
  return chosen.map((entry) => entry.dataset['value'] ?? '');
}

/** @param {HTMLElement} list @param {HTMLElement | undefined} entry */
function activate(list, entry) {
  if (!entry) return;
  for (const each of list.children) each.classList.toggle('active', each === entry);
  entry.id ||= `option-${crypto.randomUUID()}`;
  list.setAttribute('aria-activedescendant', entry.id);
  entry.scrollIntoView({ block: 'nearest' });
}
