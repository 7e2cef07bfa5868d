import { byId, make } from './dom.js';
import { OptionField } from './option-field.js';
import { word } from './start.js';
import { Suggestions } from './suggestions.js';

/** A chosen command with its options, each in a field of its own; the hint says what the option at hand is. */
export class CommandEntry {
  /** @type {import('./start.js').Command | null} */
  command = null;
  /** @type {OptionField[]} */
  #fields = [];
  #suggestions = new Suggestions();
  #place = byId('command-entry', HTMLElement);
  #hint = byId('option-hint', HTMLElement);

  /**
   * @param {import('./listbox.js').Listbox} list
   * @param {{ send: () => void, leave: () => void, channel: () => string }} outside
   */
  constructor(list, outside) {
    this.list = list;
    this.outside = outside;
  }

  /** Shows the fields of a command, and goes to the first. @param {import('./start.js').Command} command */
  begin(command) {
    this.end();
    this.command = command;
    const needed = command.options.filter(({ required }) => required);
    const free = command.options.filter(({ required }) => !required);
    this.#fields = [...needed, ...free].map((option) => new OptionField(option));
    const leave = make('button', {
      type: 'button',
      class: 'command-name',
      title: word('leave', { name: command.label }),
    });
    leave.append(`/${command.label}`);
    leave.addEventListener('click', () => this.outside.leave());
    this.#place.replaceChildren(leave, ...this.#fields.map(({ element }) => element));
    this.#place.setAttribute('aria-label', `/${command.label}`);
    this.#place.hidden = false;
    for (const field of this.#fields) this.#listen(field);
    this.#tellAbout(null);
    (this.#fields[0]?.input ?? document.querySelector('.send'))?.focus();
  }

  /** Puts the command away. */
  end() {
    this.#suggestions.forget();
    this.list.close();
    this.command = null;
    this.#fields = [];
    this.#place.replaceChildren();
    this.#place.hidden = true;
    this.#hint.hidden = true;
  }

  /** What is typed, by option. */
  values() {
    /** @type {Record<string, string | number | boolean>} */
    const values = {};
    for (const { option, value } of this.#fields) if (value !== undefined) values[option.name] = value;
    return values;
  }

  /** What keeps the command from being sent, in words; goes to the field. Empty when nothing does. */
  mistake() {
    const missing = this.#fields.filter(({ option, text }) => option.required && text === '');
    const wrong = this.#fields.find(({ mistake }) => mistake !== '');
    (missing[0] ?? wrong)?.input.focus();
    if (missing.length > 0)
      return word('missing', { names: missing.map(({ option }) => option.label).join(', ') });
    return wrong?.mistake ?? '';
  }

  /** @param {OptionField} field */
  #listen(field) {
    const { input } = field;
    input.addEventListener('focus', () => {
      this.#tellAbout(field);
      this.#offer(field);
    });
    input.addEventListener('input', () => this.#offer(field));
    input.addEventListener('blur', () => {
      this.#suggestions.forget();
      this.list.close();
    });
    input.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      const tab = event.key === 'Tab';
      if (this.list.takes(event)) {
        // Tab chooses, and goes on as it always does.
        if (!tab) event.preventDefault();
      } else if (event.key === 'Enter') {
        event.preventDefault();
        this.outside.send();
      } else if (event.key === 'Escape' || (event.key === 'Backspace' && this.#isFirstAndEmpty(field))) {
        event.preventDefault();
        this.outside.leave();
      } else if (event.key === 'ArrowDown') {
        this.#offer(field);
      }
    });
  }

  /** Shows what can be chosen for a field. @param {OptionField} field */
  #offer(field) {
    const { option, input } = field;
    const title = word('suggestions', { name: option.label });
    if (option.kind === 'pick') this.#list(field, title, field.matching());
    if (option.kind === 'file') this.list.show(input, word('noFiles'), []);
    if (option.kind !== 'suggest' || field.chosen) return;
    if (!this.list.open) this.list.show(input, word('looking'), []);
    const use = { channel: this.outside.channel(), name: this.command?.name, focused: option.name };
    this.#suggestions.ask({ ...use, options: { ...this.values(), [option.name]: field.text } }, (choices) => {
      this.#list(field, choices.length === 0 ? word('noSuggestions') : title, choices);
    });
  }

  /** @param {OptionField} field @param {string} title @param {import('./start.js').Choice[]} choices */
  #list(field, title, choices) {
    const items = choices.map((choice) => ({ label: choice.label, run: () => this.#choose(field, choice) }));
    this.list.show(field.input, title, items, field.text !== '' && !field.chosen);
  }

  /** @param {OptionField} field @param {import('./start.js').Choice} choice */
  #choose(field, choice) {
    field.choose(choice);
    this.#suggestions.forget();
    this.list.close();
  }

  /** @param {OptionField | null} field */
  #tellAbout(field) {
    const name = make('strong', {}, field ? field.option.label : `/${this.command?.label}`);
    const details = field
      ? ` ${field.option.description} (${word(field.option.required ? 'required' : 'optional')})`
      : ` ${this.command?.description ?? ''}`;
    this.#hint.replaceChildren(
      make('span', {}, name, details),
      make('span', { class: 'keys', 'aria-hidden': 'true' }, word('keys')),
    );
    this.#hint.hidden = false;
  }

  /** @param {OptionField} field */
  #isFirstAndEmpty(field) {
    return field === this.#fields[0] && field.input.value === '';
  }
}
