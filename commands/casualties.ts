import { sheetAt } from '../messages/answers/at.ts';
import { place } from '../messages/place.ts';
import { defineCommand } from './contract.ts';
import { answerAbout } from './record/about.ts';
import { choices } from './record/find.ts';
import { commonOptions, parseRecordOptions, textOption } from './record/options.ts';
import { replyWith } from './record/reply.ts';
import { shelfFor, tellingFor } from './record/telling.ts';

/** The figures of killed, injured, detained and attacked people as each document gives them; never a total. */
export const casualties = defineCommand({
  name: 'casualties',
  scope: 'anywhere',
  needs: 'nothing',
  description: 'commands.casualties.description',
  options: (deps) => [textOption('event'), ...commonOptions(deps)],
  parse: parseRecordOptions,
  run: async (options, asker, deps) => {
    const shelf = await shelfFor(asker, deps);
    const telling = tellingFor(shelf, options.language, asker, deps);
    if (options.event === undefined) {
      return await replyWith(sheetAt(place('casualties'), telling), telling, options, asker, deps);
    }
    return await answerAbout(options.event, ['event'], shelf, telling, options, asker, deps, ({ id }) =>
      place('casualties', { subject: id }),
    );
  },
  suggest: async ({ text }, asker, deps) => {
    const shelf = await shelfFor(asker, deps);
    const suggestions = choices(shelf, text, ['event'], tellingFor(shelf, undefined, asker, deps));
    if (text.trim() !== '') return suggestions;
    const counted = new Set(shelf.record.ofKind('casualties').map(({ event }) => `claim:${event}`));
    return suggestions.toSorted((a, b) => Number(counted.has(b.value)) - Number(counted.has(a.value)));
  },
});
