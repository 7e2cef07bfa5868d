import type { Speech } from '../words.ts';
import type { Block } from './compose.ts';

/** How long a note may be: with it there is still room for what the post is about, and for its sources. */
export const longestNote = 500;

/**
 * What organisers want to say with a post, marked as their words, as they wrote it. It is kept before anything
 * else: nobody is to read half of it.
 */
export function noteBlock(note: string, speech: Speech): Block {
  const lines = note
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const quoted = lines.map((line) => `> ${line}`).join('\n');
  return {
    rank: -1,
    lines: [`${speech.t('calendar.post.note')}\n${quoted}`],
    lineLength: 2 * longestNote + 100,
  };
}
