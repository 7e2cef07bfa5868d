import { sheetAt } from '../messages/answers/at.ts';
import { place } from '../messages/place.ts';
import { defineCommand } from './contract.ts';
import { answerAbout } from './record/about.ts';
import { choices, claimKinds, type Kinds } from './record/find.ts';
import { commonOptions, parseRecordOptions, textOption } from './record/options.ts';
import { replyWith } from './record/reply.ts';
import { shelfFor, tellingFor } from './record/telling.ts';

const kinds: Kinds = [...claimKinds, 'source', 'glossary'];
/** What is shown of what was found: where it comes from, or what it means. */
const views = { claim: 'evidence', source: 'document', demand: 'demand', term: 'term' } as const;

/** What a claim rests on, what rests on a document, or what a word means. */
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
      return await replyWith(sheetAt(place('documents'), telling), telling, options, asker, deps);
    }
    return await answerAbout(options.find, kinds, shelf, telling, options, asker, deps, ({ kind, id }) =>
      place(views[kind], { subject: id }),
    );
  },
  suggest: async ({ text }, asker, deps) => {
    const shelf = await shelfFor(asker, deps);
    const telling = tellingFor(shelf, undefined, asker, deps);
    if (text.trim() !== '') return choices(shelf, text, kinds, telling);
    return [...choices(shelf, '', ['source'], telling), ...choices(shelf, '', claimKinds, telling)].slice(
      0,
      25,
    );
  },
});
