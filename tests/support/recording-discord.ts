import type {
  AmendOutcome,
  ChannelAccess,
  Discord,
  History,
  MessageAt,
  Person,
  PostOutcome,
  PostRequest,
  RoleFacts,
  SeenMessage,
} from '../../campaigns/ports/discord.ts';
import { markerOf } from '../../messages/posts/marker.ts';
import { z } from 'zod';

const Body = z.object({
  content: z.string(),
  components: z.array(z.unknown()),
  allowed_mentions: z.unknown(),
});

/** A message that stands in a channel of the fake. */
export interface PostedMessage {
  readonly id: string;
  readonly content: string;
  readonly marker: string | null;
  readonly nonce: string | null;
  readonly ours: boolean;
}

/** What happens to one request: it is answered so instead, and the message is made or not. */
export interface Fault {
  readonly creates: boolean;
  readonly answer: (() => PostOutcome) | 'never';
}

const usable: ChannelAccess = { kind: 'usable', name: 'channel', type: 'text', private: false };

/**
 * A Discord that keeps its messages in memory, knows nonces until told to forget them, and has the faults that
 * a test lines up. Ids follow the real time, as Discord's do.
 */
export class RecordingDiscord implements Discord {
  readonly requests: PostRequest[] = [];
  readonly faults: Fault[] = [];
  readonly access = new Map<string, ChannelAccess>();
  /** How the next reads of a history end, instead of with what is there. */
  readonly histories: History[] = [];
  /** How the next changes of messages end, instead of as they should. */
  readonly amending: AmendOutcome[] = [];
  /** What was asked to be done to messages. */
  readonly amended: { readonly what: 'edit' | 'remove' | 'crosspost'; readonly messageId: string }[] = [];
  readonly #channels = new Map<string, PostedMessage[]>();
  readonly #nonces = new Map<string, { readonly channelId: string; readonly id: string }>();
  readonly #waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  #sequence = 0n;

  in(channelId: string): PostedMessage[] {
    const messages = this.#channels.get(channelId) ?? [];
    this.#channels.set(channelId, messages);
    return messages;
  }

  /** A message of somebody else, as old as that many minutes. */
  say(channelId: string, minutesAgo = 0): void {
    const message = { id: this.#newId(minutesAgo), content: 'hello', marker: null, nonce: null, ours: false };
    this.in(channelId).push(message);
    this.in(channelId).sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  }

  forgetNonces(): void {
    this.#nonces.clear();
  }

  /** Resolves once that many requests to post have been made. */
  async requested(count: number): Promise<void> {
    if (this.requests.length >= count) return;
    await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
  }

  async post(request: PostRequest): Promise<PostOutcome> {
    this.requests.push(request);
    const fault = this.faults.shift();
    const outcome = fault && !fault.creates ? null : this.#create(request);
    for (const { count, resolve } of this.#waiting) if (this.requests.length >= count) resolve();
    if (fault?.answer === 'never') return await new Promise<never>(() => {});
    if (fault) return fault.answer();
    if (outcome === null) throw new Error('a request without an answer');
    return outcome;
  }

  async history(channelId: string, before: string | null): Promise<History> {
    const planned = this.histories.shift();
    if (planned) return planned;
    const older = this.in(channelId)
      .filter(({ id }) => before === null || BigInt(id) < BigInt(before))
      .toReversed();
    const messages = older.slice(0, 100).map(({ id, ours, marker }) => ({ id, ours, marker }));
    return { kind: 'read', messages, complete: older.length < 100 };
  }

  /** Roles by id; one that is not here is mentionable. */
  readonly roles = new Map<string, RoleFacts | null>();
  /** Messages that are pinned, oldest first. */
  readonly pinned: string[] = [];
  /** What comes of the next tries to pin, instead of success. */
  readonly pinFaults: AmendOutcome[] = [];

  async role(_guildId: string, roleId: string): Promise<RoleFacts | null> {
    const known = this.roles.get(roleId);
    return known === undefined ? { name: 'role', mentionable: true, managed: false } : known;
  }

  /** Channels and roles by `<kind> <name>`. */
  readonly names = new Map<string, string>();

  async named(_guildId: string, kind: 'channel' | 'role', name: string): Promise<string | null> {
    return this.names.get(`${kind} ${name}`) ?? null;
  }

  async pin({ messageId }: MessageAt): Promise<AmendOutcome> {
    const fault = this.pinFaults.shift();
    if (fault) return fault;
    if (!this.pinned.includes(messageId)) this.pinned.push(messageId);
    return { kind: 'done' };
  }

  /** A person's direct messages are a channel of the same fake: `dm-` and their id. */
  async directChannel(userId: string): Promise<string | null> {
    return this.closedTo.has(userId) ? null : `dm-${userId}`;
  }

  /** Who takes no direct messages. */
  readonly closedTo = new Set<string>();

  async edit({ channelId, messageId, body }: MessageAt & { readonly body: string }): Promise<AmendOutcome> {
    return this.#amend('edit', channelId, messageId, (messages, index, before) => {
      const { content, components } = Body.parse(JSON.parse(body));
      messages[index] = { ...before, content, marker: markerOf(components) };
    });
  }

  async remove({ channelId, messageId }: MessageAt): Promise<AmendOutcome> {
    return this.#amend('remove', channelId, messageId, (messages, index) => void messages.splice(index, 1));
  }

  async crosspost({ channelId, messageId }: MessageAt): Promise<AmendOutcome> {
    return this.#amend('crosspost', channelId, messageId, () => undefined);
  }

  async message({ channelId, messageId }: MessageAt): Promise<SeenMessage | null> {
    const found = this.in(channelId).find(({ id }) => id === messageId);
    return found ? { ...found, pinned: this.pinned.includes(messageId) } : null;
  }

  #amend(
    what: 'edit' | 'remove' | 'crosspost',
    channelId: string,
    messageId: string,
    change: (messages: PostedMessage[], index: number, before: PostedMessage) => void,
  ): AmendOutcome {
    this.amended.push({ what, messageId });
    const planned = this.amending.shift();
    if (planned) return planned;
    const messages = this.in(channelId);
    const index = messages.findIndex(({ id }) => id === messageId);
    const before = messages[index];
    if (before === undefined) return { kind: 'gone' };
    change(messages, index, before);
    return { kind: 'done' };
  }

  async channelAccess(_guildId: string, channelId: string): Promise<ChannelAccess> {
    return this.access.get(channelId) ?? usable;
  }

  /** Channels that somebody cannot see: their ids with the person's before them, such as `1/2`. */
  readonly hidden = new Set<string>();

  async canSee({ userId }: Person, _guildId: string, channelId: string): Promise<boolean> {
    return !this.hidden.has(`${userId}/${channelId}`);
  }

  #create({ channelId, post, nonce }: PostRequest): PostOutcome {
    const known = this.#nonces.get(nonce);
    if (known) {
      const there = this.in(known.channelId).some(({ id }) => id === known.id);
      return there ? { kind: 'sent', messageId: known.id, channelId: known.channelId } : { kind: 'gone' };
    }
    const { content, components } = Body.parse(JSON.parse(post.body));
    const id = this.#newId(0);
    this.in(channelId).push({ id, content, marker: markerOf(components), nonce, ours: true });
    this.#nonces.set(nonce, { channelId, id });
    return { kind: 'sent', messageId: id, channelId };
  }

  #newId(minutesAgo: number): string {
    const ms = BigInt(Date.now() - minutesAgo * 60_000) - 1_420_070_400_000n;
    this.#sequence += 1n;
    return String((ms << 22n) + this.#sequence);
  }
}
