import { send } from './server.js';

const pause = 150;

/**
 * Asks the bot for suggestions while a person types: not at every letter, and only the last answer counts.
 */
export class Suggestions {
  #asked = new AbortController();

  /**
   * @param {Record<string, unknown>} use the command as far as it is typed
   * @param {(choices: import('./start.js').Choice[]) => void} onAnswer
   */
  ask(use, onAnswer) {
    this.forget();
    const { signal } = this.#asked;
    const timer = setTimeout(() => {
      send('suggest', use, signal).then(
        ({ choices }) => {
          if (!signal.aborted) onAnswer(choices);
        },
        () => {
          if (!signal.aborted) onAnswer([]);
        },
      );
    }, pause);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  /** Lets go of what was asked. */
  forget() {
    this.#asked.abort();
    this.#asked = new AbortController();
  }
}
