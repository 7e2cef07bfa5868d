import type { Snowflake } from '../../campaigns/campaign.ts';
import type { Speech } from '../words.ts';

/** Who did something: a mention, or that it was somebody whose name is not kept any more. */
export function personName(person: Snowflake | null, speech: Speech): string {
  return person === null ? speech.t('errors.somebody') : `<@${person}>`;
}
