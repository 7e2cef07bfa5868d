import type { Claim } from '../../content/schema/claim.ts';
import { say, type Telling } from '../say.ts';
import type { Entry } from '../sheet.ts';
import { factEntry } from './facts.ts';

/** The claims that differ from this one, each with its source, and why they differ. */
export function differences(claim: Claim, telling: Telling): readonly Entry[] {
  const { speech, record } = telling;
  const heading = speech.t('record.claim.differ');
  return record.disagreementsOf(claim.id).flatMap(({ claims, why }) => [
    ...claims
      .filter((id) => id !== claim.id)
      .flatMap((id) => record.claim(id) ?? [])
      .map((other) => factEntry(other, telling, heading)),
    { heading, text: speech.t('record.claim.why', { why: say(why, telling) }) },
  ]);
}
