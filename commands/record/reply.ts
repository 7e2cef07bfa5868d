import { Language } from '../../content/language.ts';
import { postSourcesSheet } from '../../messages/answers/post-sources.ts';
import { sheetAt } from '../../messages/answers/at.ts';
import { shownPicture } from '../../messages/pictures/picture.ts';
import { decodePlace, type Place } from '../../messages/place.ts';
import type { Telling } from '../../messages/say.ts';
import type { Answer } from '../../messages/payload.ts';
import { pictureOf, sheetAnswer, type Sheet } from '../../messages/sheet.ts';
import type { Asker, Deps, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';
import { shelfFor, tellingFor } from './telling.ts';

/**
 * A command's answer: shared in the channel when that was asked for and the person may speak there, else
 * private, with the reason when it was asked for.
 */
export async function replyWith(
  sheet: Sheet,
  telling: Telling,
  wish: { readonly share: boolean },
  asker: Asker,
  deps: Pick<Deps, 'pictures' | 'store'>,
): Promise<Reply> {
  const refused = wish.share ? await whyNotShared(asker, telling.speech, deps) : null;
  const share = wish.share && refused === null;
  const shown = refused === null ? sheet : { ...sheet, remarks: [refused, ...(sheet.remarks ?? [])] };
  const answer = await withPicture(shown, { ...telling, shared: share }, deps);
  return { kind: 'answer', private: !share, answer };
}

/**
 * Why somebody may not share an answer now: they may not speak there, or shared one a moment ago. Null when they may;
 * then they have to wait for the next one.
 */
export async function whyNotShared(
  { permissions, userId }: Asker,
  speech: Telling['speech'],
  { store }: Pick<Deps, 'store'>,
): Promise<string | null> {
  if (!permissions.speak) return speech.t('errors.cannotShare');
  const count = await store.cooldowns.take('share', userId);
  return count === 0 ? null : speech.t('pledge.share.wait', { count });
}

/** A page of an answer with its picture, drawn anew each time; without it when it cannot be drawn soon. */
export async function withPicture(
  sheet: Sheet,
  telling: Telling,
  { pictures }: Pick<Deps, 'pictures'>,
): Promise<Answer> {
  const picture = pictureOf(sheet);
  const png = picture && (await pictures.png(picture.svg));
  return sheetAnswer(sheet, telling, png ? shownPicture(picture, png) : undefined);
}

/** Where a button leads: the place, and how its answer is told. */
export interface Way {
  readonly place: Place;
  readonly telling: Telling;
}

/**
 * Reads the language and the place from a custom id. The place may be of any pack: that of the server first.
 *
 * @throws UserError when they are not, or no more, to be found
 */
export async function wayOf(
  language: string | undefined,
  steps: readonly string[],
  asker: Asker,
  deps: Deps,
): Promise<Way> {
  const spoken = Language.safeParse(language);
  if (!spoken.success) throw new UserError('errors.stale');
  for (const shelf of [await shelfFor(asker, deps), ...deps.library.shelves]) {
    const place = decodePlace(steps, shelf.record);
    if (place) return { place, telling: tellingFor(shelf, spoken.data, asker, deps) };
  }
  throw new UserError('errors.stale');
}

/**
 * The answer at a place.
 *
 * @throws UserError when it is not, or no more, to be found
 */
export async function sheetOf(
  { place, telling }: Way,
  asker: Asker,
  deps: Deps,
): Promise<Way & { readonly sheet: Sheet }> {
  if (place.view === 'post') return await postSheet({ place, telling }, asker, deps);
  return { place, telling, sheet: sheetAt(place, telling) };
}

/** What a post of the asker's own server states. Of another server's post nothing is said, not even that it exists. */
async function postSheet(
  { place, telling }: Way,
  asker: Asker,
  deps: Deps,
): Promise<Way & { readonly sheet: Sheet }> {
  const delivery = place.subject === null ? null : await deps.store.ledger.find(place.subject);
  if (!delivery || asker.guildId === null || delivery.channel.guildId !== asker.guildId) {
    throw new UserError('errors.unknownPost');
  }
  const campaign = await deps.store.campaigns.find(asker.guildId, delivery.campaignId);
  const record = (campaign && deps.library.shelf(campaign.pack)?.record) ?? telling.record;
  const claims = (delivery.frozen?.claims ?? []).flatMap((id) => record.claim(id) ?? []);
  const ofPack = { ...telling, record };
  return { place, telling: ofPack, sheet: postSourcesSheet(place, claims, ofPack) };
}
