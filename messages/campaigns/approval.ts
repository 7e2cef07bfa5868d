import { ComponentType } from 'discord-api-types/v10';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import {
  counted,
  isApproved,
  type Approval,
  type ApprovalChange,
  type ApprovedPart,
} from '../../campaigns/approval.ts';
import type { Campaign, Snowflake } from '../../campaigns/campaign.ts';
import { button, gallery, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { momentName, timeLeft } from '../posts/moments.ts';
import { fillSlots } from '../posts/slots.ts';
import { languageName } from '../say.ts';
import { shorten, small } from '../text.ts';
import type { Speech } from '../words.ts';
import { approvalId } from './approval-routes.ts';

/** An approval with exactly what is approved. */
export interface ApprovalFacts {
  readonly approval: Approval;
  readonly campaign: Campaign;
  readonly parts: readonly ApprovedPart[];
  readonly now: Temporal.Instant;
}

/** Who looks, at which channel's part, and what they are told first. */
export interface ApprovalView {
  readonly person: Snowflake;
  /** From 0. */
  readonly part: number;
  readonly lead: string;
}

/** One channel's part exactly as it will be posted, how it stands with it, and what can be said to it. */
export function approvalAnswer(facts: ApprovalFacts, view: ApprovalView, speech: Speech): Answer {
  const { approval, parts } = facts;
  const number = Math.min(Math.max(view.part, 0), Math.max(parts.length - 1, 0));
  const part = parts[number];
  const buttons = [...sayButtons(facts, view, speech), ...turnButton(facts, number, speech)];
  return {
    ...(part && { files: part.post.files }),
    components: [
      words(shorten(view.lead, 900)),
      words(aboutText(facts, speech)),
      ...(part === undefined || approval.ended === 'gone' ? [] : previewOf(part, speech)),
      ...(buttons.length === 0 ? [] : [row(...buttons)]),
    ],
  };
}

/** How it stands with it, in one sentence. */
export function standingText(
  { approval, campaign, now }: Omit<ApprovalFacts, 'parts'>,
  speech: Speech,
): string {
  const { state, ended, rejection, dueAt, released } = approval;
  if (state === 'ended') return speech.t(`approval.sheet.ended.${ended ?? 'gone'}`);
  if (rejection !== null && state === 'rejected') {
    const by = rejection.by === null ? '–' : `<@${rejection.by}>`;
    return speech.t('approval.sheet.rejected', { by, reason: inline(rejection.reason, 500) });
  }
  if (released) return speech.t('approval.sheet.released');
  const missing = campaign.approvals - counted(approval, campaign.approvals).length;
  if (!isApproved(approval, campaign.approvals))
    return speech.t('approval.sheet.waiting', { count: missing });
  if (dueAt === null || dueAt.epochMilliseconds <= now.epochMilliseconds)
    return speech.t('approval.sheet.approvedNow');
  return speech.t('approval.sheet.approved', { moment: momentName(dueAt, campaign.zone, speech) });
}

/** What of a post changed, as a list of words. */
export function changesText(changes: readonly ApprovalChange[], speech: Speech): string {
  return changes.map((one) => speech.t(`approval.changes.${one}`)).join(', ');
}

function aboutText({ approval, campaign, now }: ApprovalFacts, speech: Speech): string {
  const { dueAt, votes, editor } = approval;
  const people = votes.map(({ person }) => `<@${person}>`).join(', ');
  const purpose = speech.t(`approval.purposes.${approval.purpose}`);
  const moment = dueAt === null ? '' : momentName(dueAt, campaign.zone, speech);
  const due =
    dueAt === null
      ? speech.t('approval.sheet.amendment')
      : dueAt.epochMilliseconds > now.epochMilliseconds
        ? speech.t('approval.sheet.dueAhead', { purpose, moment, left: timeLeft(dueAt) })
        : speech.t('approval.sheet.due', { purpose, moment });
  return [
    due,
    votes.length === 0 ? speech.t('approval.sheet.nobody') : speech.t('approval.sheet.by', { people }),
    ...(editor === null ? [] : [speech.t('approval.sheet.editor', { editor: `<@${editor}>` })]),
  ].join('\n');
}

/** What a person may say to it as it stands. */
function sayButtons({ approval, campaign }: ApprovalFacts, { person }: ApprovalView, speech: Speech) {
  const { id, state, votes, dueAt } = approval;
  if (state === 'ended') {
    return [button(approvalId('list', campaign.id), speech.t('approval.buttons.newest'))];
  }
  if (state === 'rejected')
    return [button(approvalId('askAgain', id, 'here'), speech.t('approval.buttons.askAgain'))];
  const voted = votes.some((vote) => vote.person === person);
  return [
    voted
      ? button(approvalId('takeBack', id, 'here'), speech.t('approval.buttons.takeBack'))
      : button(approvalId('vote', id, 'here'), speech.t('approval.buttons.approve'), 'main'),
    button(approvalId('reject', id, 'here'), speech.t('approval.buttons.reject')),
    ...(dueAt === null ? [] : [button(approvalId('skip', id, 'here'), speech.t('approval.buttons.skip'))]),
  ];
}

function turnButton({ approval, parts }: ApprovalFacts, number: number, speech: Speech) {
  if (parts.length < 2) return [];
  return [
    button(approvalId('turn', approval.id, (number + 1) % parts.length), speech.t('approval.sheet.next')),
  ];
}

/** What of a message is shown. */
const Body = z.object({
  content: z.string().default(''),
  attachments: z
    .array(z.object({ filename: z.string().optional(), description: z.string().optional() }))
    .default([]),
  allowed_mentions: z.object({ roles: z.array(z.string()).default([]) }).default({ roles: [] }),
  components: z
    .array(z.object({ components: z.array(z.object({ label: z.string().optional() })).default([]) }))
    .default([]),
});

function previewOf(part: ApprovedPart, speech: Speech): Answer['components'] {
  const filled = fillSlots(part.post, { late: '', progress: () => '…' });
  const body = Body.parse(JSON.parse(filled.body));
  const labels = body.components.flatMap(({ components }) => components.flatMap(({ label }) => label ?? []));
  const remarks = [
    ...(labels.length > 0 ? [speech.t('approval.sheet.buttonsBelow', { labels: labels.join(', ') })] : []),
    ...body.allowed_mentions.roles.map((role) =>
      speech.t('approval.sheet.mentions', { role: `<@&${role}>` }),
    ),
    ...(part.crosspost === true ? [speech.t('approval.sheet.crosspost')] : []),
    ...(filled.body === part.post.body ? [] : [speech.t('approval.sheet.figures')]),
    ...(part.post.lateBody === undefined ? [] : [speech.t('approval.sheet.late')]),
  ];
  const alt = (name: string) =>
    body.attachments.find(({ filename }) => filename === name)?.description ?? name;
  return [
    words(
      speech.t('approval.sheet.preview', {
        channel: `<#${part.channelId}>`,
        language: languageName(part.language, speech),
      }),
    ),
    {
      type: ComponentType.Container,
      components: [words(body.content), ...part.post.files.map(({ name }) => gallery(name, alt(name)))],
    },
    ...(remarks.length === 0 ? [] : [words(remarks.map(small).join('\n'))]),
  ];
}
