import type { Announcement } from '../../campaigns/campaign.ts';
import type { Post } from '../payload.ts';
import type { Speech } from '../words.ts';
import { compose, contentLength } from './compose.ts';
import type { PostSetting } from './facts.ts';
import { inline } from './inline.ts';

/** What an organiser wrote: the title escaped, the text with its formatting, and no mention in either. */
export function announcementPost(
  { title, text }: Pick<Announcement, 'title' | 'text'>,
  setting: PostSetting,
  speech: Speech,
): Post {
  const blocks = [{ rank: 0, lines: [text.trim()].filter((line) => line !== ''), lineLength: contentLength }];
  const untitled = inline(title, 10) === '';
  const headline = untitled ? speech.t('posts.notice.purposes.announcement') : title;
  return compose({ headline, blocks, claims: [] }, setting, speech);
}

/**
 * Whether all of a text has room, also when the post comes late and says so. One that has not is to be sent
 * back to its author: what goes out is what was approved, never a part of it.
 */
export function announcementFits(
  announcement: Pick<Announcement, 'title' | 'text'>,
  setting: Omit<PostSetting, 'late'>,
  speech: Speech,
): boolean {
  const { content } = announcementPost(announcement, { ...setting, late: true }, speech).body;
  return content?.endsWith(announcement.text.trim()) ?? false;
}
