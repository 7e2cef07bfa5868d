import { ChannelType } from 'discord-api-types/v10';
import type { SeenChannel } from '../person.ts';
import type { Reader } from './reader.ts';
import type { StartChannel } from './start.ts';

/** What kind of channel it is, in words where it is no ordinary one. */
export function kindOf(
  { type, topic, thread }: SeenChannel,
  { speech }: Pick<Reader, 'speech'>,
): Pick<StartChannel, 'forum' | 'thread' | 'mark' | 'topic'> {
  const { t } = speech;
  if (type === ChannelType.GuildForum) {
    const note = topic === '' ? t('sandbox.channels.forumNote') : topic;
    return { forum: true, thread: false, mark: t('sandbox.channels.forum'), topic: note };
  }
  if (thread === undefined) return { forum: false, thread: false, mark: '', topic };
  const state = thread.locked ? 'locked' : thread.archived ? 'archived' : null;
  const note = t('sandbox.channels.threadOf', { channel: `#${thread.parent}` });
  return {
    forum: false,
    thread: true,
    mark: t(state === null ? 'sandbox.channels.thread' : `sandbox.channels.${state}`),
    topic: state === null ? note : `${note}. ${t(`sandbox.channels.${state}Note`)}`,
  };
}

/** How a channel is written among others to choose from: a thread behind the channel that it is in. */
export function choiceWords({ name, thread }: SeenChannel): string {
  return thread === undefined ? `#${name}` : `#${thread.parent} › ${name}`;
}

/** The channels that can be chosen where only some types can; all of the server's when none is named. */
export function choosable(
  channels: readonly SeenChannel[],
  types: readonly ChannelType[] | undefined,
): readonly SeenChannel[] {
  return channels.filter(({ direct, type }) => direct !== true && types?.includes(type) !== false);
}
