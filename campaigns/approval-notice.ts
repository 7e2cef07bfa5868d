import { z } from 'zod';

/** What both notices say of the post that they are about. */
const About = {
  approval: z.string(),
  purpose: z.enum(['remembrance', 'digest', 'announcement', 'reminder']),
  /** The first line of the post. */
  headline: z.string(),
  /** When it is due; null for a correction of what is out. */
  due: z.iso.datetime({ offset: true }).nullable(),
  /** Discord's id of the person who changed it last. */
  editor: z.string().nullable(),
};

/** The organisers are asked to approve a post, or reminded of it. */
export const ApprovalNotice = z.strictObject({
  kind: z.literal('approval'),
  ...About,
  news: z.enum(['new', 'changed', 'again', 'reminder']),
  /** Discord's ids of the channels that get it. */
  channels: z.array(z.string()),
  /** How many must approve, and how many have. */
  needed: z.int().min(1).max(2),
  given: z.int().min(0),
  unanswered: z.enum(['hold', 'post', 'skip']),
  changed: z.array(z.enum(['wording', 'source', 'channel', 'role', 'file', 'language', 'crosspost'])),
  /** Who asks anew. */
  by: z.string().nullable(),
  /** How many approvals count no more, because it changed. */
  lost: z.int().min(0),
});
export type ApprovalNotice = z.infer<typeof ApprovalNotice>;

/** What became of a post that organisers were asked about. */
export const ApprovalOver = z.strictObject({
  kind: z.literal('approval-over'),
  ...About,
  what: z.enum(['approved', 'rejected', 'skipped', 'missed', 'posted']),
  /** Who gave the last approval that was needed, or turned it down, and why, in their words. */
  by: z.string().nullable(),
  reason: z.string(),
});
export type ApprovalOver = z.infer<typeof ApprovalOver>;
