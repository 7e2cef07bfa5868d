import { randomBytes } from 'node:crypto';
import { GatewayDispatchEvents, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import type { Dispatch } from './dispatch.ts';

interface Sent {
  readonly sequence: number;
  readonly text: string;
}

const remembered = 1000;

/** What a client is told, in order, over one connection or several. */
export class Session {
  readonly id = randomBytes(16).toString('hex');
  readonly intents: number;
  /** When it was left without a connection, by a monotonic clock; null while connected. */
  leftAt: number | null = null;
  #sequence = 0;
  #sent: Sent[] = [];
  #send: ((text: string) => void) | null;

  constructor(intents: number, send: (text: string) => void) {
    this.intents = intents;
    this.#send = send;
  }

  get connected(): boolean {
    return this.#send !== null;
  }

  get sequence(): number {
    return this.#sequence;
  }

  /** Tells the client now, or when it resumes; not at all when it did not ask for such events. */
  dispatch({ event, data, intent, withoutContent = data }: Dispatch): void {
    if (intent !== null && (this.intents & intent) === 0) return;
    const readsContent = (this.intents & GatewayIntentBits.MessageContent) !== 0;
    this.#sequence += 1;
    const text = JSON.stringify({
      op: GatewayOpcodes.Dispatch,
      t: event,
      s: this.#sequence,
      d: readsContent ? data : withoutContent,
    });
    this.#sent.push({ sequence: this.#sequence, text });
    if (this.#sent.length > remembered) this.#sent.shift();
    this.#send?.(text);
  }

  /** Whether everything after that sequence number is still known. */
  canResumeAfter(sequence: number): boolean {
    return sequence <= this.#sequence && sequence >= (this.#sent[0]?.sequence ?? this.#sequence + 1) - 1;
  }

  resume(after: number, send: (text: string) => void): void {
    this.#send = send;
    this.leftAt = null;
    for (const { sequence, text } of this.#sent) if (sequence > after) send(text);
    this.dispatch({ event: GatewayDispatchEvents.Resumed, data: {}, intent: null });
  }

  leave(now: number): void {
    this.#send = null;
    this.leftAt = now;
  }
}
