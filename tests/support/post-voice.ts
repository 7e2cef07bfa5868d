import { Temporal } from 'temporal-polyfill';
import { defaultTimes, type Campaign } from '../../campaigns/campaign.ts';
import type { PostFacts, PostSetting } from '../../messages/posts/facts.ts';
import { renderDelivery, type PostVoice } from '../../messages/posts/render.ts';
import { loadLanguages } from '../../messages/words.ts';
import type { Language } from '../../content/language.ts';

const languages = await loadLanguages();

export const now = Temporal.Instant.from('2027-01-05T14:00:00Z');

export const campaign: Campaign = {
  id: 'campaign',
  guildId: '100000000000000001',
  name: 'Solidarity',
  pack: 'test',
  zone: 'America/Lima',
  language: 'en',
  state: 'active',
  createdBy: '100000000000000002',
  organiserRole: null,
  approvals: 0,
  unanswered: 'hold',
  times: defaultTimes,
  version: 1,
  changedBy: '100000000000000002',
  changedAt: Temporal.Instant.from('2026-01-01T00:00:00Z'),
  createdAt: now,
};

export const setting: PostSetting = {
  deliveryId: 'abcdefghijklmnop',
  dueAt: now,
  zone: 'America/Lima',
  now,
  late: false,
};

export function voice(language: Language = 'en'): PostVoice {
  return { speech: languages.in(language), language };
}

/** The text of a post. */
export function text(
  facts: PostFacts,
  options: Partial<PostSetting> = {},
  language: Language = 'en',
): string {
  return renderDelivery(facts, { ...setting, ...options }, voice(language))?.body.content ?? '';
}
