import { make } from './dom.js';
import { word } from './start.js';

/** Compares words as people type them: without case and accents. @param {string} words */
export function plain(words) {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** One option of a command that is being typed. */
export class OptionField {
  /** @type {import('./start.js').Choice | null} */
  chosen = null;

  /** @param {import('./start.js').Option} option */
  constructor(option) {
    this.option = option;
    const lists = option.kind === 'pick' || option.kind === 'suggest';
    this.input = make('input', {
      type: 'text',
      name: option.name,
      'aria-label': `${option.label}, ${word(option.required ? 'required' : 'optional')}`,
      'aria-describedby': 'option-hint',
      autocomplete: 'off',
      size: '8',
      ...(option.kind === 'whole' || option.kind === 'number' ? { inputmode: 'decimal' } : {}),
      ...(lists
        ? {
            role: 'combobox',
            'aria-expanded': 'false',
            'aria-controls': 'popup-list',
            'aria-autocomplete': 'list',
          }
        : {}),
    });
    this.input.addEventListener('input', () => {
      this.chosen = null;
    });
    this.element = make(
      'label',
      { class: option.required ? 'option required' : 'option' },
      make('span', { class: 'option-name', 'aria-hidden': 'true' }, option.label),
      this.input,
    );
  }

  get text() {
    return this.input.value.trim();
  }

  /** @param {import('./start.js').Choice} choice */
  choose(choice) {
    this.input.value = choice.label;
    this.chosen = choice;
  }

  /** The fixed choices that contain what is typed. */
  matching() {
    const typed = this.chosen ? '' : plain(this.text);
    return this.option.choices.filter(({ label }) => plain(label).includes(typed));
  }

  /** What will be sent, or undefined when nothing is typed. */
  get value() {
    if (this.chosen) return this.chosen.value;
    if (this.text === '') return undefined;
    const { kind, choices } = this.option;
    if (kind === 'pick') return choices.find(({ label }) => bare(label) === bare(this.text))?.value;
    if (kind === 'whole' || kind === 'number') return Number(this.text.replace(',', '.'));
    return this.text;
  }

  /** What is wrong with it, in words; empty when nothing is. */
  get mistake() {
    const { kind, label } = this.option;
    if (this.text === '') return '';
    if (kind === 'pick' && this.value === undefined) return word('notAChoice', { name: label });
    if (kind === 'number' && !Number.isFinite(this.value)) return word('notANumber', { name: label });
    if (kind === 'whole' && !Number.isInteger(this.value)) return word('notAWholeNumber', { name: label });
    return '';
  }
}

/** `#Campaign` and `campaign` name the same channel. @param {string} label */
function bare(label) {
  return plain(label).replace(/^[#@]/, '');
}
