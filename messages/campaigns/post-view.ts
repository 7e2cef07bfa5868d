import {
  decisionsFor,
  bodyOut,
  isOut,
  type PostAttempt,
  type PostRecord,
} from '../../campaigns/post-record.ts';
import type { PackRecord } from '../../content/record.ts';
import { button, line, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { restoreButton } from './archive.ts';
import { claimName } from './claim-name.ts';
import { contentOf } from '../posts/content.ts';
import { inline } from '../posts/inline.ts';
import { momentName } from '../posts/moments.ts';
import { shorten, small } from '../text.ts';
import type { Speech } from '../words.ts';
import { linkOf, type LinkTo } from './log-lines.ts';
import { logId } from './log-routes.ts';
import { againName, causeInWords, purposeName, whyEnded } from './post-words.ts';

export interface PostView {
  readonly record: PostRecord;
  /** The last tries, newest first. */
  readonly attempts: readonly PostAttempt[];
  readonly pack: PackRecord | null;
}

const mostClaims = 8;

/** A post as organisers manage it: what it is and says, how it went, and what can be done. */
export function postView(view: PostView, linkTo: LinkTo, speech: Speech, news?: string): Answer {
  const { record } = view;
  const { campaign } = record;
  const texts = [
    [...factLines(view, linkTo, speech)].join('\n'),
    claimLines(view, speech).join('\n'),
    attemptLines(view, speech).join('\n'),
  ].filter((text) => text !== '');
  const buttons = buttonRows(view, speech);
  return {
    components: [
      words(news ?? leadText(record, speech)),
      ...(news === undefined ? [] : [words(leadText(record, speech))]),
      ...texts.flatMap((text) => [line(), words(shorten(text, 1_100))]),
      ...buttons,
      row(button(logId('logNew', campaign.id), speech.t('manage.buttons.problems'))),
    ],
  };
}

/** How a post stands, in a sentence. */
export function leadText({ delivery, takenDown }: PostRecord, speech: Speech): string {
  const state = takenDown?.why ?? delivery.state;
  return speech.t(`manage.lead.${state}`, {
    what: purposeName(delivery.purpose, speech),
    channel: `<#${delivery.channel.channelId}>`,
  });
}

function factLines({ record }: PostView, linkTo: LinkTo, speech: Speech): readonly string[] {
  const { delivery, campaign, endedAt, messageId, reason, cause, quarantine, amendments } = record;
  const { guildId, channelId } = delivery.channel;
  const moment = (at: PostRecord['endedAt']): string => (at ? momentName(at, delivery.zone, speech) : '');
  const body = bodyOut(record);
  const begins = body === null ? '' : (contentOf(body).split('\n')[0] ?? '');
  const why = whyEnded(reason, cause, speech);
  const made = amendments.filter(({ kind, state }) => kind === 'correct' && state === 'done').length;
  return [
    speech.t('manage.facts.campaign', { name: inline(campaign.name, 60) }),
    speech.t('manage.facts.due', { moment: moment(delivery.dueAt) }),
    ...(endedAt === null
      ? []
      : [
          speech.t(delivery.state === 'sent' ? 'manage.facts.posted' : 'manage.facts.ended', {
            moment: moment(endedAt),
          }),
        ]),
    ...(isOut(record)
      ? [speech.t('manage.facts.link', { link: linkOf({ guildId, channelId, messageId }, linkTo) })]
      : []),
    ...(begins === ''
      ? []
      : [speech.t('manage.facts.begins', { text: inline(begins.replaceAll('**', ''), 150) })]),
    ...(why === '' || delivery.state === 'sent' ? [] : [speech.t('manage.facts.why', { why })]),
    ...(made > 0 ? [speech.t('manage.facts.corrections', { count: made })] : []),
    ...openLines(record, speech),
    ...(quarantine !== null && delivery.state === 'pending'
      ? [
          speech.t('manage.facts.held', {
            channel: `<#${channelId}>`,
            why: causeInWords(quarantine, speech),
          }),
        ]
      : []),
  ];
}

/** What is on its way to be done to it, and what failed. */
function openLines({ amendments }: PostRecord, speech: Speech): readonly string[] {
  return amendments.flatMap(({ kind, state, cause }) => {
    if (state !== 'open') return [];
    const what = speech.t(`manage.open.${kind}`);
    if (cause === null) return [what];
    return [speech.t('manage.open.because', { what, why: causeInWords(cause, speech) })];
  });
}

function claimLines({ record, pack }: PostView, speech: Speech): readonly string[] {
  const corrected = record.amendments.findLast(({ kind, state }) => kind === 'correct' && state === 'done');
  const claims = corrected?.claims ?? record.delivery.frozen?.claims ?? [];
  if (claims.length === 0) return record.delivery.frozen === null ? [] : [speech.t('manage.facts.noClaims')];
  const more = claims.length - mostClaims;
  return [
    speech.t('manage.facts.claims', { count: claims.length }),
    ...claims.slice(0, mostClaims).map((id) => `- ${claimName(id, pack, speech)}`),
    ...(more > 0 ? [`- ${speech.t('manage.facts.more', { count: more })}`] : []),
  ];
}

function attemptLines({ record, attempts }: PostView, speech: Speech): readonly string[] {
  if (attempts.length === 0) return [];
  return [
    speech.t('manage.facts.attempts'),
    ...attempts.map(({ at, outcome, cause }) => {
      const moment = momentName(at, record.delivery.zone, speech);
      const said = speech.t(`manage.outcomes.${outcome ?? 'running'}`);
      if (cause === null) return small(speech.t('manage.facts.attempt', { moment, outcome: said }));
      const why = causeInWords(cause, speech);
      return small(speech.t('manage.facts.attemptWhy', { moment, outcome: said, why }));
    }),
  ];
}

function buttonRows({ record }: PostView, speech: Speech): Answer['components'] {
  const { delivery, amendments, quarantine } = record;
  const { id, generation, purpose } = delivery;
  const may = decisionsFor(record);
  const failed = amendments.filter(({ state }) => state === 'failed').at(-1);
  const out = isOut(record);
  const withdraw = out ? [button(logId('withdraw', id), speech.t('manage.buttons.withdraw'))] : [];
  const retry = failed && button(logId('retry', id, failed.id), speech.t('manage.buttons.retry'));
  if (record.campaign.state === 'archived') {
    const again = out && retry && failed.kind === 'withdraw' ? [retry] : [];
    return [row(...withdraw, ...again, restoreButton(record.campaign, speech))];
  }
  const buttons = [
    ...(may.includes('there')
      ? [
          button(logId('there', id, generation), speech.t('manage.buttons.there'), 'main'),
          button(logId('look', id, generation), speech.t('manage.buttons.look')),
        ]
      : []),
    ...(may.includes('again') ? [button(logId('again', id, generation), againName(delivery, speech))] : []),
    ...(may.includes('leave')
      ? [button(logId('leave', id, generation), speech.t('manage.buttons.leave'))]
      : []),
    ...(out && purpose !== 'notice'
      ? [button(logId('correct', id), speech.t('manage.buttons.correct'))]
      : []),
    ...withdraw,
    ...(out && retry ? [retry] : []),
    ...(delivery.state === 'pending' && quarantine !== null
      ? [button(logId('probe', id), speech.t('manage.buttons.probe'))]
      : []),
  ];
  return buttons.length === 0 ? [] : [row(...buttons.slice(0, 5))];
}
