import type { GeneratedAlways } from 'kysely';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { CooledDown } from '../../../campaigns/cooldowns.ts';
import type { Json, Moment, Stamp, UsualJson } from './columns.ts';

interface AuditTable {
  id: GeneratedAlways<number>;
  guild_id: Snowflake;
  campaign_id: Id | null;
  by: Snowflake | null;
  what: string;
  details: Json;
  at: Moment;
}

/** Who did what, what was done already, and whose database it is. */
export interface BookkeepingTables {
  audit: AuditTable;
  interactions: { id: Snowflake; claimed_at: Stamp };
  reports: {
    interaction_id: Snowflake;
    guild_id: Snowflake;
    reporter: Snowflake;
    at: Stamp;
  };
  cooldowns: {
    what: CooledDown;
    who: string;
    at: Stamp;
  };
  imports: {
    id: Id;
    guild_id: Snowflake;
    by: Snowflake;
    content: Json;
    chosen: UsualJson;
    at: Stamp;
  };
  import_pictures: { import_id: Id; name: string; bytes: Buffer };
  published_commands: { application_id: Snowflake; fingerprint: string };
  world: { name: string };
}
