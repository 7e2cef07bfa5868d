import type { Client } from 'discord.js';
import type { Deps } from '../../commands/contract.ts';
import { commandDefinitions, menuDefinitions } from '../../commands/definitions.ts';
import { createDispatch } from '../../commands/dispatch.ts';
import { standardRegistry } from '../../commands/registry.ts';
import { createApprovalsNow } from '../../worker/approval-now.ts';
import { createPreviews } from '../../worker/preview.ts';
import type { Application } from '../discord/application.ts';
import { createBot, type BotOptions } from '../discord/bot.ts';
import { keepPublished, type PublishOptions } from '../discord/publish.ts';
import { watchGuilds } from '../discord/watch-guilds.ts';
import { createFiles } from '../files/files.ts';
import type { Health } from '../http/health.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { createPictures } from '../pictures/pictures.ts';
import { withDecisionLines } from './decision-lines.ts';

export interface StartBotOptions {
  readonly client: Client;
  readonly token: string;
  readonly application: Application;
  readonly rest: PublishOptions['rest'];
  readonly deps: Omit<Deps, 'reportFault' | 'pictures' | 'previews' | 'approvalsNow' | 'files'>;
  readonly log: Logger;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly onProblem: BotOptions['onProblem'];
  /** Ends a start that is still under way. */
  readonly signal: AbortSignal;
}

/**
 * Publishes the commands in the background, and starts what answers people.
 *
 * @returns when the bot is ready; `published` resolves when its commands are, or cannot be
 */
export async function startBot(
  parts: AsyncDisposableStack,
  { client, token, application, rest, deps, log, health, metrics, onProblem, signal }: StartBotOptions,
): Promise<{ readonly published: Promise<void> }> {
  const ending = new AbortController();
  const published = keepPublished({
    rest,
    applicationId: application.id,
    definitions: [
      ...commandDefinitions(deps, application.installs),
      ...menuDefinitions(deps, application.installs),
    ],
    published: deps.store.publishedCommands,
    log,
    signal: ending.signal,
  });
  parts.defer(async () => {
    ending.abort();
    await published;
  });

  const reportFault: Deps['reportFault'] = ({ reference, during, cause }) =>
    log.error({ err: cause, reference, during }, 'a command failed');
  const pictures = createPictures({ log });
  parts.defer(() => pictures.close());
  const deciding = { ...deps, store: withDecisionLines(deps.store, log) };
  const dispatch = metrics.answers.timed(createDispatch(standardRegistry));
  const bot = createBot({
    client,
    token,
    dispatch,
    deps: {
      ...deciding,
      pictures,
      files: createFiles({ log }),
      previews: createPreviews(deps),
      approvalsNow: createApprovalsNow(deciding),
      reportFault,
    },
    log,
    onProblem,
  });
  const watched = watchGuilds({ client, rest, guilds: deps.store.guilds, log });
  parts.defer(() => watched.settled());
  parts.defer(() => bot.stop());
  await bot.start(signal);
  health.depend('gateway', async () => {
    if (!client.isReady()) throw new Error('not connected');
    return `${client.ws.shards.size} connected`;
  });
  return { published };
}
