import { sheetAt } from '../messages/answers/at.ts';
import { nothingFoundSheet } from '../messages/answers/nothing-found.ts';
import { place } from '../messages/place.ts';
import { defineCommand } from './contract.ts';
import { answerAbout } from './record/about.ts';
import { choices } from './record/find.ts';
import { commonOptions, parseRecordOptions, textOption } from './record/options.ts';
import { replyWith } from './record/reply.ts';
import { shelfFor, tellingFor } from './record/telling.ts';
import { periodOf, suggestMonths, suggestYears } from './record/time.ts';
import { suggestTopics, topicNamed, topicOpenings } from './record/topics.ts';

/** What happened: one event with all about it, or the events of a topic, a year or a period. */
export const timeline = defineCommand({
  name: 'timeline',
  scope: 'anywhere',
  needs: 'nothing',
  description: 'commands.timeline.description',
  options: (deps) => [
    textOption('event'),
    textOption('topic'),
    textOption('year'),
    textOption('period'),
    ...commonOptions(deps),
  ],
  parse: parseRecordOptions,
  run: async (options, asker, deps) => {
    const shelf = await shelfFor(asker, deps);
    const telling = tellingFor(shelf, options.language, asker, deps);
    if (options.event !== undefined) {
      return await answerAbout(options.event, ['event'], shelf, telling, options, asker, deps);
    }
    const topic = options.topic === undefined ? undefined : topicNamed(options.topic, telling);
    if (options.topic !== undefined && !topic) {
      const nothing = nothingFoundSheet(options.topic, topicOpenings(telling), telling);
      return await replyWith(nothing, telling, { share: false }, asker, deps);
    }
    const period = periodOf(options, telling.record, deps);
    const sheet = sheetAt(place('timeline', { subject: topic?.id ?? null, period }), telling);
    return await replyWith(sheet, telling, options, asker, deps);
  },
  suggest: async ({ option, text }, asker, deps) => {
    const shelf = await shelfFor(asker, deps);
    const telling = tellingFor(shelf, undefined, asker, deps);
    switch (option) {
      case 'event':
        return choices(shelf, text, ['event'], telling);
      case 'topic':
        return suggestTopics(text, telling);
      case 'year':
        return suggestYears(text, telling);
      default:
        return suggestMonths(text, telling);
    }
  },
});
