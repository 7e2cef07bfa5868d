import { announce } from './announce.js';
import { CommandEntry } from './command-entry.js';
import { byId, tell } from './dom.js';
import { Listbox } from './listbox.js';
import { plain } from './option-field.js';
import { send, wordsFor } from './server.js';
import { start, word } from './start.js';

/** Where messages and commands are typed. */
export class Entry {
  #form = byId('entry-form', HTMLFormElement);
  #input = byId('entry', HTMLInputElement);
  #error = byId('entry-error', HTMLElement);
  #busy = false;
  #list = new Listbox({
    popup: byId('entry-popup', HTMLElement),
    list: byId('popup-list', HTMLElement),
    title: byId('popup-title', HTMLElement),
  });
  #command = new CommandEntry(this.#list, {
    send: () => void this.#submit(),
    leave: () => this.leave(),
    channel: () => this.outside.channel(),
  });

  /**
   * @param {{ channel: () => string, sending: () => void,
   *   used: (command: string, result: import('./server.js').Result) => void }} outside
   */
  constructor(outside) {
    this.outside = outside;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#submit();
    });
    this.#input.addEventListener('input', () => this.#typed());
    this.#input.addEventListener('blur', () => this.#list.close());
    this.#input.addEventListener('keydown', (event) => {
      if (!event.isComposing && this.#list.takes(event)) event.preventDefault();
    });
    document.addEventListener('keydown', (event) => this.#typedElsewhere(event));
    // Whoever types fast began before this script was there.
    if (document.activeElement === this.#input && this.inUse) this.#typed();
  }

  /** Whether something is typed that should not be lost. */
  get inUse() {
    return this.#input.value !== '' || this.#command.command !== null;
  }

  /** Begins a command, as if it had been typed and chosen. @param {string} name */
  begin(name) {
    const command = start.commands.find((each) => each.name === name);
    if (!command) return;
    this.#list.close();
    this.#input.value = '';
    this.#input.hidden = true;
    tell(this.#error, '');
    this.#command.begin(command);
  }

  /** Leaves the command, back to an empty entry. */
  leave() {
    this.#command.end();
    tell(this.#error, '');
    this.#input.hidden = false;
    this.#input.focus();
  }

  #typed() {
    const text = this.#input.value;
    tell(this.#error, '');
    if (!text.startsWith('/')) {
      this.#list.close();
      return;
    }
    const exact = start.commands.find(({ name, label }) => text === `/${name} ` || text === `/${label} `);
    if (exact) this.begin(exact.name);
    else this.#offer(text.slice(1));
  }

  /** @param {string} typed */
  #offer(typed) {
    const items = matching(typed).map(({ name, label, description }) => ({
      label: `/${label}`,
      detail: description,
      run: () => this.begin(name),
    }));
    this.#list.show(this.#input, items.length === 0 ? word('noMatch') : word('commands'), items);
  }

  async #submit() {
    if (this.#busy) return;
    tell(this.#error, '');
    const { command } = this.#command;
    if (!command && this.#input.value.startsWith('/')) {
      tell(this.#error, word('noCommand', { name: this.#input.value.trim() }));
      return;
    }
    const mistake = command ? this.#command.mistake() : '';
    if (mistake !== '') {
      tell(this.#error, mistake);
      return;
    }
    if (!command && this.#input.value.trim() === '') return;
    this.#setBusy(true);
    try {
      if (command) await this.#use(command);
      else await this.#say();
    } catch (error) {
      tell(this.#error, wordsFor(error));
    } finally {
      this.#setBusy(false);
    }
  }

  /** @param {import('./start.js').Command} command */
  async #use(command) {
    announce(word('sending'));
    this.outside.sending();
    const use = { channel: this.outside.channel(), name: command.name, options: this.#command.values() };
    /** @type {import('./server.js').Result} */
    const result = await send('command', use);
    if (result.kind === 'refused') {
      tell(this.#error, result.reason);
      return;
    }
    if (this.#command.command === command) this.leave();
    this.outside.used(command.name, result);
  }

  async #say() {
    this.outside.sending();
    /** @type {import('./server.js').Result} */
    const result = await send('say', { channel: this.outside.channel(), text: this.#input.value });
    if (result.kind === 'refused') tell(this.#error, result.reason);
    else this.#input.value = '';
  }

  /** @param {boolean} busy */
  #setBusy(busy) {
    this.#busy = busy;
    this.#form.setAttribute('aria-busy', String(busy));
  }

  /** As in Discord, typing begins in the entry when nothing else has the focus. @param {KeyboardEvent} event */
  #typedElsewhere(event) {
    const nowhere = document.activeElement === document.body || document.activeElement?.id === 'history';
    const letter =
      event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (nowhere && letter && !this.#input.hidden) this.#input.focus();
  }
}

/** The commands that fit what is typed: those that begin with it first. @param {string} typed */
function matching(typed) {
  const wanted = plain(typed.trim());
  /** @param {import('./start.js').Command} command */
  const begins = ({ name, label }) => plain(label).startsWith(wanted) || plain(name).startsWith(wanted);
  const found = start.commands.filter(
    ({ name, label }) => plain(label).includes(wanted) || plain(name).includes(wanted),
  );
  return [...found.filter(begins), ...found.filter((command) => !begins(command))];
}
