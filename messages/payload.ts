import type {
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
  RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10';
import type { PostFile } from '../campaigns/delivery.ts';

/**
 * A private answer, or the same answer shared in a channel: Components V2. Whether it is private is decided
 * where it is sent, not here.
 */
export interface Answer {
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly files?: readonly PostFile[];
}

/** An ordinary message for a channel: complete without its buttons, the first line standing alone. */
export interface Post {
  readonly body: Pick<
    RESTPostAPIChannelMessageJSONBody,
    'content' | 'components' | 'attachments' | 'allowed_mentions' | 'flags'
  >;
  readonly files: readonly PostFile[];
  /** The claims of the record that it states. */
  readonly claims: readonly string[];
}

/** A form to fill in. */
export type Form = APIModalInteractionResponseCallbackData;
