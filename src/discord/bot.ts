import { once } from 'node:events';
import {
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  type AutocompleteInteraction,
  type Client,
  type Interaction,
} from 'discord.js';
import type { Deps, Reply } from '../../commands/contract.ts';
import type { Dispatch } from '../../commands/dispatch.ts';
import type { Logger } from '../log.ts';
import { Problem } from '../problem.ts';
import { askerOf, commandOf, fieldsOf, filesOf, type Answerable } from './asker.ts';
import { menuMessageOf } from './message-text.ts';
import { persist } from './persist.ts';
import { tokenRefused } from './reach.ts';
import { respond } from './respond.ts';

/** The connection to the Gateway: what answers people. */
export interface Bot {
  /**
   * Logs in, as often as it takes, and waits until Discord has told which servers there are.
   *
   * @throws Problem when the token is refused; the signal's reason when it ends the waiting
   */
  start(signal: AbortSignal): Promise<void>;
  /** Lets answers that are being made go out, then hangs up. Safe to call twice. */
  stop(): Promise<void>;
}

export interface BotOptions {
  readonly client: Client;
  readonly token: string;
  readonly dispatch: Dispatch;
  readonly deps: Deps;
  readonly log: Logger;
  /** Called when Discord ends the connection for good: nobody is answered any more. */
  readonly onProblem: (problem: Problem) => void;
}

export function createBot({ client, token, dispatch, deps, log, onProblem }: BotOptions): Bot {
  const running = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    const tracked = work
      .catch((error: unknown) => log.error({ err: error }, 'an interaction failed'))
      .finally(() => running.delete(tracked));
    running.add(tracked);
  };

  client.on(Events.InteractionCreate, (interaction) => track(handle(interaction)));
  client.on(Events.Error, (error) => log.error({ err: error }, 'the Discord client reported an error'));
  client.on(Events.Warn, (message) => log.warn(message));
  client.on(Events.ShardError, ({ message }) =>
    log.warn({ cause: message }, 'the connection to Discord failed'),
  );
  client.on(Events.ShardDisconnect, ({ code }) => onProblem(closedForGood(code)));
  client.on(Events.ShardReconnecting, () => log.info('connecting to Discord again'));

  async function handle(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) {
      await suggest(interaction);
    } else if (
      interaction.isChatInputCommand() ||
      interaction.isMessageContextMenuCommand() ||
      interaction.isMessageComponent() ||
      interaction.isModalSubmit()
    ) {
      await respond(interaction, replyTo(interaction), log);
    }
  }

  function replyTo(asked: Answerable): Promise<Reply> {
    const asker = askerOf(asked, deps.languages);
    if (asked.isChatInputCommand()) {
      const { name, options } = commandOf(asked);
      return dispatch.command(name, options, asker, deps);
    }
    if (asked.isMessageContextMenuCommand()) {
      return dispatch.menu(asked.commandName, menuMessageOf(asked.targetMessage), asker, deps);
    }
    if (asked.isModalSubmit()) {
      return dispatch.press(
        asked.customId,
        { values: [], fields: fieldsOf(asked), files: filesOf(asked) },
        asker,
        deps,
      );
    }
    const values = asked.isAnySelectMenu() ? asked.values : [];
    return dispatch.press(asked.customId, { values, fields: {} }, asker, deps);
  }

  async function suggest(interaction: AutocompleteInteraction): Promise<void> {
    const { name, options } = commandOf(interaction);
    const { name: option, value } = interaction.options.getFocused(true);
    const typed = { option, text: value, options };
    const choices = await dispatch.suggest(name, typed, askerOf(interaction, deps.languages), deps);
    await interaction
      .respond([...choices])
      .catch((error: unknown) => log.debug({ err: error }, 'suggestions came too late'));
  }

  let stopping: Promise<void> | undefined;
  return {
    start: async (signal) => {
      const ready = once(client, Events.ClientReady, { signal });
      ready.catch(() => undefined); // heard below; until then an ended signal must not count as unhandled
      await persist(() => client.login(token), {
        failed: 'the bot could not connect to Discord',
        log,
        signal,
        hopeless: (error) => (isTokenRefusal(error) ? tokenRefused() : null),
      });
      await ready;
    },
    stop: () =>
      (stopping ??= (async () => {
        client.removeAllListeners(Events.InteractionCreate);
        client.removeAllListeners(Events.ShardDisconnect);
        client.removeAllListeners(Events.ShardReconnecting);
        await Promise.all(running);
        await client.destroy();
      })()),
  };
}

const authenticationFailed: number = GatewayCloseCodes.AuthenticationFailed;

/** discord.js says this of the few codes after which it does not connect again. */
function closedForGood(code: number): Problem {
  if (code === authenticationFailed) return tokenRefused();
  const reason = GatewayCloseCodes[code] ?? 'unknown';
  return new Problem(
    `Discord ended the connection for good, with the code ${code} (${reason}): nobody would be answered any more.`,
  );
}

function isTokenRefusal(error: unknown): boolean {
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
}
