import type { Hit, Shelf } from '../../content/library.ts';
import { sheetAt } from '../../messages/answers/at.ts';
import { nothingFoundSheet } from '../../messages/answers/nothing-found.ts';
import { place, type Place } from '../../messages/place.ts';
import type { Telling } from '../../messages/say.ts';
import type { Opening } from '../../messages/sheet.ts';
import { typed } from '../../messages/text.ts';
import type { Asker, Deps, Reply } from '../contract.ts';
import { hitOpening, match, nearest, type Kinds } from './find.ts';
import { replyWith } from './reply.ts';

/** Where the answer about something found is. */
type PlaceOf = (hit: Hit) => Place;

const details: PlaceOf = ({ kind, id }) => place(kind === 'source' ? 'document' : kind, { subject: id });

/**
 * The answer about what a person named: by a suggestion or in words of their own. When the words were matched,
 * the answer says how they were understood and offers the rest; when nothing fits, what comes nearest.
 */
export async function answerAbout(
  text: string,
  kinds: Kinds,
  shelf: Shelf,
  telling: Telling,
  wish: { readonly share: boolean },
  asker: Asker,
  deps: Pick<Deps, 'pictures' | 'store'>,
  placeOf: PlaceOf = details,
): Promise<Reply> {
  const openings = (hits: readonly Hit[]): readonly Opening[] =>
    hits.map((hit) => hitOpening(hit, placeOf(hit), telling));
  const matched = match(shelf, text, kinds, telling);
  if (!matched) {
    const nothing = nothingFoundSheet(text, openings(nearest(shelf, text, kinds, telling)), telling);
    return await replyWith(nothing, telling, { share: false }, asker, deps);
  }
  const sheet = sheetAt(placeOf(matched.hit), telling);
  const understood = telling.speech.t(
    matched.others.length > 0 ? 'record.understood' : 'record.understoodAlone',
    {
      text: typed(text),
    },
  );
  const unknown = shelf.search.unknown(text);
  const nothingOn =
    unknown.length === 0
      ? []
      : [
          telling.speech.t('record.nothingOn', {
            words: unknown
              .map((words) => telling.speech.t('record.text.titled', { title: typed(words) }))
              .join(', '),
          }),
        ];
  const explained =
    matched.guessed && !(wish.share && asker.permissions.speak)
      ? { ...sheet, remarks: [understood, ...nothingOn], openings: openings(matched.others) }
      : sheet;
  return await replyWith(explained, telling, wish, asker, deps);
}
