import { sheetAt } from '../messages/answers/at.ts';
import { place } from '../messages/place.ts';
import { defineCommand } from './contract.ts';
import { answerAbout } from './record/about.ts';
import { choices, claimKinds } from './record/find.ts';
import { commonOptions, parseRecordOptions, textOption } from './record/options.ts';
import { replyWith } from './record/reply.ts';
import { shelfFor, tellingFor } from './record/telling.ts';

/** What a claim rests on, or what rests on a document. */
export const source = defineCommand({
  name: 'source',
  scope: 'anywhere',
  needs: 'nothing',
  description: 'commands.source.description',
  options: (deps) => [textOption('find'), ...commonOptions(deps)],
  parse: parseRecordOptions,
  run: async (options, asker, deps) => {
    const shelf = await shelfFor(asker, deps);
    const telling = tellingFor(shelf, options.language, asker, deps);
    if (options.find === undefined) {
      return replyWith(sheetAt(place('documents'), telling), telling, options, asker);
    }
    return answerAbout(
      options.find,
      [...claimKinds, 'source'],
      shelf,
      telling,
      options,
      asker,
      ({ kind, id }) => place(kind === 'source' ? 'document' : 'evidence', { subject: id }),
    );
  },
  suggest: async ({ text }, asker, deps) => {
    const shelf = await shelfFor(asker, deps);
    const telling = tellingFor(shelf, undefined, asker, deps);
    if (text.trim() !== '') return choices(shelf, text, [...claimKinds, 'source'], telling);
    return [...choices(shelf, '', ['source'], telling), ...choices(shelf, '', claimKinds, telling)].slice(
      0,
      25,
    );
  },
});
