import type { LogEntry } from '../../campaigns/ports/logbook.ts';
import { inline } from '../posts/inline.ts';
import type { WordKey, Words } from '../words.generated.ts';
import type { Speech } from '../words.ts';

/** The keys of words that take no variables. */
type PlainKey = { [Key in WordKey]: Words[Key] extends null ? Key : never }[WordKey];

/** What kind of thing a decision is about; null where it is about the campaign and nothing more. */
export type Concern =
  | 'action'
  | 'announcement'
  | 'post'
  | 'channel'
  | 'settings'
  | 'approvals'
  | 'role'
  | null;

/** What somebody did, by its name in the log, and what it is about. Every name that the code writes stands here; a test holds it. */
export const decisions = {
  'campaign.create': ['log.what.campaign.create', null],
  'campaign.settings': ['log.what.campaign.settings', 'settings'],
  'campaign.approvals': ['log.what.campaign.approvals', 'approvals'],
  'campaign.organiser-role': ['log.what.campaign.organiser-role', 'role'],
  'campaign.state': ['log.what.campaign.state', null],
  'campaign.import': ['log.what.campaign.import', null],
  'channel.add': ['log.what.channel.add', 'channel'],
  'channel.change': ['log.what.channel.change', 'channel'],
  'channel.remove': ['log.what.channel.remove', 'channel'],
  'channel.replace': ['log.what.channel.replace', 'channel'],
  'slot.skip': ['log.what.slot.skip', 'post'],
  'slot.unskip': ['log.what.slot.unskip', 'post'],
  'slot.move': ['log.what.slot.move', 'post'],
  'slot.move-back': ['log.what.slot.move-back', 'post'],
  'slot.note': ['log.what.slot.note', 'post'],
  'slot.post-now': ['log.what.slot.post-now', 'post'],
  'action.draft': ['log.what.action.draft', 'action'],
  'action.edit': ['log.what.action.edit', 'action'],
  'action.publish': ['log.what.action.publish', 'action'],
  'action.reached': ['log.what.action.reached', 'action'],
  'action.close': ['log.what.action.close', 'action'],
  'action.reopen': ['log.what.action.reopen', 'action'],
  'action.discard': ['log.what.action.discard', 'action'],
  'action.restore': ['log.what.action.restore', 'action'],
  'announcement.draft': ['log.what.announcement.draft', 'announcement'],
  'announcement.change': ['log.what.announcement.change', 'announcement'],
  'announcement.schedule': ['log.what.announcement.schedule', 'announcement'],
  'announcement.discard': ['log.what.announcement.discard', 'announcement'],
  'announcement.withdraw': ['log.what.announcement.withdraw', 'announcement'],
  'approval.ask': ['log.what.approval.ask', 'post'],
  'approval.change': ['log.what.approval.change', 'post'],
  'approval.vote': ['log.what.approval.vote', 'post'],
  'approval.take-back': ['log.what.approval.take-back', 'post'],
  'approval.reject': ['log.what.approval.reject', 'post'],
  'approval.ask-again': ['log.what.approval.ask-again', 'post'],
  'approval.release': ['log.what.approval.release', 'post'],
  'approval.miss': ['log.what.approval.miss', 'post'],
  'approval.pass-over': ['log.what.approval.pass-over', 'post'],
  'guild.left': ['log.what.guild.left', null],
  'guild.returned': ['log.what.guild.returned', null],
  'post.correct': ['log.what.post.correct', 'post'],
  'post.withdraw': ['log.what.post.withdraw', 'post'],
  'post.there': ['log.what.post.there', 'post'],
  'post.again': ['log.what.post.again', 'post'],
  'post.leave': ['log.what.post.leave', 'post'],
  'post.retry': ['log.what.post.retry', 'post'],
} as const satisfies Readonly<Record<string, readonly [PlainKey, Concern]>>;

const states = {
  active: 'log.what.state.active',
  paused: 'log.what.state.paused',
  archived: 'log.what.state.archived',
} as const;

/** What somebody did, in words that follow their name. */
export function decisionText(
  { what, details }: Pick<Extract<LogEntry, { kind: 'decision' }>, 'what' | 'details'>,
  speech: Speech,
): string {
  const to = details['to'];
  if (what === 'campaign.state' && (to === 'active' || to === 'paused' || to === 'archived')) {
    return speech.t(states[to]);
  }
  return isKnown(what)
    ? speech.t(decisions[what][0])
    : speech.t('log.what.other', { what: inline(what, 40) });
}

/** What kind of thing it is about. */
export function concernOf(what: string): Concern {
  return isKnown(what) ? decisions[what][1] : null;
}

function isKnown(what: string): what is keyof typeof decisions {
  return Object.hasOwn(decisions, what);
}
