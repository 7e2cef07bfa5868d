import type { Source } from '../../content/schema/pack.ts';
import { dateName } from '../dates.ts';
import { discreet, languageName, say, type Telling } from '../say.ts';

/**
 * What is known of a document, a line each; what was learned elsewhere says so, and how.
 *
 * @param above what stands above these lines already: the title needs no line when nothing is to be said of it
 */
export function sourceFields(
  source: Source,
  telling: Telling,
  above: { readonly titled: boolean },
): readonly string[] {
  const { speech } = telling;
  const unknown = speech.t('record.document.unknown');
  const marked = (field: keyof Source['learnedElsewhere'], line: string): string => {
    const how = source.learnedElsewhere[field];
    return how === undefined
      ? line
      : speech.t('record.document.learned', { field: line, how: say(how, telling) });
  };
  const title = marked(
    'title',
    speech.t('record.document.title', { value: discreet(source.title, telling) }),
  );
  return [
    ...(above.titled && source.learnedElsewhere.title === undefined ? [] : [title]),
    marked('author', speech.t('record.document.author', { value: source.author ?? unknown })),
    marked('publisher', speech.t('record.document.publisher', { value: source.publisher ?? unknown })),
    marked('date', speech.t('record.document.date', { value: dateName(source.date, speech) })),
    speech.t('record.document.language', { value: languageName(source.language, speech) }),
    marked(
      'url',
      speech.t('record.document.url', { value: source.url === undefined ? unknown : `<${source.url}>` }),
    ),
  ];
}
