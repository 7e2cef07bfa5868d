import type { Speech } from '../../../messages/words.ts';

/** Something that a person cannot do, with the words that Discord's app would tell them in their language. */
export class Refused extends Error {
  readonly say: (speech: Speech) => string;

  constructor(say: (speech: Speech) => string) {
    super('refused to a person');
    this.name = 'Refused';
    this.say = say;
  }
}
