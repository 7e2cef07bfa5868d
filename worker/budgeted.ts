import type { Budget } from '../campaigns/ports/budget.ts';
import type { AmendOutcome, Discord, MessageAt } from '../campaigns/ports/discord.ts';

/** How long a worker waits before it tries again when there was no room for its request in time. */
const noRoomMs = 1_000;

type NoRoom = Extract<AmendOutcome, { readonly kind: 'rate-limited' }>;
const noRoom: NoRoom = { kind: 'rate-limited', retryAfterMs: noRoomMs, scope: 'budget' };

/**
 * Discord for a worker: every request draws from the budget that all processes share, and when Discord says that
 * the token as a whole must wait, all of them do.
 */
export function budgeted(discord: Discord, budget: Budget): Discord {
  async function within<Result>(
    signal: AbortSignal,
    request: () => Promise<Result>,
  ): Promise<Result | NoRoom> {
    const room = await budget.take(signal).then(
      () => true,
      () => false,
    );
    if (!room) return noRoom;
    const result = await request();
    if (isGlobalLimit(result)) await budget.pause(result.retryAfterMs).catch(() => undefined);
    return result;
  }
  const amend =
    <At extends MessageAt>(change: (at: At) => Promise<AmendOutcome>) =>
    async (at: At): Promise<AmendOutcome> =>
      await within(at.signal, () => change(at));

  return {
    post: async (request) => await within(request.signal, () => discord.post(request)),
    edit: amend((at) => discord.edit(at)),
    remove: amend((at) => discord.remove(at)),
    crosspost: amend((at) => discord.crosspost(at)),
    history: async (channelId, before, signal) => {
      const read = await within(signal, () => discord.history(channelId, before, signal));
      return read.kind === 'rate-limited' ? { kind: 'unreadable', cause: 'rate limit' } : read;
    },
    pin: amend((at) => discord.pin(at)),
    message: async (at) => {
      await budget.take(at.signal);
      return await discord.message(at);
    },
    directChannel: async (userId, signal) => {
      await budget.take(signal);
      return await discord.directChannel(userId, signal);
    },
    // These may be answered without a request, and may take several: their client draws for each.
    channelAccess: async (guildId, channelId) => await discord.channelAccess(guildId, channelId),
    canSee: async (person, guildId, channelId) => await discord.canSee(person, guildId, channelId),
    role: async (guildId, roleId) => await discord.role(guildId, roleId),
    named: async (guildId, kind, name) => await discord.named(guildId, kind, name),
  };
}

function isGlobalLimit(result: unknown): result is NoRoom {
  return (
    typeof result === 'object' &&
    result !== null &&
    'kind' in result &&
    result.kind === 'rate-limited' &&
    'scope' in result &&
    result.scope === 'global'
  );
}
