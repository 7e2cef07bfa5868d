import type { Language } from '../../content/language.ts';
import type { FrozenPost } from '../../campaigns/delivery.ts';
import type { Post } from '../payload.ts';
import type { Telling } from '../say.ts';
import type { Speech } from '../words.ts';
import { announcementPart, announcementPost } from './announcement.ts';
import { digestPost } from './digest.ts';
import type { PostFacts, PostSetting } from './facts.ts';
import { noticePost } from './notice.ts';
import { planningNote } from './planning-note.ts';
import { remembrancePost } from './remembrance.ts';
import { reminderPost } from './reminder.ts';

/** In which words a post is told; the texts of the record may be in a language that the interface lacks. */
export interface PostVoice {
  readonly speech: Speech;
  readonly language: Language;
}

/** The post for a delivery, by what it is for; null when there is nothing to say. */
export function renderDelivery(facts: PostFacts, given: PostSetting, voice: PostVoice): Post | null {
  const { speech } = voice;
  const setting = { ...given, note: facts.note ?? null };
  const telling = (record: Telling['record']): Telling => ({ ...voice, record, shared: true });
  switch (facts.purpose) {
    case 'remembrance':
      return remembrancePost(facts.anniversary, setting, telling(facts.anniversary.record));
    case 'planning-note':
      return planningNote(facts, setting, telling(facts.anniversary.record));
    case 'digest':
      return digestPost(facts, setting, telling, speech);
    case 'announcement':
      return announcementPost(announcementPart(facts, voice.language), setting, speech);
    case 'reminder':
      return reminderPost(facts, setting, speech);
    case 'notice':
      return noticePost(facts.campaign, facts.notice, setting, speech);
  }
}

/**
 * The same as the bytes that will be sent, on time and late: whichever goes out was settled here.
 *
 * @returns null when there is nothing to say
 */
export function freezeDelivery(
  facts: PostFacts,
  setting: Omit<PostSetting, 'late'>,
  voice: PostVoice,
): FrozenPost | null {
  const punctual = renderDelivery(facts, { ...setting, late: false }, voice);
  const late = renderDelivery(facts, { ...setting, late: true }, voice);
  if (punctual === null || late === null) return null;
  return {
    body: JSON.stringify(punctual.body),
    lateBody: JSON.stringify(late.body),
    files: punctual.files,
    claims: punctual.claims,
  };
}
