import type { Snowflake } from '../../../campaigns/campaign.ts';
import { browserWords } from './browser-words.ts';
import { kindOf } from './channel-kind.ts';
import { offeredCommands, type OfferedCommand } from './commands.ts';
import type { PageParts } from './page-parts.ts';
import type { Reader } from './reader.ts';

/** What the page's scripts start from, and fetch again when the server changed. */
export interface Start {
  readonly person: { readonly id: Snowflake; readonly name: string };
  readonly locale: string;
  readonly zone: string;
  readonly channels: readonly StartChannel[];
  readonly commands: readonly OfferedCommand[];
  readonly botOnline: boolean;
  readonly words: ReturnType<typeof browserWords>;
}

export interface StartChannel {
  readonly id: Snowflake;
  readonly name: string;
  /** What stands beside the name of the channel that is open. */
  readonly topic: string;
  readonly private: boolean;
  /** Messages between this person and the bot alone. */
  readonly direct: boolean;
  readonly forum: boolean;
  readonly thread: boolean;
  /** What stands beside the name in the list, such as `forum`; empty for ordinary channels. */
  readonly mark: string;
  /** The newest message there, or null. */
  readonly latest: Snowflake | null;
}

/** Reads what a reader starts from. */
export async function startOf({ people }: PageParts, reader: Reader): Promise<Start> {
  const view = people.view(reader.person.id);
  const channels = await Promise.all(
    view.channels.map(async (channel) => {
      const { id, name, private: hidden, direct = false } = channel;
      const newest = await people.messages(reader.person.id, id, { limit: 1 });
      const shown = { id, name, private: hidden, direct, ...kindOf(channel, reader) };
      return { ...shown, latest: newest.at(-1)?.message.id ?? null };
    }),
  );
  return {
    person: { id: reader.person.id, name: reader.person.name },
    locale: reader.locale,
    zone: reader.zone,
    channels,
    commands: offeredCommands(view, people.all, reader),
    botOnline: view.botOnline,
    words: browserWords(reader.speech),
  };
}
