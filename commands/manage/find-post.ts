import type { Snowflake } from '../../campaigns/campaign.ts';
import type { PostRecord } from '../../campaigns/post-record.ts';
import type { Deps } from '../contract.ts';
import { UserError } from '../errors.ts';
import { channelOf } from './record.ts';

/** Somebody waits for the answer. */
const patienceMs = 2_000;
/** How many pages of 100 messages are read. */
const mostPages = 3;

/** Looks for a post among the newest messages of its channel. */
export async function findPost(
  { delivery }: PostRecord,
  { discord }: Pick<Deps, 'discord'>,
): Promise<{ readonly messageId: Snowflake | null } | 'unreadable'> {
  const signal = AbortSignal.timeout(patienceMs);
  let before: Snowflake | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const history = await discord.history(delivery.channel.channelId, before, signal);
    if (history.kind === 'unreadable') return 'unreadable';
    const post = history.messages.find(({ ours, marker }) => ours && marker === delivery.id);
    if (post) return { messageId: post.id };
    const oldest = history.messages.at(-1);
    if (history.complete || oldest === undefined) break;
    before = oldest.id;
  }
  return { messageId: null };
}

/**
 * Looks whether a message is that post.
 *
 * @throws UserError when it is not, or cannot be looked at
 */
export async function messageThere(
  record: PostRecord,
  messageId: Snowflake,
  { discord }: Pick<Deps, 'discord'>,
): Promise<void> {
  const { channelId } = record.delivery.channel;
  const signal = AbortSignal.timeout(patienceMs);
  const message = await discord.message({ channelId, messageId, signal }).catch(() => 'unasked' as const);
  if (message === 'unasked') throw new UserError('manage.decide.cannotAsk');
  if (message === null) throw new UserError('manage.decide.noMessage', { channel: channelOf(record) });
  if (!message.ours || message.marker !== record.delivery.id) throw new UserError('manage.decide.notOurs');
}
