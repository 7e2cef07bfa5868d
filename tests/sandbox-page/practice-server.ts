import { type APIMessage, ChannelType } from 'discord-api-types/v10';
import type { Temporal } from 'temporal-polyfill';
import type { Change, Person, SeenChannel, SeenMessage } from '../../src/sandbox/person.ts';
import { message } from './practice-messages.ts';

export const ana: Person = { id: '100000000000000001', name: 'Ana', role: 'member' };
export const rosa: Person = { id: '100000000000000002', name: 'Rosa', role: 'organiser' };
export const general = '200000000000000001';
export const campaign = '200000000000000002';
export const organisers = '200000000000000003';
/** A thread of the campaign's channel. */
export const march = '200000000000000004';
/** A forum. */
export const questions = '200000000000000005';
const text = { type: ChannelType.GuildText } as const;

interface Kept {
  seen: SeenMessage;
  readonly channelId: string;
  /** The only person who sees it; null for everyone. */
  readonly only: string | null;
}

/** The channels and messages of a server in memory, told to those who watch. */
export class PracticeServer {
  channels: readonly SeenChannel[] = [
    { ...text, id: general, name: 'general', topic: 'Everyone, about everything', private: false },
    { ...text, id: campaign, name: 'campaign', topic: 'What the campaign posts', private: false },
    {
      id: march,
      type: ChannelType.PublicThread,
      name: 'march-planning',
      topic: '',
      private: false,
      thread: { parent: 'campaign', archived: false, locked: false },
    },
    { ...text, id: organisers, name: 'organisers', topic: 'Plans and notices', private: true },
    { id: questions, type: ChannelType.GuildForum, name: 'questions', topic: '', private: false },
  ];
  #kept: Kept[] = [];
  #last = 300_000_000_000_000_000n;
  #watchers = new Set<{ personId: string; listener: (change: Change) => void }>();
  readonly #now: () => Temporal.Instant;

  constructor(now: () => Temporal.Instant) {
    this.#now = now;
  }

  /** Whether a person sees a channel. */
  sees(person: Person, channelId: string): boolean {
    return person.role === 'organiser' || channelId !== organisers;
  }

  list(personId: string, channelId: string): readonly SeenMessage[] {
    return this.#kept
      .filter((kept) => kept.channelId === channelId && (kept.only === null || kept.only === personId))
      .map(({ seen }) => seen);
  }

  find(messageId: string): SeenMessage | undefined {
    return this.#kept.find(({ seen }) => seen.message.id === messageId)?.seen;
  }

  /** Adds a message; with `only` it is private to one person. */
  add(
    channelId: string,
    given: Partial<APIMessage>,
    { only = null, thinking = false }: { only?: string | null; thinking?: boolean } = {},
  ): string {
    this.#last += 1n;
    const id = String(this.#last);
    const made = message({ id, channel_id: channelId, timestamp: this.#now().toString(), ...given });
    const kept = { seen: { message: made, private: only !== null, thinking }, channelId, only };
    this.#kept.push(kept);
    this.#tellMessage(kept);
    return id;
  }

  /** Changes a message. A bot that was thinking has answered with it. */
  edit(messageId: string, given: Partial<APIMessage>): void {
    const kept = this.#kept.find(({ seen }) => seen.message.id === messageId);
    if (kept === undefined) throw new RangeError(`no message ${messageId}`);
    kept.seen = { ...kept.seen, message: { ...kept.seen.message, ...given }, thinking: false };
    this.#tellMessage(kept);
  }

  remove(messageId: string): void {
    const kept = this.#kept.find(({ seen }) => seen.message.id === messageId);
    this.#kept = this.#kept.filter((each) => each !== kept);
    if (kept) this.tell({ kind: 'deleted', channelId: kept.channelId, messageId });
  }

  watch(personId: string, listener: (change: Change) => void, signal: AbortSignal): void {
    const watcher = { personId, listener };
    this.#watchers.add(watcher);
    signal.addEventListener('abort', () => this.#watchers.delete(watcher));
  }

  get watching(): number {
    return this.#watchers.size;
  }

  tell(change: Change, to: (personId: string) => boolean = () => true): void {
    for (const { personId, listener } of this.#watchers) if (to(personId)) listener(change);
  }

  #tellMessage({ seen, channelId, only }: Kept): void {
    const sees = (personId: string): boolean => {
      const person = [ana, rosa].find(({ id }) => id === personId);
      return person !== undefined && this.sees(person, channelId) && (only === null || only === personId);
    };
    this.tell({ kind: 'message', channelId, seen }, sees);
  }
}
