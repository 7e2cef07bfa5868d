import { byId, tell } from './dom.js';
import { focusIn, restoreFocus } from './focus.js';
import { submit, wordsFor } from './server.js';

/** Forms that the bot opens: a native dialog. Escape and Cancel close it and keep nothing. */
export class Forms {
  #dialog = byId('form', HTMLDialogElement);
  #formId = '';
  #busy = false;
  /** @type {ReturnType<typeof focusIn>} */
  #opener = null;

  /** @param {(result: import('./server.js').Result) => void} onResult */
  constructor(onResult) {
    this.onResult = onResult;
    this.#dialog.addEventListener('click', (event) => {
      if (event.target instanceof Element && event.target.closest('[data-cancel]')) this.#dialog.close();
    });
    this.#dialog.addEventListener('submit', (event) => {
      event.preventDefault();
      if (event.target instanceof HTMLFormElement) void this.#submit(event.target);
    });
    this.#dialog.addEventListener('close', () => {
      this.#dialog.replaceChildren();
      // Chromium gives the focus back to an input that then takes no letters, until it is given anew.
      const active = document.activeElement;
      if (!(active instanceof HTMLElement)) return;
      // The message may have been drawn again while the form was open, and what opened it is gone.
      if (active === document.body) return restoreFocus(byId('messages', HTMLElement), this.#opener);
      active.blur();
      active.focus();
    });
  }

  /** @param {{ form: string, html: string }} result */
  open({ form, html }) {
    this.#formId = form;
    // The server's own HTML, in which everything that came from elsewhere is escaped.
    this.#dialog.innerHTML = html;
    if (!this.#dialog.open) {
      this.#opener = focusIn(byId('messages', HTMLElement));
      this.#dialog.showModal();
    }
    const first = this.#dialog.querySelector('input, textarea, select');
    if (first instanceof HTMLElement) first.focus();
  }

  /** @param {HTMLFormElement} form */
  async #submit(form) {
    if (this.#busy) return;
    this.#busy = true;
    form.setAttribute('aria-busy', 'true');
    const refusal = form.querySelector('.refusal');
    if (!(refusal instanceof HTMLElement)) throw new TypeError('a form without a place for its refusal');
    tell(refusal, '');
    try {
      /** @type {import('./server.js').Result} */
      const result = await submit({ form: this.#formId, fields: fieldsOf(form) }, filesOf(form));
      if (result.kind === 'refused') {
        tell(refusal, result.reason);
        return;
      }
      this.#dialog.close();
      this.onResult(result);
    } catch (error) {
      tell(refusal, wordsFor(error));
    } finally {
      this.#busy = false;
      form.removeAttribute('aria-busy');
    }
  }
}

/**
 * What was filled in, by field. Several values of one field stand on lines of their own; a single box that is
 * not ticked is `false`.
 *
 * @param {HTMLFormElement} form
 */
function fieldsOf(form) {
  /** @type {Record<string, string>} */
  const fields = {};
  for (const box of form.querySelectorAll('input[type="checkbox"][value="true"]')) {
    if (box instanceof HTMLInputElement) fields[box.name] = 'false';
  }
  for (const name of new Set(new FormData(form).keys())) {
    const values = new FormData(form).getAll(name);
    fields[name] = values.filter((value) => typeof value === 'string').join('\n');
  }
  return fields;
}

/**
 * The files that were added, by field.
 *
 * @param {HTMLFormElement} form
 * @returns {(readonly [string, File])[]}
 */
function filesOf(form) {
  return [...form.querySelectorAll('input[type="file"]')].flatMap((input) =>
    input instanceof HTMLInputElement
      ? [...(input.files ?? [])].map((file) => /** @type {const} */ ([input.name, file]))
      : [],
  );
}
