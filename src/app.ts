import { loadLibrary } from '../content/load/library.ts';
import { formatProblem } from '../content/load/problem.ts';
import type { Library } from '../content/library.ts';
import { loadLanguages } from '../messages/words.ts';
import { greeting } from './app/greeting.ts';
import { openDatabase } from './app/open-database.ts';
import { openWorld } from './app/open-world.ts';
import { startBot } from './app/start-bot.ts';
import { startWorker } from './app/start-worker.ts';
import type { Config } from './config.ts';
import { createStore } from './database/store/store.ts';
import { claimWorld } from './database/world.ts';
import { cachedChannelAccess } from './discord/access-gateway.ts';
import { createClient } from './discord/client.ts';
import { createDiscordPort } from './discord/discord-port.ts';
import { reachApplication, tokenRefused } from './discord/reach.ts';
import { createPostingRest, createReadingRest, watchToken } from './discord/rest.ts';
import { serve } from './http/server.ts';
import { createSite } from './http/site.ts';
import type { Logger } from './log.ts';
import { Problem } from './problem.ts';

export interface AppOptions {
  readonly config: Config;
  readonly log: Logger;
  /** Tells the person who started it something, a paragraph at a time. */
  readonly say: (text: string) => void;
  /** Something that ends the app for good while it runs. */
  readonly onProblem: (problem: Problem) => void;
  /** Ends a start that is still under way. */
  readonly signal: AbortSignal;
  /** Where the content packs are; left out, those that come with the app. */
  readonly packs?: URL;
}

export interface App {
  /** Where its pages are. */
  readonly origin: string;
  /** Ends what it began, in order, and lets go of everything. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Puts the parts together and starts them. What is started later is stopped earlier.
 *
 * @throws Problem when a person has to settle something first; what was started by then is stopped again
 */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, log, say, onProblem, signal } = options;
  await using parts = new AsyncDisposableStack();

  const library = await readLibrary(options.packs ?? new URL('../content/packs/', import.meta.url));
  const languages = await loadLanguages();
  const site = createSite();
  const server = await serve(site, config);
  parts.defer(() => server.close());
  const database = await openDatabase(parts, options);
  const store = createStore(database);

  const world = await openWorld(parts, { config, log, database, languages, site, server });
  const { credentials, clock, sandbox } = world;
  const reading = createReadingRest(credentials);
  const application = await reachApplication({ rest: reading, apiUrl: credentials.apiUrl, log, signal });
  await claimWorld(database.db, world.name(application.id));

  const client = config.role === 'worker' ? null : createClient(credentials.apiUrl);
  const discord = createDiscordPort({
    posting: createPostingRest(credentials),
    reading,
    botUserId: application.botUserId,
    cachedAccess: (guildId, channelId) => client && cachedChannelAccess(client, guildId, channelId),
  });
  const deps = { store, library, languages, discord, clock };
  const onTokenRefused = (): void => onProblem(tokenRefused());
  watchToken(reading, onTokenRefused);

  if (config.role !== 'bot') {
    const applicationId = application.id;
    await startWorker(parts, { ...deps, config, applicationId, database, log, onTokenRefused, sandbox });
  }
  if (client) {
    const { token } = credentials;
    const bot = { client, token, application, rest: reading, deps, log, onProblem, signal };
    const { published } = await startBot(parts, bot);
    // In the practice server the page is what is looked at next, and its list of commands should be there.
    if (sandbox) await published;
  }

  site.setReady(true);
  say(greeting({ application, origin: server.origin, practice: sandbox !== null, role: config.role }));
  const started = parts.move();
  let stopping: Promise<void> | undefined;
  return { origin: server.origin, stop: () => (stopping ??= started.disposeAsync()) };
}

/** @throws Problem that lists every mistake in every pack */
async function readLibrary(packs: URL): Promise<Library> {
  const loaded = await loadLibrary(packs);
  if (loaded.ok) return loaded.library;
  const count = loaded.problems.length;
  throw new Problem(
    `The content has ${count} ${count === 1 ? 'mistake' : 'mistakes'}, and the bot does not start on it:\n` +
      loaded.problems.map((problem) => `  ${formatProblem(problem)}`).join('\n'),
  );
}
