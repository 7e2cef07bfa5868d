import { words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { shorten } from '../text.ts';

/** An answer of one sentence or paragraph. */
export function sentenceAnswer(text: string): Answer {
  return { components: [words(shorten(text, 3800))] };
}
