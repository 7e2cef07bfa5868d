import { ChannelType, MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import type { FeedChange } from '../feed.ts';
import type { Change, SeenMessage } from '../person.ts';
import type { Storage, StoredMessage } from '../storage.ts';
import { has, speakingIn } from '../world/permissions.ts';
import type { Place } from '../world/place.ts';
import { threadState } from '../world/thread-state.ts';
import type { World } from '../world/world.ts';
import { Refused } from './refused.ts';

/** What a person can see: channels, messages, and no private answer of anybody else. */
export class Sight {
  readonly #world: World;
  readonly #storage: Storage;
  readonly #realNow: () => number;

  constructor(world: World, storage: Storage, realNow: () => number) {
    this.#world = world;
    this.#storage = storage;
    this.#realNow = realNow;
  }

  may(personId: Snowflake, place: Place, permissions: bigint): boolean {
    return has(this.#world.permissions(personId, place), permissions);
  }

  /** A channel that the person sees. @throws Refused */
  place(personId: Snowflake, channelId: Snowflake): Place {
    const place = this.#world.place(channelId);
    if (place === null || !this.may(personId, place, PermissionFlagsBits.ViewChannel)) {
      throw new Refused((speech) => speech.t('refusal.noChannel'));
    }
    return place;
  }

  /** A channel in which the person can type: one that they see, and no forum. @throws Refused */
  typingPlace(personId: Snowflake, channelId: Snowflake): Place {
    const place = this.place(personId, channelId);
    if (place.channel.type === ChannelType.GuildForum) {
      throw new Refused((speech) => speech.t('refusal.forum'));
    }
    return place;
  }

  /** A channel in which the person can write for everybody. @throws Refused */
  speakingPlace(personId: Snowflake, channelId: Snowflake): Place {
    const place = this.typingPlace(personId, channelId);
    if (place.kind === 'dm') return place;
    const permissions = this.#world.permissions(personId, place);
    const closed = ['locked', 'sealed'].includes(threadState(place, permissions));
    if (closed) throw new Refused((speech) => speech.t('refusal.locked'));
    if (!has(permissions, speakingIn(place))) throw new Refused((speech) => speech.t('refusal.noSpeaking'));
    return place;
  }

  sees(personId: Snowflake, stored: Pick<StoredMessage, 'message' | 'visibleTo'>): boolean {
    if (stored.visibleTo !== null && stored.visibleTo !== personId) return false;
    const place = this.#world.place(stored.message.channel_id);
    return place !== null && this.may(personId, place, PermissionFlagsBits.ViewChannel);
  }

  /** A message that the person sees. @throws Refused */
  async message(personId: Snowflake, id: Snowflake): Promise<StoredMessage> {
    const stored = /^\d{1,19}$/.test(id) ? await this.#storage.message(id) : null;
    if (stored === null || stored.deleted || !this.sees(personId, stored)) {
      throw new Refused((speech) => speech.t('refusal.messageGone'));
    }
    return stored;
  }

  /** The newest messages of a channel, oldest first. */
  async messages(
    personId: Snowflake,
    channelId: Snowflake,
    page: { readonly before?: Snowflake; readonly limit?: number },
  ): Promise<readonly SeenMessage[]> {
    const place = this.#world.place(channelId);
    const { ViewChannel, ReadMessageHistory } = PermissionFlagsBits;
    if (place === null || !this.may(personId, place, ViewChannel | ReadMessageHistory)) return [];
    const { before, limit = 50 } = page;
    const found = await this.#storage.messages({
      channelId,
      limit,
      viewer: personId,
      ...(before !== undefined && { before }),
    });
    return found.map((stored) => this.show(stored)).toReversed();
  }

  /** A file of a message that the person sees. */
  async file(
    personId: Snowflake,
    id: Snowflake,
  ): Promise<{ readonly type: string; readonly bytes: Uint8Array } | null> {
    const file = await this.#storage.file(id);
    const stored = file && (await this.#storage.message(file.messageId));
    if (!stored || stored.deleted || !this.sees(personId, stored)) return null;
    return { type: file.type, bytes: file.bytes };
  }

  /** A change as the person sees it; null when they do not. */
  change(personId: Snowflake, change: FeedChange): Change | null {
    if (change.kind === 'server' || change.kind === 'clock') return change;
    const { kind, stored } = change;
    const { id, channel_id: channelId } = stored.message;
    if (!this.sees(personId, stored)) return null;
    return kind === 'message'
      ? { kind, channelId, seen: this.show(stored) }
      : { kind, channelId, messageId: id };
  }

  show({ message, visibleTo, thinkingUntil }: StoredMessage): SeenMessage {
    const loading = ((message.flags ?? 0) & MessageFlags.Loading) !== 0;
    return {
      message,
      private: visibleTo !== null,
      thinking: loading && (thinkingUntil ?? 0) > this.#realNow(),
    };
  }
}
