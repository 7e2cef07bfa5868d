import type { Delivery } from '../campaigns/delivery.ts';
import type { UnprovenReason } from '../campaigns/notice.ts';
import type { Snowflake } from '../campaigns/campaign.ts';
import type { Discord, SeenMessage } from '../campaigns/ports/discord.ts';

/** What reading the channel said about a delivery. */
export type LookUp =
  | { readonly kind: 'found'; readonly messageId: Snowflake }
  /** Proved: everything back to before the first claim was seen, and it was not there. */
  | { readonly kind: 'absent' }
  /** Read, and proves nothing. */
  | { readonly kind: 'unproven'; readonly reason: UnprovenReason }
  /** The channel or a permission is lost: somebody must mend it. */
  | { readonly kind: 'unreadable'; readonly cause: string }
  /** It could not be read just now. */
  | { readonly kind: 'put-off'; readonly cause: string };

export interface LookUpOptions {
  /** No message with an id at or below this can be the post. */
  readonly anchor: Snowflake;
  readonly signal: AbortSignal;
  /** How many pages of up to 100 messages are read. */
  readonly pages: number;
  /**
   * Whether an empty channel proves anything. Without the permission to read its history Discord shows any
   * channel as empty, so it only does when Discord says that the permission is there, and when the ledger
   * knows of no attempt in doubt.
   */
  readonly trustEmpty: boolean;
}

/** Reads a channel backwards from its newest message, looking for the post of a delivery. */
export async function lookUp(
  discord: Discord,
  { id, channel }: Pick<Delivery, 'id' | 'channel'>,
  { anchor, signal, pages, trustEmpty }: LookUpOptions,
): Promise<LookUp> {
  let before: Snowflake | null = null;
  let seen = 0;
  for (let page = 0; page < pages; page += 1) {
    const history = await discord.history(channel.channelId, before, signal);
    if (history.kind === 'unreadable') return await whyUnreadable(discord, channel, history.cause);

    const post = history.messages.find(({ ours, marker }) => ours && marker === id);
    if (post) return { kind: 'found', messageId: post.id };
    seen += history.messages.length;
    const oldest = oldestOf(history.messages);
    if (oldest !== null && BigInt(oldest) <= BigInt(anchor)) return { kind: 'absent' };
    if (history.complete && seen > 0) return { kind: 'absent' };
    if (oldest === null) return await emptyChannel(discord, channel, trustEmpty);
    before = oldest;
  }
  return { kind: 'unproven', reason: 'too-many-messages' };
}

function oldestOf(messages: readonly SeenMessage[]): Snowflake | null {
  return messages.reduce<Snowflake | null>(
    (oldest, { id }) => (oldest === null || BigInt(id) < BigInt(oldest) ? id : oldest),
    null,
  );
}

/** Discord's own word about the channel tells a lost permission from a bad moment. */
async function whyUnreadable(discord: Discord, channel: Delivery['channel'], cause: string): Promise<LookUp> {
  const access = await discord.channelAccess(channel.guildId, channel.channelId).catch(() => null);
  if (access === null || access.kind === 'usable') return { kind: 'put-off', cause };
  const missing = access.kind === 'missing-permissions' ? `: ${access.missing.join(', ')}` : '';
  return { kind: 'unreadable', cause: `${access.kind}${missing}` };
}

async function emptyChannel(
  discord: Discord,
  channel: Delivery['channel'],
  trustEmpty: boolean,
): Promise<LookUp> {
  if (!trustEmpty) return { kind: 'unproven', reason: 'empty-channel' };
  const access = await discord.channelAccess(channel.guildId, channel.channelId).catch(() => null);
  if (access === null) return { kind: 'put-off', cause: 'Discord could not be asked about the channel' };
  if (access.kind === 'usable') return { kind: 'absent' };
  return { kind: 'unreadable', cause: access.kind };
}
