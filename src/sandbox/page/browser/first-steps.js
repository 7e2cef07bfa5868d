import { around, byId } from './dom.js';
import { word } from './start.js';
import { recall, remember, setCookie } from './storage.js';

/** The three things to try first. They do what they say, are ticked off, and stay away once hidden. */
export class FirstSteps {
  #box = byId('steps', HTMLElement);
  #opener = byId('steps-open', HTMLButtonElement);

  /** @param {{ ask: (command: string) => void, post: () => void }} run */
  constructor(run) {
    this.#box.addEventListener('click', (event) => {
      const step = around(event, '[data-step]');
      if (step?.dataset['step'] === 'ask') run.ask(step.dataset['command'] ?? '');
      if (step?.dataset['step'] === 'post') run.post();
    });
    byId('steps-dismiss', HTMLButtonElement).addEventListener('click', () => {
      this.#hide(true);
      this.#opener.focus();
    });
    this.#opener.addEventListener('click', () => {
      this.#hide(false);
      this.#box.querySelector('button')?.focus();
    });
    if (this.#box.querySelector('[data-step="be"][data-done]') && recall('steps')['be'] !== 'done')
      this.done('be');
    this.#draw();
  }

  /** Ticks a step off. After the last one the box makes room. @param {'ask' | 'be' | 'post'} step */
  done(step) {
    remember('steps', { ...recall('steps'), [step]: 'done' });
    const kept = recall('steps');
    const all = [...this.#box.querySelectorAll('[data-step]')].every(
      (each) => each instanceof HTMLElement && kept[each.dataset['step'] ?? ''] === 'done',
    );
    if (all) remember('steps', { ...kept, hidden: 'true' });
    this.#draw();
  }

  /**
   * A command was used: the one that the first step names, or another one by somebody who found their way and needs the
   * room.
   *
   * @param {string} name
   */
  used(name) {
    if (this.#box.querySelector(`[data-step="ask"][data-command="${CSS.escape(name)}"]`)) this.done('ask');
    else this.#hide(true);
  }

  /** @param {boolean} hidden */
  #hide(hidden) {
    remember('steps', { ...recall('steps'), hidden: String(hidden) });
    this.#draw();
  }

  #draw() {
    const kept = recall('steps');
    this.#box.hidden = kept['hidden'] === 'true';
    // So that the server leaves them out of the first paint.
    setCookie('sandbox_steps', this.#box.hidden ? 'hidden' : 'shown');
    this.#opener.hidden = !this.#box.hidden;
    for (const step of this.#box.querySelectorAll('[data-step]')) {
      if (!(step instanceof HTMLElement)) continue;
      const done = kept[step.dataset['step'] ?? ''] === 'done';
      step.classList.toggle('done', done);
      const title = step.querySelector('strong');
      title?.querySelector('.sr-only')?.remove();
      if (done) title?.insertAdjacentElement('beforeend', doneMark());
    }
  }
}

function doneMark() {
  const mark = document.createElement('span');
  mark.className = 'sr-only';
  mark.textContent = ` (${word('done')})`;
  return mark;
}
