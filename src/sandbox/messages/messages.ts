import {
  type APIMessage,
  type APIUser,
  GatewayDispatchEvents,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import type { Temporal } from 'temporal-polyfill';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import type { Clock } from '../../../campaigns/ports/clock.ts';
import { refuse } from '../discord-error.ts';
import type { Feed } from '../feed.ts';
import { firstIdAt, type Snowflakes } from '../snowflake.ts';
import type { Storage, StoredFile, StoredMessage } from '../storage.ts';
import { Turns } from '../turns.ts';
import type { UploadedFile } from '../uploaded-file.ts';
import type { MessageBody } from '../validation/message.ts';
import type { Place } from '../world/place.ts';
import type { World } from '../world/world.ts';
import { flagSet } from '../world/flags.ts';
import { compose } from './compose.ts';
import type { MessageEvents } from './events.ts';
import { mentionsIn } from './mentions.ts';

export interface MessagesDeps {
  readonly storage: Storage;
  readonly world: World;
  readonly events: MessageEvents;
  readonly feed: Feed;
  readonly ids: Snowflakes;
  /** The campaign clock, which messages are dated by. */
  readonly clock: Clock;
  /** Milliseconds since 1970, in real time. */
  readonly realNow: () => number;
  /** How long a nonce is remembered, in milliseconds. */
  readonly nonceWindow: number;
}

/** A message that is to be: the body was checked. */
export interface Draft {
  readonly place: Place;
  readonly author: APIUser;
  readonly body: MessageBody;
  readonly uploads: readonly UploadedFile[];
  readonly origin: string;
  readonly visibleTo?: Snowflake | null;
  readonly thinkingUntil?: number | null;
  /** What only some messages have: their type, the interaction they answer. */
  readonly extra?: Partial<APIMessage>;
}

/** Writes, changes and deletes messages, and tells everybody who can see them. */
export class Messages {
  readonly #deps: MessagesDeps;
  readonly #turns = new Turns();

  constructor(deps: MessagesDeps) {
    this.#deps = deps;
  }

  /**
   * Creates a message, or finds the one that its author created with the same enforced nonce a while ago.
   *
   * @throws DiscordError 10008 when that one was deleted
   */
  create(draft: Draft): Promise<StoredMessage> {
    const { nonce, enforce_nonce: enforced } = draft.body;
    if (nonce === undefined || nonce === null) return this.#create(draft, null);
    return this.#turns.take(`${draft.author.id} ${nonce}`, async () => {
      const { storage, realNow, nonceWindow } = this.#deps;
      const since = firstIdAt(realNow() - nonceWindow).toString();
      const first =
        enforced === true ? await storage.messageByNonce(draft.author.id, String(nonce), since) : null;
      if (first?.deleted === true) throw refuse('unknownMessage');
      return first ?? this.#create(draft, String(nonce));
    });
  }

  /** Changes what a message shows; a body without a field leaves it as it is. */
  async edit(
    stored: StoredMessage,
    change: {
      readonly body: MessageBody;
      readonly uploads: readonly UploadedFile[];
      readonly origin: string;
    },
  ): Promise<StoredMessage> {
    const { message } = stored;
    const place = this.#placeOf(message);
    const { shown, files } = compose(change.body, {
      messageId: message.id,
      channelId: message.channel_id,
      uploads: change.uploads,
      origin: change.origin,
      before: message,
      ids: this.#deps.ids,
    });
    const answered = (message.flags ?? 0) & MessageFlags.Loading;
    const edited: APIMessage = {
      ...message,
      ...shown,
      ...mentionsIn(shown, message.author.id, change.body, place, this.#deps.world),
      // The first answer in place of "thinking" is not an edit.
      edited_timestamp: answered ? null : timestamp(this.#deps.clock.now()),
    };
    return this.#save({ ...stored, message: edited, thinkingUntil: null }, files, place);
  }

  async delete(stored: StoredMessage): Promise<void> {
    const deleted = { ...stored, deleted: true };
    await this.#deps.storage.saveMessage(deleted);
    if (stored.visibleTo === null) this.#deps.events.deleted(stored.message, this.#placeOf(stored.message));
    this.#deps.feed.publish({ kind: 'deleted', stored: deleted });
  }

  /** Publishes a message of an announcement channel to the servers that follow it. */
  crosspost(stored: StoredMessage): Promise<StoredMessage> {
    const { message } = stored;
    const flags = (message.flags ?? 0) | MessageFlags.Crossposted;
    return this.#save(
      { ...stored, message: { ...message, flags: flagSet(MessageFlags, flags) } },
      [],
      this.#placeOf(message),
    );
  }

  pin(stored: StoredMessage, pinned: boolean): Promise<StoredMessage> {
    const pinnedAt = pinned ? timestamp(this.#deps.clock.now()) : null;
    const message = { ...stored.message, pinned };
    return this.#save({ ...stored, message, pinnedAt }, [], this.#placeOf(message));
  }

  async #create(draft: Draft, nonce: string | null): Promise<StoredMessage> {
    const { ids, clock, storage, world, events, feed } = this.#deps;
    const { author, body, place } = draft;
    const id = ids.next();
    const channelId = place.channel.id;
    const { shown, files } = compose(body, {
      messageId: id,
      channelId,
      uploads: draft.uploads,
      origin: draft.origin,
      before: null,
      ids,
    });
    const privately = draft.visibleTo ?? null;
    const loading = draft.thinkingUntil ? MessageFlags.Loading : 0;
    const message: APIMessage = {
      id,
      channel_id: channelId,
      type: MessageType.Default,
      author,
      timestamp: timestamp(clock.now()),
      edited_timestamp: null,
      tts: body.tts === true,
      pinned: false,
      ...shown,
      ...mentionsIn(shown, author.id, body, place, world),
      flags: flagSet(MessageFlags, shown.flags | loading | (privately === null ? 0 : MessageFlags.Ephemeral)),
      ...draft.extra,
    };
    const stored: StoredMessage = {
      message,
      visibleTo: privately,
      nonce,
      deleted: false,
      pinnedAt: null,
      thinkingUntil: draft.thinkingUntil ?? null,
    };
    await storage.saveMessage(stored, files);
    place.channel.last_message_id = id;
    if (privately === null) world.threads.written(place, author.id);
    // Only those who are told at once learn the nonce; who reads the message later does not.
    const told = nonce === null ? message : { ...message, nonce };
    if (privately === null) events.written(GatewayDispatchEvents.MessageCreate, told, place);
    feed.publish({ kind: 'message', stored });
    return stored;
  }

  async #save(stored: StoredMessage, files: readonly StoredFile[], place: Place): Promise<StoredMessage> {
    await this.#deps.storage.saveMessage(stored, files);
    if (stored.visibleTo === null) {
      this.#deps.events.written(GatewayDispatchEvents.MessageUpdate, stored.message, place);
    }
    this.#deps.feed.publish({ kind: 'message', stored });
    return stored;
  }

  #placeOf(message: APIMessage): Place {
    const place = this.#deps.world.place(message.channel_id);
    if (place === null) throw refuse('unknownChannel');
    return place;
  }
}

/** A moment as Discord writes it. */
function timestamp(moment: Temporal.Instant): string {
  return moment.toString({ fractionalSecondDigits: 6 }).replace('Z', '+00:00');
}
