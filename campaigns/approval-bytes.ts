import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ApprovalChange, ApprovedPart } from './approval.ts';
import type { FrozenPost } from './delivery.ts';

/** A slot is filled up with these to the length of what may stand there, which is no part of what is approved. */
const slotBlanks = /\uE002/g;

/**
 * One name for all that goes out: over every channel's part in the order of their ids, with the body on time and
 * late, the files by their contents, the claims, the language and whether it is passed on. Declared slots stand in the bodies as slots, so
 * that a figure that moves leaves it the same.
 *
 * @returns a SHA-256 in 43 URL-safe characters
 */
export function hashOfParts(parts: readonly ApprovedPart[]): string {
  const ordered = parts.toSorted((a, b) => (a.channel < b.channel ? -1 : 1));
  const told = ordered.map(({ channel, channelId, language, post, crosspost }) => [
    channel,
    channelId,
    language,
    withoutFiles(post),
    post.files.map(({ name, type, bytes }) => [name, type, sha256(bytes).toString('hex')]),
    ...(crosspost === true ? ['crosspost'] : []),
  ]);
  return sha256(JSON.stringify(told)).toString('base64url');
}

/** The SHA-256 of some bytes or of a text in UTF-8. */
export function sha256(of: Uint8Array | string): Buffer {
  return createHash('sha256').update(of).digest();
}

/** The rest of a post, always in the same order. */
function withoutFiles(post: FrozenPost): readonly unknown[] {
  return Object.entries(post)
    .filter(([key, value]) => key !== 'files' && value !== undefined)
    .map(
      ([key, value]) => [key, typeof value === 'string' ? value.replaceAll(slotBlanks, '') : value] as const,
    )
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** What of it is another than before, the weightiest first; never empty when the hashes differ. */
export function changesBetween(
  before: readonly ApprovedPart[],
  after: readonly ApprovedPart[],
): readonly ApprovalChange[] {
  const pairs = before.flatMap((one) => {
    const other = after.find(({ channel }) => channel === one.channel);
    return other ? [[one, other] as const] : [];
  });
  const differs = (of: (part: ApprovedPart) => unknown): boolean =>
    pairs.some(([one, other]) => JSON.stringify(of(one)) !== JSON.stringify(of(other)));
  const channel =
    pairs.length < Math.max(before.length, after.length) || differs(({ channelId }) => channelId);
  const language = differs((part) => part.language);
  const role = differs(({ post }) => mentionsOf(post.body));
  const file = differs(({ post }) =>
    post.files.map(({ name, bytes }) => [name, sha256(bytes).toString('hex')]),
  );
  const source = differs(({ post }) => post.claims);
  const crosspost = differs((part) => part.crosspost === true);
  const wording = differs(({ post }) => wordsOf(post.body));
  const changed = [
    ...(wording && !language ? (['wording'] as const) : []),
    ...(channel ? (['channel'] as const) : []),
    ...(role ? (['role'] as const) : []),
    ...(language ? (['language'] as const) : []),
    ...(source ? (['source'] as const) : []),
    ...(file ? (['file'] as const) : []),
    ...(crosspost ? (['crosspost'] as const) : []),
  ];
  return changed.length > 0 ? changed : ['wording'];
}

const Body = z.object({
  content: z.string().default(''),
  allowed_mentions: z.object({ roles: z.array(z.string()).default([]) }).default({ roles: [] }),
});

/** The roles that a message mentions. */
function mentionsOf(body: string): readonly string[] {
  return Body.parse(JSON.parse(body)).allowed_mentions.roles;
}

/** What a message says, the mentions of roles apart: they are a change of their own. */
function wordsOf(body: string): string {
  return contentOf(body)
    .replaceAll(/<@&\d+>/g, '')
    .trim();
}

/** The text of a message as it goes out. */
export function contentOf(body: string): string {
  return Body.parse(JSON.parse(body)).content;
}

/** The first line of what goes out, as plain text. */
export function headlineOf(parts: readonly ApprovedPart[]): string {
  const [first = ''] = contentOf(parts[0]?.post.body ?? '{}').split('\n');
  return first.replace(/^\*\*(.*)\*\*$/, '$1').replaceAll(/\\([\\*_~`|<>[\]@])/g, '$1');
}
