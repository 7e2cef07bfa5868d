import type { Campaign } from '../campaigns/campaign.ts';
import { sentenceAnswer } from '../messages/answers/sentence.ts';
import { askAnswer } from '../messages/campaigns/ask.ts';
import { restoreButton } from '../messages/campaigns/archive.ts';
import type { Answer } from '../messages/payload.ts';
import { inline } from '../messages/posts/inline.ts';
import type { WordKey, Words } from '../messages/words.generated.ts';
import type { Speech } from '../messages/words.ts';

/** Another process has the interaction: it writes and answers, and this one does neither. */
export class AnsweredElsewhere extends Error {
  override readonly name = 'AnsweredElsewhere';
}

/**
 * Something that a person did or asked which cannot be done, with the words to tell them: what is wrong, and
 * what to do. It is shown as a private answer and is no fault of the bot.
 */
export class UserError<Key extends WordKey = WordKey> extends Error {
  readonly key: Key;
  readonly #variables: Words[Key] extends null ? [] : [Words[Key]];

  constructor(key: Key, ...variables: Words[Key] extends null ? [] : [Words[Key]]) {
    super(key);
    this.name = 'UserError';
    this.key = key;
    this.#variables = variables;
  }

  /** The sentence for the person, in their language. */
  inWords(speech: Speech): string {
    return speech.t(this.key, ...this.#variables);
  }

  /** What the person is shown. */
  inAnswer(speech: Speech): Answer {
    return sentenceAnswer(this.inWords(speech));
  }
}

/** It would change a campaign that was put away: with the button that brings it back. */
export class ArchivedError extends UserError<'campaign.errors.archived'> {
  readonly #campaign: Campaign;

  constructor(campaign: Campaign) {
    super('campaign.errors.archived', { name: inline(campaign.name, 60) });
    this.#campaign = campaign;
  }

  override inAnswer(speech: Speech): Answer {
    return askAnswer(this.inWords(speech), [], restoreButton(this.#campaign, speech));
  }
}
