import type { REST } from 'discord.js';
import type { Discord } from '../campaigns/ports/discord.ts';
import { createPledges } from '../campaigns/pledges.ts';
import { loadLibrary } from '../content/load/library.ts';
import { formatProblem } from '../content/load/problem.ts';
import type { Library } from '../content/library.ts';
import { loadLanguages } from '../messages/words.ts';
import { budgeted } from '../worker/budgeted.ts';
import { greeting } from './app/greeting.ts';
import { openDatabase } from './app/open-database.ts';
import { openWorld } from './app/open-world.ts';
import { startBot } from './app/start-bot.ts';
import { startWorker } from './app/start-worker.ts';
import type { Config } from './config.ts';
import { createBudget } from './database/budget.ts';
import { createStore } from './database/store/store.ts';
import { claimWorld } from './database/world.ts';
import { cachedChannelAccess, cachedRole } from './discord/access-gateway.ts';
import { createClient } from './discord/client.ts';
import { createDiscordPort } from './discord/discord-port.ts';
import { reachApplication, tokenRefused } from './discord/reach.ts';
import { createUploads } from './discord/uploads.ts';
import { createPostingRest, createReadingRest, watchToken } from './discord/rest.ts';
import { serve } from './http/server.ts';
import { createSite } from './http/site.ts';
import type { Logger } from './log.ts';
import { pledgeKeySource } from './pledge-key.ts';
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
  const { credentials, clock, sandbox, linkTo } = world;
  const reading = createReadingRest(credentials);
  const application = await reachApplication({ rest: reading, apiUrl: credentials.apiUrl, log, signal });
  await claimWorld(database.db, world.name(application.id));

  const client = config.role === 'worker' ? null : createClient(credentials.apiUrl);
  const discordOver = (rest: REST): Discord =>
    createDiscordPort({
      posting: createPostingRest(credentials),
      reading: rest,
      botUserId: application.botUserId,
      cachedAccess: (guildId, channelId) => client && cachedChannelAccess(client, guildId, channelId),
      cachedRole: (guildId, roleId) => client && cachedRole(client, guildId, roleId),
    });
  const deps = { store, library, languages, discord: discordOver(reading), clock };
  const onTokenRefused = (): void => onProblem(tokenRefused());
  watchToken(reading, onTokenRefused);

  if (config.role !== 'bot') {
    const applicationId = application.id;
    // Whatever a worker asks of Discord draws from one budget; what people are answered does not.
    const budget = createBudget({ db: database.db, applicationId });
    const questions = createReadingRest(credentials, budget);
    watchToken(questions, onTokenRefused);
    const discord = budgeted(discordOver(questions), budget);
    const worker = { ...deps, discord, config, applicationId, database, log, onTokenRefused, sandbox };
    await startWorker(parts, worker);
  }
  if (client) {
    const { token } = credentials;
    const uploads = createUploads({ apiUrl: credentials.apiUrl });
    const pledges = createPledges(store.pledges, pledgeKey(options));
    const botDeps = { ...deps, uploads, linkTo, pledges };
    const bot = { client, token, application, rest: reading, deps: botDeps, log, onProblem, signal };
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

/** The key under which pledges are kept. Only the bot needs it: who shares a database must share the key. */
function pledgeKey({ config, log }: AppOptions): () => Promise<Uint8Array> {
  if (config.pledgeKey === null && config.databaseUrl !== null && config.discord.kind === 'token') {
    log.info(
      { dataDir: config.dataDir },
      'the key of pledges is in DATA_DIR/pledge.key: set PLEDGE_KEY before a bot runs on a second machine',
    );
  }
  return pledgeKeySource({ configured: config.pledgeKey, dataDir: config.dataDir });
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
