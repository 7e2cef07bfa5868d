import type { CampaignChannel, Snowflake } from '../../campaigns/campaign.ts';
import type { PostFacts } from './facts.ts';

/**
 * The role that a post mentions in a channel, as its organisers chose; nobody on a day of mourning, whatever they
 * chose.
 */
export function pingOf({ ping }: Pick<CampaignChannel, 'ping'>, facts: PostFacts): Snowflake | null {
  if (ping === null || !ping.for.some((purpose) => purpose === facts.purpose)) return null;
  const mourning =
    (facts.purpose === 'remembrance' && facts.anniversary.event.remember.as === 'mourning') ||
    (facts.purpose === 'announcement' && facts.announcement.mourning);
  return mourning ? null : ping.role;
}
