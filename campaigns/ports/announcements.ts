import type { Temporal } from 'temporal-polyfill';
import type { Language } from '../../content/language.ts';
import type { Announcement, AnnouncementWords, Picture } from '../announcement.ts';
import type { Campaign, Id, Snowflake } from '../campaign.ts';
import type { Saved } from '../saved.ts';
import type { Schedule } from '../schedule.ts';

/** A draft that nobody has seen yet. */
export type NewAnnouncement = Pick<Announcement, 'campaignId' | 'title' | 'text' | 'at' | 'createdBy'> & {
  readonly whenTyped?: string;
  /** On the campaign clock; left out, it is the database's time. */
  readonly now?: Temporal.Instant;
};

/** Which announcement is changed, by whom, and which version of it they saw. */
export interface AnnouncementEdit {
  readonly guildId: Snowflake;
  readonly id: Id;
  readonly seen: number;
  readonly by: Snowflake;
  /** On the campaign clock. */
  readonly now: Temporal.Instant;
}

/** What changes; the rest stays. */
export type AnnouncementChange = Partial<
  Pick<Announcement, 'title' | 'text' | 'at' | 'whenTyped' | 'repeat' | 'mourning' | 'channels' | 'crosspost'>
> & {
  /** The words in one more language; null takes them out. */
  readonly translation?: { readonly language: Language; readonly words: AnnouncementWords | null };
  /** Null takes the picture out; without `bytes` only its words change. */
  readonly picture?: (Omit<Picture, 'size'> & { readonly bytes?: Uint8Array }) | null;
};

/** `settled`: it is withdrawn, or it went out already and comes no more. */
export type AnnouncementSaved = Saved<Announcement> | { readonly kind: 'settled' };

export interface Announcements {
  draft(announcement: NewAnnouncement): Promise<Announcement>;
  find(guildId: Snowflake, id: Id): Promise<(Announcement & { readonly campaign: Campaign }) | null>;
  /** Drafts, and what is scheduled and not over, of all campaigns of a server, the last changed first. */
  standing(guildId: Snowflake, limit: number): Promise<readonly Announcement[]>;
  /** The bytes of its picture, as they are posted: {@link ../picture/picture.ts TakenPicture}. */
  picture(id: Id): Promise<Uint8Array | null>;
  /**
   * Changes it. One that is scheduled is a draft again with that: nothing of it goes out until it is scheduled
   * anew, what was planned is forgotten, and what waited to be posted is withdrawn.
   */
  change(edit: AnnouncementEdit, change: AnnouncementChange): Promise<AnnouncementSaved>;
  /**
   * Makes a draft a schedule, whose slot may be past by a minute. What organisers decided about slots stays, and so
   * does its version: nothing of what it says changed.
   */
  schedule(
    edit: AnnouncementEdit,
    schedule: Omit<Schedule, 'id' | 'campaignId' | 'enabled'>,
  ): Promise<AnnouncementSaved>;
  /**
   * Withdraws a draft or what is scheduled, and everything of it that was not sent yet. What is being sent at
   * this very moment may still go out.
   *
   * @param edit with `seen`, only a draft is withdrawn
   */
  withdraw(edit: Omit<AnnouncementEdit, 'seen'> & { readonly seen?: number }): Promise<AnnouncementSaved>;
}
