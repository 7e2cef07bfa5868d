import type { Claim } from '../../content/schema/claim.ts';
import type { Place } from '../place.ts';
import type { Telling } from '../say.ts';
import type { Sheet } from '../sheet.ts';
import { factEntry } from './facts.ts';
import { recordFoot } from './foot.ts';

/** What a post states, each fact with its sources. */
export function postSourcesSheet(at: Place, claims: readonly Claim[], telling: Telling): Sheet {
  const { speech } = telling;
  if (claims.length === 0) return { lead: speech.t('record.post.none'), entries: [], place: null };
  return {
    lead: speech.t('record.post.lead', { count: claims.length }),
    entries: claims.map((claim) => factEntry(claim, telling)),
    foot: [recordFoot(telling)],
    place: at,
  };
}
