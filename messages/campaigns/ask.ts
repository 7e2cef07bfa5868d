import type { APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import { line, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { shorten } from '../text.ts';

/** A question before something is done: what will happen, what it is about, and the buttons. */
export function askAnswer(
  question: string,
  about: readonly string[],
  ...buttons: readonly APIButtonComponentWithCustomId[]
): Answer {
  return {
    components: [
      words(shorten(question, 800)),
      ...about.filter((text) => text !== '').flatMap((text) => [line(), words(shorten(text, 2_700))]),
      ...(buttons.length > 0 ? [row(...buttons)] : []),
    ],
  };
}
