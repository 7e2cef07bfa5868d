import { tokens } from '../../content/search/tokens.ts';
import type { Topic } from '../../content/schema/pack.ts';
import { place } from '../../messages/place.ts';
import { say, type Telling } from '../../messages/say.ts';
import type { Opening } from '../../messages/sheet.ts';
import { oneLine, shorten } from '../../messages/text.ts';
import type { Choice } from '../contract.ts';

/** The topic that is named: by its id, or by words that its title begins with or has in it, in any language. */
export function topicNamed(text: string, telling: Telling): Topic | undefined {
  const byId = telling.record.topic(text.trim());
  if (byId || tokens(text).length === 0) return byId;
  return topicsFitting(text, telling)[0];
}

/** Suggestions for a topic; all of them while nothing is typed. */
export function suggestTopics(text: string, telling: Telling): readonly Choice[] {
  return topicsFitting(text, telling).map((topic) => ({ name: topicName(topic, telling), value: topic.id }));
}

/** The timeline of each topic, to be opened. */
export function topicOpenings(telling: Telling): readonly Opening[] {
  return telling.record.pack.topics.map((topic) => ({
    label: topicName(topic, telling),
    place: place('timeline', { subject: topic.id }),
  }));
}

function topicsFitting(text: string, { record }: Telling): readonly Topic[] {
  const words = tokens(text);
  return record.pack.topics.filter(({ title }) => {
    const known = Object.values(title).flatMap((name) => tokens(name));
    return words.every((word) => known.some((name) => name.startsWith(word)));
  });
}

function topicName({ title }: Topic, telling: Telling): string {
  return shorten(oneLine(say(title, telling)), 100);
}
