import { z } from 'zod';
import { ApprovalNotice, ApprovalOver } from './approval-notice.ts';
import { Language } from '../content/language.ts';

const Moment = z.iso.datetime({ offset: true });
const Purpose = z.enum(['remembrance', 'planning-note', 'digest', 'announcement', 'reminder', 'notice']);
const Post = {
  /** The delivery that it is about. */
  deliveryId: z.string(),
  purpose: Purpose,
  subject: z.string(),
  slot: z.string(),
  /** Discord's id of the channel. */
  channelId: z.string(),
};

/** Something that organisers are told because they must know it or decide. Kept as JSON until it is posted. */
export const Notice = z.discriminatedUnion('kind', [
  /** Posts that came too late, of one outage. */
  z.strictObject({ kind: z.literal('missed'), count: z.int().min(1), first: Moment, last: Moment }),
  /** Nothing can be posted to a channel until somebody mends it. */
  z.strictObject({ kind: z.literal('channel-lost'), channelId: z.string(), reason: z.string() }),
  z.strictObject({ kind: z.literal('channel-back'), channelId: z.string() }),
  /** Discord refused a post for what is in it. */
  z.strictObject({ kind: z.literal('refused'), ...Post, reason: z.string() }),
  /** Nobody can tell whether a post went out: an organiser looks and decides. */
  z.strictObject({ kind: z.literal('unproven'), ...Post, reason: z.string() }),
  /** Something that was to be done to a post that is out could not be done. */
  z.strictObject({
    kind: z.literal('not-amended'),
    ...Post,
    amendment: z.enum(['correct', 'withdraw', 'crosspost']),
    /** Somebody deleted the message. */
    gone: z.boolean(),
    reason: z.string(),
  }),
  /** Claims of the record say something else now, or are gone, and posts that are out state them. */
  z.strictObject({
    kind: z.literal('claims-changed'),
    pack: z.string(),
    claims: z.array(z.string()).min(1),
    /** How many posts state them. */
    posts: z.int().min(1),
    /** The newest of them. */
    newest: z.array(z.strictObject({ purpose: Purpose, channelId: z.string(), at: Moment })),
  }),
  ApprovalNotice,
  ApprovalOver,
  /** Who may organise the campaign was changed. */
  z.strictObject({
    kind: z.literal('organiser-role'),
    /** Discord's id of the person. */
    by: z.string(),
    /** Null when there is none any more. */
    role: z.string().nullable(),
  }),
  /** How posts are approved was changed. */
  z.strictObject({
    kind: z.literal('approvals'),
    by: z.string(),
    approvals: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    unanswered: z.enum(['hold', 'post', 'skip']),
  }),
  /** Somebody says that a fact of the record is wrong. */
  z.strictObject({
    kind: z.literal('report'),
    pack: z.string(),
    /** The id of the claim. */
    claim: z.string(),
    /** The claim as it was shown, and in which language. */
    shown: z.string(),
    language: Language,
    /** What they typed. */
    wrong: z.string(),
    link: z.url({ protocol: /^https$/ }).nullable(),
    /** Discord's id of the person. */
    by: z.string(),
  }),
]);
export type Notice = z.infer<typeof Notice>;

/** Why nobody can tell whether a post went out: the reasons of an `unproven` notice that are known. */
export const unprovenReasons = ['empty-channel', 'too-many-messages', 'no-access', 'other-channel'] as const;
export type UnprovenReason = (typeof unprovenReasons)[number];
