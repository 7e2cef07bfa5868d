import type { GatewayDispatchEvents } from 'discord-api-types/v10';

/** Something that the bot is told. */
export interface Dispatch {
  readonly event: GatewayDispatchEvents;
  readonly data: unknown;
  /** The intent that asks for it; null when everybody is told. */
  readonly intent: number | null;
  /** The same without what people wrote, for those without the message-content intent; else `data`. */
  readonly withoutContent?: unknown;
}

/** Takes what happens to those who are connected. */
export interface Dispatcher {
  dispatch(dispatch: Dispatch): void;
}
