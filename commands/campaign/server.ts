import type { Snowflake } from '../../campaigns/campaign.ts';
import type { Asker, Deps } from '../contract.ts';
import { AnsweredElsewhere, UserError } from '../errors.ts';

/**
 * The server from which somebody asks: every look at a campaign is bound to it.
 *
 * @throws UserError in a direct message
 */
export function serverOf({ guildId }: Asker): Snowflake {
  if (guildId === null) throw new UserError('errors.onlyInServer');
  return guildId;
}

/**
 * Claims an interaction before something is written because of it: of two processes that answer it, during an
 * upgrade, only one writes.
 *
 * @throws AnsweredElsewhere when another one has it
 */
export async function claimOnce({ interactionId }: Asker, { store }: Deps): Promise<void> {
  if (!(await store.interactions.claim(interactionId))) throw new AnsweredElsewhere();
}
