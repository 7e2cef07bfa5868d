import type { Campaign, Snowflake } from '../../campaigns/campaign.ts';
import type { LogEntry, LoggedPost } from '../../campaigns/ports/logbook.ts';
import type { PackRecord } from '../../content/record.ts';
import { inline } from '../posts/inline.ts';
import { momentName } from '../posts/moments.ts';
import type { Speech } from '../words.ts';
import { aboutText, postNamed } from './log-about.ts';
import { decisionText } from './log-decisions.ts';
import { causeInWords, whyEnded } from './post-words.ts';

/** Makes the address of a message. */
export type LinkTo = (message: {
  readonly guildId: Snowflake;
  readonly channelId: Snowflake;
  readonly messageId: Snowflake;
}) => string;

/** From so many minutes on a post counts as late. */
const lateMinutes = 15;

/** An entry of the log in one line: when, who or what, what it is about, and how it went. */
export function entryLine(
  entry: LogEntry,
  { zone }: Pick<Campaign, 'zone'>,
  record: PackRecord | null,
  linkTo: LinkTo,
  speech: Speech,
): string {
  const moment = momentName(entry.at, zone, speech);
  if (entry.kind === 'decision') {
    const about = aboutText(entry, record, speech);
    const line = {
      moment,
      who: whoDid(entry.by, entry.what, speech),
      what: decisionText(entry, speech),
    };
    return about === ''
      ? speech.t('log.line.decision', line)
      : speech.t('log.line.decisionAbout', { ...line, about });
  }
  const { post } = entry;
  const line = {
    moment,
    what: postNamed(post, record, speech),
    channel: `<#${post.channelId}>`,
    how: entry.kind === 'post' ? postText(entry, linkTo, speech) : amendmentText(entry, linkTo, speech),
  };
  return minutesLate(entry) < lateMinutes
    ? speech.t('log.line.post', line)
    : speech.t('log.line.postDue', { ...line, due: momentName(post.dueAt, zone, speech) });
}

/** How long after it was due what a line tells of happened. */
function minutesLate({ at, post }: Exclude<LogEntry, { kind: 'decision' }>): number {
  return Math.floor((at.epochMilliseconds - post.dueAt.epochMilliseconds) / 60_000);
}

/** Where a post stands, as a link; empty when it is not there. */
export function linkOf(
  { guildId, channelId, messageId }: Pick<LoggedPost, 'guildId' | 'channelId' | 'messageId'>,
  linkTo: LinkTo,
): string {
  return messageId === null ? '' : linkTo({ guildId, channelId, messageId });
}

/** What the bot does by itself begins with these. */
const byItself = /^(?:guild\.|approval\.(?:ask$|change|release|miss|pass-over))/;

function whoDid(by: Snowflake | null, what: string, speech: Speech): string {
  if (by !== null) return `<@${by}>`;
  return speech.t(byItself.test(what) ? 'log.who.bot' : 'log.who.forgotten');
}

function postText(entry: Extract<LogEntry, { kind: 'post' }>, linkTo: LinkTo, speech: Speech): string {
  const { post, state, reason, cause, takenDown } = entry;
  const why = whyEnded(reason, cause, speech);
  switch (state) {
    case 'sent': {
      if (takenDown === 'withdrawn') return speech.t('log.how.withdrawn');
      if (takenDown === 'gone') return speech.t('log.how.gone');
      const link = linkOf(post, linkTo);
      const count = minutesLate(entry);
      return count < lateMinutes
        ? speech.t('log.how.sent', { link })
        : speech.t('log.how.sentLate', { count, link });
    }
    case 'failed':
    case 'skipped':
    case 'missed':
    case 'unknown':
      return speech.t(`log.how.${state}`, { why });
  }
}

function amendmentText(
  { post, amendment }: Extract<LogEntry, { kind: 'amendment' }>,
  linkTo: LinkTo,
  speech: Speech,
): string {
  const link = linkOf(post, linkTo);
  const why = causeInWords(amendment.cause ?? '', speech);
  const done = amendment.state === 'done';
  switch (amendment.kind) {
    case 'correct':
      return done
        ? speech.t('log.how.corrected', { text: inline(amendment.what, 120), link })
        : speech.t('log.how.notCorrected', { why });
    case 'withdraw':
      return done ? speech.t('log.how.taken') : speech.t('log.how.notTaken', { why });
    case 'crosspost':
      return done ? speech.t('log.how.crossposted', { link }) : speech.t('log.how.notCrossposted', { why });
  }
}
