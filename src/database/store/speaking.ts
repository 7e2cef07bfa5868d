import { sql } from 'kysely';

/**
 * Whether an occurrence of a campaign goes out, in a statement that has both: a paused campaign still tells its
 * organisers what they must know or decide; one that was put away says nothing.
 */
export const speaks = sql<boolean>`(
  campaigns.state = 'active' or (campaigns.state = 'paused' and occurrences.purpose = 'notice')
)`;
