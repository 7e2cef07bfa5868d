import type { Id } from '../../campaigns/campaign.ts';
import type { FrozenPost } from '../../campaigns/delivery.ts';

/**
 * Places in a post that are left open when it is approved, and filled right before it goes out: the sentence that it
 * is late, and how far actions are. Nothing else may differ from what was approved.
 *
 * A place is marked by characters of the private use area, which no text of a pack or a person has any business
 * with, and is as long as what may stand there, so that the rest is fitted around it.
 */
const [begin, end, blank] = ['\uE000', '\uE001', '\uE002'];

/** What `progressText` may take. */
const progressLength = 120;

export function lateSlot(sentence: string): string {
  return mark('late', sentence.length);
}

export function progressSlot(actionId: Id): string {
  return mark(`progress.${actionId}`, progressLength);
}

function mark(name: string, length: number): string {
  return `${begin}${name.padEnd(length - 2, blank)}${end}`;
}

/** What is filled in: an empty text takes the dot before it away. */
export interface SlotWords {
  readonly late: string;
  readonly progress: (actionId: Id) => string;
}

const marked = / · \uE000([^\uE000-\uE002]*)\uE002*\uE001|\uE000([^\uE000-\uE002]*)\uE002*\uE001/g;
const remains = /\uE000[\w.-]*|[\uE000-\uE002]/g;

/** A post with its places filled. Everything else stays byte for byte as it was approved. */
export function fillSlots(post: FrozenPost, words: SlotWords): FrozenPost {
  const { lateBody } = post;
  return {
    ...post,
    body: fill(post.body, words),
    ...(lateBody !== undefined && { lateBody: fill(lateBody, words) }),
  };
}

/** Bodies are JSON, in which these characters stand for themselves. */
function fill(body: string, words: SlotWords): string {
  return body
    .replaceAll(marked, (_whole, behindDot?: string, bare?: string) => {
      const text = escaped(textFor(behindDot ?? bare ?? '', words));
      return behindDot === undefined || text === '' ? text : ` · ${text}`;
    })
    .replaceAll(remains, '');
}

function textFor(name: string, { late, progress }: SlotWords): string {
  if (name === 'late') return late;
  const [kind, id] = name.split('.');
  return kind === 'progress' && id !== undefined ? progress(id) : '';
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
