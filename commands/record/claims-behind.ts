import { Language } from '../../content/language.ts';
import type { Claim } from '../../content/schema/claim.ts';
import { shortId } from '../../messages/place.ts';
import type { Telling } from '../../messages/say.ts';
import type { Asker, Deps } from '../contract.ts';
import { UserError } from '../errors.ts';
import { shelfFor, tellingFor } from './telling.ts';

/**
 * The claims that a custom id names, eight characters each, in the order of their pack: the server's own pack is
 * looked at first.
 *
 * @throws UserError when no pack has any of them
 */
export async function claimsBehind(
  language: string | undefined,
  packed: string,
  asker: Asker,
  deps: Deps,
): Promise<{ readonly claims: readonly Claim[]; readonly telling: Telling }> {
  const spoken = Language.safeParse(language);
  const ids: readonly string[] = packed.match(/[\w-]{8}/g) ?? [];
  if (!spoken.success || ids.length === 0) throw new UserError('errors.stale');
  for (const shelf of new Set([await shelfFor(asker, deps), ...deps.library.shelves])) {
    const { pack } = shelf.record;
    const claims = pack.claims.filter(({ id }) => ids.includes(shortId(pack.id, id)));
    if (claims.length > 0) return { claims, telling: tellingFor(shelf, spoken.data, asker, deps) };
  }
  throw new UserError('errors.stale');
}
