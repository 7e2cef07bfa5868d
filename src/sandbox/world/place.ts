import type { APIDMChannel } from 'discord-api-types/v10';
import type { Person } from '../person.ts';
import type { Guild, GuildChannel } from './objects.ts';
import type { Thread, ThreadChannel } from './thread.ts';

/** A channel or thread of a server. */
export interface GuildPlace {
  readonly kind: 'guild';
  readonly guild: Guild;
  readonly channel: GuildChannel | ThreadChannel;
  /** The channel itself, or the one that a thread is in. */
  readonly around: GuildChannel;
  readonly thread: Thread | null;
}

/** A channel or thread of a server, or a person's direct messages with the bot. */
export type Place =
  | GuildPlace
  | { readonly kind: 'dm'; readonly person: Person; readonly channel: APIDMChannel };
