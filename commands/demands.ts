import { sheetAt } from '../messages/answers/at.ts';
import { place } from '../messages/place.ts';
import { defineCommand } from './contract.ts';
import { answerAbout } from './record/about.ts';
import { choices } from './record/find.ts';
import { commonOptions, parseRecordOptions, textOption } from './record/options.ts';
import { replyWith } from './record/reply.ts';
import { shelfFor, tellingFor } from './record/telling.ts';

/** What is demanded, by whom, in which document. */
export const demands = defineCommand({
  name: 'demands',
  scope: 'anywhere',
  needs: 'nothing',
  description: 'commands.demands.description',
  options: (deps) => [textOption('demand'), ...commonOptions(deps)],
  parse: parseRecordOptions,
  run: async (options, asker, deps) => {
    const shelf = await shelfFor(asker, deps);
    const telling = tellingFor(shelf, options.language, asker, deps);
    if (options.demand !== undefined) {
      return await answerAbout(options.demand, ['demand-list'], shelf, telling, options, asker, deps);
    }
    return await replyWith(sheetAt(place('demands'), telling), telling, options, asker, deps);
  },
  suggest: async ({ text }, asker, deps) => {
    const shelf = await shelfFor(asker, deps);
    return choices(shelf, text, ['demand-list'], tellingFor(shelf, undefined, asker, deps));
  },
});
