import type { Temporal } from 'temporal-polyfill';
import type { Campaign, CampaignChannel, Id, Snowflake } from '../campaign.ts';
import type { Notice } from '../notice.ts';
import type { Saved } from '../saved.ts';
import type { Schedule } from '../schedule.ts';

/** Who changes a campaign, and what they had before them when they did. */
export interface Change {
  readonly guildId: Snowflake;
  readonly campaignId: Id;
  /** The version of the campaign that they saw: when it is another by now, nothing is saved. */
  readonly version: number;
  readonly by: Snowflake;
  readonly now: Temporal.Instant;
}

/** What organisers can change about a campaign as a whole. */
export type CampaignSettings = Pick<
  Campaign,
  'name' | 'language' | 'zone' | 'times' | 'organiserRole' | 'approvals' | 'unanswered'
>;

/** What organisers can change about one channel. */
export type ChannelSettings = Pick<CampaignChannel, 'language' | 'gets' | 'ping'>;

/** What follows from a change, in the same transaction. */
export interface Consequences {
  /** What the campaign posts by itself from now on; future slots that nobody touched are planned again. */
  readonly schedules?: readonly Omit<Schedule, 'id' | 'campaignId' | 'enabled'>[];
  /** What the organisers are told. */
  readonly notice?: Notice;
}

/**
 * How campaigns are set up. Every change counts the campaign's version up and is noted in the audit log, in one
 * transaction; who saw an older version changes nothing.
 */
export interface Settings {
  /** @returns `taken` when another campaign of the server has that name */
  change(
    change: Change,
    settings: Partial<CampaignSettings>,
    consequences?: Consequences,
  ): Promise<Saved<Campaign> | 'taken'>;
  /** Adds a public channel. @returns `there` when the campaign posts to it already */
  addChannel(
    change: Change,
    channel: Pick<CampaignChannel, 'channelId' | 'language' | 'gets'>,
  ): Promise<Saved<Campaign> | 'there'>;
  /** Posts of a purpose that a channel no longer gets are ended, as far as they are surely not posted. */
  changeChannel(change: Change, channelId: Id, settings: Partial<ChannelSettings>): Promise<Saved<Campaign>>;
  /**
   * Puts another channel in the place of one, with its settings: what is surely not posted goes there.
   *
   * @param to Discord's id of the new one
   * @returns `there` when the campaign posts to that one already
   */
  replaceChannel(change: Change, channelId: Id, to: Snowflake): Promise<Saved<Campaign> | 'there'>;
  /**
   * Takes a channel away; what is surely not posted there is ended.
   *
   * @returns `last` when it is the only one of its audience
   */
  removeChannel(change: Change, channelId: Id): Promise<Saved<Campaign> | 'last'>;
  /** Pauses those of the campaigns that run, all in one statement. @returns which they were */
  pauseAll(
    guildId: Snowflake,
    ids: readonly Id[],
    by: Snowflake,
    now: Temporal.Instant,
  ): Promise<readonly Id[]>;
}

/** The message in a channel of organisers whose button opens the panel. */
export interface OrganiseButton {
  readonly id: Id;
  readonly channelId: Snowflake;
  /** Counts the messages that took the place of a deleted one. */
  readonly generation: number;
  /** Null until it is known that it was posted. */
  readonly messageId: Snowflake | null;
  /** Since the first try of this generation, on the database's clock. */
  readonly triedMsAgo: number;
}

export interface OrganiseButtons {
  /** The one of a channel; it is written down when there is none yet. */
  of(guildId: Snowflake, channelId: Snowflake): Promise<OrganiseButton>;
  /** Null when none was ever meant for that channel. */
  find(channelId: Snowflake): Promise<OrganiseButton | null>;
  posted(button: Pick<OrganiseButton, 'id' | 'generation'>, messageId: Snowflake): Promise<void>;
  /** Its message was deleted: it is to be posted anew. @returns as it is now, also when somebody was faster */
  renew(button: Pick<OrganiseButton, 'id' | 'generation'>): Promise<OrganiseButton>;
}

/** Servers that have campaigns, and whether the bot is still in them. */
export interface Guilds {
  /** The bot was removed: its campaigns there are paused. @returns true when that was not known yet */
  left(guildId: Snowflake): Promise<boolean>;
  /** The bot is in that server (again). @returns true when it had been removed */
  returned(guildId: Snowflake): Promise<boolean>;
  /** Every server that has or had campaigns, and whether it is known that it removed the bot. */
  all(): Promise<readonly { readonly id: Snowflake; readonly removed: boolean }[]>;
  /**
   * Forgets all of those servers that removed the bot before that moment of the database's clock.
   *
   * @returns which they were
   */
  purge(removedBefore: Temporal.Instant): Promise<readonly Snowflake[]>;
}

/** A notice that waits for a channel of organisers that is lost. */
export interface StrandedNotice {
  readonly deliveryId: Id;
  readonly campaign: Campaign;
  readonly notice: Notice;
  readonly dueAt: Temporal.Instant;
}

/** What organisers must know although their channel is lost. */
export interface StrandedNotices {
  /** Those of a campaign that are not posted, the newest first. */
  of(campaignId: Id, limit: number): Promise<readonly StrandedNotice[]>;
  /**
   * Takes those that nobody was told of directly yet, for who made their campaign. Each is taken once, whatever
   * becomes of the try.
   */
  takeForCreators(limit: number): Promise<readonly StrandedNotice[]>;
}
