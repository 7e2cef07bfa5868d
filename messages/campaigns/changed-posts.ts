import type { Campaign, Id } from '../../campaigns/campaign.ts';
import type { PostRecord } from '../../campaigns/post-record.ts';
import type { PackRecord } from '../../content/record.ts';
import { button, choose, line, row, words } from '../components.ts';
import { blocksPerPage } from '../pages.ts';
import type { Answer } from '../payload.ts';
import { momentName } from '../posts/moments.ts';
import { shorten } from '../text.ts';
import type { Speech } from '../words.ts';
import { claimName } from './claim-name.ts';
import { linkOf, type LinkTo } from './log-lines.ts';
import { logId } from './log-routes.ts';
import { purposeName } from './post-words.ts';

export interface ChangedPosts {
  readonly campaign: Campaign;
  /** The delivery of the notice about it. */
  readonly noticeId: Id;
  readonly claims: readonly string[];
  /** Newest first. */
  readonly posts: readonly PostRecord[];
  readonly record: PackRecord | null;
}

/** The posts that state what the record says differently now, with what can be done about all of them or one. */
export function changedPosts(
  { noticeId, claims, posts, record }: ChangedPosts,
  linkTo: LinkTo,
  speech: Speech,
): Answer {
  if (posts.length === 0) return { components: [words(speech.t('manage.all.none'))] };
  const shown = posts.slice(0, blocksPerPage);
  const what = ({ delivery }: PostRecord): string => purposeName(delivery.purpose, speech);
  const moment = ({ delivery, endedAt }: PostRecord): string =>
    momentName(endedAt ?? delivery.dueAt, delivery.zone, speech);
  const more = posts.length - shown.length;
  const lines = shown.map((post) => {
    const { channel } = post.delivery;
    return speech.t('manage.all.line', {
      what: what(post),
      channel: `<#${channel.channelId}>`,
      moment: moment(post),
      link: linkOf({ ...channel, messageId: post.messageId }, linkTo),
    });
  });
  const options = shown.map((post) => ({
    label: speech.t('log.option', { what: what(post), moment: moment(post) }),
    value: post.delivery.id,
  }));
  return {
    components: [
      words(speech.t('manage.all.lead', { count: posts.length })),
      words(shorten(claimsText(claims, record, speech), 900)),
      line(),
      ...lines.map((text) => words(text)),
      ...(more > 0 ? [words(speech.t('manage.facts.more', { count: more }))] : []),
      row(button(logId('allWhat', noticeId), speech.t('manage.buttons.all'), 'main')),
      row(choose(logId('open'), speech.t('log.open'), options)),
    ],
  };
}

const mostClaims = 6;

/** What changed in the record, in a line. */
export function claimsText(claims: readonly string[], record: PackRecord | null, speech: Speech): string {
  const more = claims.length - mostClaims;
  const names = claims.slice(0, mostClaims).map((id) => claimName(id, record, speech));
  const rest = more > 0 ? [speech.t('manage.facts.more', { count: more })] : [];
  return speech.t('manage.all.claims', { claims: [...names, ...rest].join('; ') });
}
