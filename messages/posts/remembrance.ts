import type { Claim, PersonClaim } from '../../content/schema/claim.ts';
import { dateName } from '../dates.ts';
import type { Post } from '../payload.ts';
import { say, type Telling } from '../say.ts';
import { capital } from '../text.ts';
import { sourceLines } from './citations.ts';
import { compose, type Block } from './compose.ts';
import type { Anniversary, PostSetting } from './facts.ts';
import { inline } from './inline.ts';
import { yearsAgo } from './years.ts';

/**
 * The post on the day itself. On a day of mourning the names come first, then where and when it was and why it
 * is remembered; where the record has no names, it says so. How people died is told only on request: the event's
 * own text and the figures, whose words can tell it, stay out. A milestone says what happened. Neither has
 * anything to press but the sources, nor an emoji, an exclamation mark or a colour.
 */
export function remembrancePost(anniversary: Anniversary, setting: PostSetting, telling: Telling): Post {
  const { event } = anniversary;
  const mourned = event.remember.as === 'mourning';
  const killed = mourned ? killedIn(anniversary) : [];
  const people = killed.filter(({ withheld }) => !withheld);
  const unnamed = mourned && killed.length === 0 ? [telling.speech.t('posts.remembrance.unnamed')] : [];
  const stated: Claim[] = [event, ...people];
  const what = say(mourned ? event.remember.why : event.text, telling);
  const blocks: Block[] = [
    namesBlock(people, telling),
    { rank: 1, lines: [whereAndWhen(anniversary, telling)] },
    { rank: 2, lines: [what, ...unnamed], lineLength: 1200 },
    { rank: 3, lines: mourned ? [`-# ${telling.speech.t('posts.remembrance.onRequest')}`] : [] },
    sourcesBlock(stated, telling),
  ];
  const headline = remembranceHeadline(anniversary, telling);
  return compose({ headline, blocks, claims: stated.map(({ id }) => id) }, setting, telling.speech);
}

/** "Four years ago today: …" */
export function remembranceHeadline({ event, years }: Anniversary, telling: Telling): string {
  const { speech } = telling;
  return speech.t('posts.remembrance.headline', {
    ago: yearsAgo(years, speech),
    title: say(event.title, telling),
  });
}

/** What a post rests on; it is kept before anything else. */
export function sourcesBlock(claims: readonly Claim[], telling: Telling): Block {
  const { speech } = telling;
  return {
    rank: 0,
    lines: [speech.t('posts.sources.heading'), ...sourceLines(claims, telling)],
    more: (count) => `- ${speech.t('posts.more', { count })}`,
  };
}

/** People whom a cited document names as killed, those included whose families asked not to show the name. */
function killedIn({ record, event }: Anniversary): readonly PersonClaim[] {
  return record.ofKind('person').filter((person) => person.event === event.id && person.harm === 'killed');
}

function namesBlock(people: readonly PersonClaim[], { speech }: Telling): Block {
  const names = people.map(({ name, age }) => {
    const shown = inline(name, 100);
    return `- ${age === undefined ? shown : speech.t('record.people.age', { name: shown, age })}`;
  });
  return {
    rank: 1,
    lines: names.length === 0 ? [] : [speech.t('posts.remembrance.names'), ...names],
    more: (count) => `- ${speech.t('posts.remembrance.more', { count })}`,
  };
}

function whereAndWhen({ event }: Anniversary, telling: Telling): string {
  const place = event.place === undefined ? [] : [say(event.place, telling)];
  return capital([dateName(event.date, telling.speech), ...place].join(', '), telling.speech.language);
}
