import type { AnnouncementWords, Occasion } from '../../campaigns/announcement.ts';
import { wordsFor } from '../../campaigns/announcement.ts';
import type { PostFile } from '../../campaigns/delivery.ts';
import type { Language } from '../../content/language.ts';
import type { Post } from '../payload.ts';
import type { Speech } from '../words.ts';
import { compose, contentLength, headlineLength } from './compose.ts';
import type { PostFacts, PostSetting } from './facts.ts';
import { inline } from './inline.ts';
import { yearsAgo } from './years.ts';

/** What one channel gets of an announcement. */
export interface AnnouncementPart extends AnnouncementWords {
  readonly occasion?: Occasion | null;
  readonly picture?: { readonly file: PostFile; readonly alt: string } | null;
}

/** The part for channels of a language. */
export function announcementPart(
  {
    announcement,
    campaign,
    occasion,
    picture: file,
  }: Pick<
    Extract<PostFacts, { purpose: 'announcement' }>,
    'announcement' | 'campaign' | 'occasion' | 'picture'
  >,
  language: Language,
): AnnouncementPart {
  const { title, text } = wordsFor(announcement, language, campaign.language);
  const alt = announcement.picture?.alt ?? '';
  return { title, text, occasion, picture: file && { file, alt } };
}

/** What an organiser wrote: the title escaped, the text with its formatting, and no mention in either. */
export function announcementPost(part: AnnouncementPart, setting: PostSetting, speech: Speech): Post {
  const { text, picture } = part;
  const blocks = [{ rank: 0, lines: [text.trim()].filter((line) => line !== ''), lineLength: contentLength }];
  const post = compose({ headline: headlineOf(part, speech), blocks, claims: [] }, setting, speech);
  if (!picture) return post;
  const attachments = [{ id: 0, filename: picture.file.name, description: picture.alt }];
  return { ...post, body: { ...post.body, attachments }, files: [picture.file] };
}

/** "Three years ago today: …" on a day of memory, the title alone on others. */
function headlineOf({ title, occasion }: AnnouncementPart, speech: Speech): string {
  if (inline(title, 10) === '') return speech.t('posts.notice.purposes.announcement');
  if (!occasion) return title;
  const { years: count, days } = occasion;
  if (days === 0) return speech.t('posts.remembrance.headline', { ago: yearsAgo(count, speech), title });
  if (days === 1) return speech.t('announce.post.tomorrow', { count, title });
  return days > 1
    ? speech.t('announce.post.ahead', { count, days, title })
    : speech.t('announce.post.since', { count, title });
}

/** By how many characters a part is too long for a message; 0 when all of it has room, also when it is late. */
export function announcementExcess(
  part: AnnouncementPart,
  setting: Omit<PostSetting, 'late'>,
  speech: Speech,
): number {
  const head = announcementPost({ ...part, text: '' }, { ...setting, late: true }, speech).body.content ?? '';
  const { length } = headlineOf(part, speech).replaceAll(/\s+/g, ' ').trim();
  const excess = head.length + '\n\n'.length + part.text.trim().length - contentLength;
  return Math.max(0, excess, length - headlineLength);
}
