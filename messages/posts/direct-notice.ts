import type { Campaign, Snowflake } from '../../campaigns/campaign.ts';
import type { Notice } from '../../campaigns/notice.ts';
import type { Post } from '../payload.ts';
import { shorten, small } from '../text.ts';
import type { Speech } from '../words.ts';
import { contentLength } from './compose.ts';
import type { PostSetting } from './facts.ts';
import { noticePost } from './notice.ts';

/** A notice as a direct message, which says why it comes this way. Its buttons work only in the server. */
export function directNotice(
  campaign: Campaign,
  notice: Notice,
  lost: Snowflake | null,
  setting: PostSetting,
  speech: Speech,
): Post {
  const { body, claims } = noticePost(campaign, notice, setting, speech);
  const why = small(speech.t('panel.direct.why', { channel: lost === null ? '…' : `<#${lost}>` }));
  const content = `${shorten(body.content ?? '', contentLength - why.length - 2)}\n\n${why}`;
  return { body: { content, components: [], allowed_mentions: { parse: [] } }, files: [], claims };
}
