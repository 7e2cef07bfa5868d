import type { Commands } from '../commands.ts';
import type { FollowUps } from '../interactions/follow-ups.ts';
import type { Interactions } from '../interactions/interactions.ts';
import type { Messages } from '../messages/messages.ts';
import type { Storage } from '../storage.ts';
import type { Uploads } from '../uploads.ts';
import type { World } from '../world/world.ts';

/** What the routes work with. */
export interface Parts {
  readonly world: World;
  readonly storage: Storage;
  readonly messages: Messages;
  readonly commands: Commands;
  readonly interactions: Interactions;
  readonly followUps: FollowUps;
  readonly uploads: Pick<Uploads, 'reachedAt'>;
  /** Takes what should not have happened. */
  readonly report: (error: unknown) => void;
}
