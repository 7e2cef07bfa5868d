import { inLanguage } from '../../content/language.ts';
import type { Post } from '../payload.ts';
import { discreet, say, type Telling } from '../say.ts';
import { compose, type Block } from './compose.ts';
import type { PostFacts, PostSetting } from './facts.ts';
import { inline } from './inline.ts';
import { momentName, timeLeft } from './moments.ts';
import { remembranceHeadline, sourcesBlock } from './remembrance.ts';

/** What organisers read some days ahead: what will be posted, when and where, in which tone, and how to stop it. */
export function planningNote(
  facts: Extract<PostFacts, { purpose: 'planning-note' }>,
  setting: PostSetting,
  telling: Telling,
): Post {
  const { speech } = telling;
  const { event } = facts.anniversary;
  const tone = event.remember.as === 'mourning' ? 'posts.planning.mourning' : 'posts.planning.milestone';
  const why = speech.t('posts.planning.why', { why: say(event.remember.why, telling) });
  const blocks: Block[] = [
    { rank: 0, lines: [plan(facts, setting, telling)] },
    { rank: 2, lines: [...(goesOut(facts) ? [speech.t(tone)] : []), why] },
    { rank: 1, lines: [speech.t('posts.planning.stop')] },
    sourcesBlock([event], telling),
  ];
  return compose(
    { headline: headline(facts, setting, telling), blocks, claims: [event.id] },
    setting,
    speech,
  );
}

function goesOut({ remembrance, channels }: Extract<PostFacts, { purpose: 'planning-note' }>): boolean {
  return remembrance?.dropped === null && channels.length > 0;
}

function headline(
  { anniversary, remembrance }: Extract<PostFacts, { purpose: 'planning-note' }>,
  { now, zone }: PostSetting,
  telling: Telling,
): string {
  const { record, event, years } = anniversary;
  const { text } = inLanguage(event.title, telling.language, record.pack.languages);
  const variables = { count: years, title: discreet(text, telling) };
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const days =
    remembrance?.dropped === null
      ? today.until(remembrance.at.toZonedDateTimeISO(zone).toPlainDate()).days
      : 0;
  if (days < 2) return telling.speech.t('posts.planning.headlineSoon', variables);
  return telling.speech.t('posts.planning.headline', { ...variables, days });
}

function plan(
  { anniversary, remembrance, channels }: Extract<PostFacts, { purpose: 'planning-note' }>,
  { now, zone }: PostSetting,
  telling: Telling,
): string {
  const { speech } = telling;
  if (remembrance === null || channels.length === 0) return speech.t('posts.planning.none');
  const moment = momentName(remembrance.at, zone, speech);
  if (remembrance.dropped !== null) return speech.t('posts.planning.skipped', { moment });
  const ahead = remembrance.at.epochMilliseconds > now.epochMilliseconds;
  return speech.t('posts.planning.plan', {
    moment: ahead ? `${moment}, ${timeLeft(remembrance.at)}` : moment,
    channels: channels.map((id) => `<#${id}>`).join(', '),
    first: inline(remembranceHeadline(anniversary, telling), 180),
  });
}
