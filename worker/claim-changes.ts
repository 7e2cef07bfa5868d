import { createHash } from 'node:crypto';
import type { Clock } from '../campaigns/ports/clock.ts';
import type { Log } from '../campaigns/ports/log.ts';
import type { Store } from '../campaigns/ports/store.ts';
import type { Library } from '../content/library.ts';
import type { Claim } from '../content/schema/claim.ts';
import { named } from './delivery-lines.ts';

/**
 * Compares what the claims of every pack say with what they said when the app last started: packs change only
 * while it is down. Organisers who posted a claim that changed are told.
 */
export async function noticeChangedClaims({
  store,
  library,
  clock,
  log,
}: {
  readonly store: Pick<Store, 'claimContents'>;
  readonly library: Library;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<void> {
  for (const { record } of library.shelves) {
    const { id, claims } = record.pack;
    const hashes = new Map(claims.map((claim) => [claim.id, contentOf(claim)]));
    const { changed, told, posts } = await store.claimContents.takeOver(id, hashes, clock.now());
    if (changed.length > 0) {
      log.info(
        { pack: id, changed, told, ...named(posts) },
        'claims of a pack say something else than before',
      );
    }
  }
}

/** A hash of all that is shown of a claim. What an editor keeps in order to prove it is left out. */
export function contentOf(claim: Claim): Uint8Array {
  const citations = claim.citations.map(({ terms: _terms, ...shown }) => shown);
  return createHash('sha256')
    .update(sorted({ ...claim, citations }))
    .digest();
}

/**
 * JSON with its keys in order, so that moving a line in a pack changes nothing. A date counts as it is written: what
 * the code makes of it may become another thing in a later version.
 */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    if ('written' in part) return part.written;
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
