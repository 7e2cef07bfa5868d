import type { LogEntry } from '../../campaigns/ports/logbook.ts';
import { inline } from '../posts/inline.ts';
import type { WordKey, Words } from '../words.generated.ts';
import type { Speech } from '../words.ts';

/** The keys of words that take no variables. */
type PlainKey = { [Key in WordKey]: Words[Key] extends null ? Key : never }[WordKey];

/** What somebody did, by its name in the log. Every name that the code writes stands here; a test holds it. */
export const decisions: Readonly<Record<string, PlainKey>> = {
  'campaign.create': 'log.what.campaign.create',
  'campaign.settings': 'log.what.campaign.settings',
  'campaign.approvals': 'log.what.campaign.approvals',
  'campaign.organiser-role': 'log.what.campaign.organiser-role',
  'campaign.state': 'log.what.campaign.state',
  'campaign.import': 'log.what.campaign.import',
  'channel.add': 'log.what.channel.add',
  'channel.change': 'log.what.channel.change',
  'channel.remove': 'log.what.channel.remove',
  'channel.replace': 'log.what.channel.replace',
  'slot.skip': 'log.what.slot.skip',
  'slot.unskip': 'log.what.slot.unskip',
  'slot.move': 'log.what.slot.move',
  'slot.move-back': 'log.what.slot.move-back',
  'slot.note': 'log.what.slot.note',
  'slot.post-now': 'log.what.slot.post-now',
  'action.draft': 'log.what.action.draft',
  'action.edit': 'log.what.action.edit',
  'action.publish': 'log.what.action.publish',
  'action.reached': 'log.what.action.reached',
  'action.close': 'log.what.action.close',
  'action.reopen': 'log.what.action.reopen',
  'action.discard': 'log.what.action.discard',
  'action.restore': 'log.what.action.restore',
  'announcement.draft': 'log.what.announcement.draft',
  'announcement.change': 'log.what.announcement.change',
  'announcement.schedule': 'log.what.announcement.schedule',
  'announcement.discard': 'log.what.announcement.discard',
  'announcement.withdraw': 'log.what.announcement.withdraw',
  'approval.ask': 'log.what.approval.ask',
  'approval.change': 'log.what.approval.change',
  'approval.vote': 'log.what.approval.vote',
  'approval.take-back': 'log.what.approval.take-back',
  'approval.reject': 'log.what.approval.reject',
  'approval.ask-again': 'log.what.approval.ask-again',
  'approval.release': 'log.what.approval.release',
  'approval.miss': 'log.what.approval.miss',
  'approval.pass-over': 'log.what.approval.pass-over',
  'guild.left': 'log.what.guild.left',
  'guild.returned': 'log.what.guild.returned',
  'post.correct': 'log.what.post.correct',
  'post.withdraw': 'log.what.post.withdraw',
  'post.there': 'log.what.post.there',
  'post.again': 'log.what.post.again',
  'post.leave': 'log.what.post.leave',
  'post.retry': 'log.what.post.retry',
};

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
  const key = Object.hasOwn(decisions, what) ? decisions[what] : undefined;
  return key === undefined ? speech.t('log.what.other', { what: inline(what, 40) }) : speech.t(key);
}
