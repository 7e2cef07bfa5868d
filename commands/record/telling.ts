import type { Shelf } from '../../content/library.ts';
import type { Telling } from '../../messages/say.ts';
import type { Language } from '../../content/language.ts';
import type { Asker, Deps } from '../contract.ts';

/** The pack that is read where the person asks: that of the server's campaign, else the first one. */
export async function shelfFor(asker: Asker, { library, store }: Deps): Promise<Shelf> {
  // With one pack there is nothing to choose, and nobody waits for the database.
  const [only, ...others] = library.shelves;
  if (only && others.length === 0) return only;
  const campaigns = asker.guildId === null ? [] : await store.campaigns.ofGuild(asker.guildId);
  const packs = [
    ...campaigns.filter(({ state }) => state !== 'archived'),
    ...campaigns.filter(({ state }) => state === 'archived'),
  ].map(({ pack }) => pack);
  const shelf = packs.map((pack) => library.shelf(pack)).find((found) => found) ?? only;
  if (!shelf) throw new Error('the library has no pack');
  return shelf;
}

/** How a private answer is told to somebody, in the language that they asked for or else in their own. */
export function tellingFor(
  shelf: Shelf,
  language: Language | undefined,
  asker: Asker,
  { languages }: Deps,
): Telling {
  return {
    record: shelf.record,
    speech: language === undefined ? asker.speech : languages.in(language),
    language: language ?? asker.speech.language,
    shared: false,
  };
}
