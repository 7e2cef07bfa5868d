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
import type { Tuning } from './app/tuning.ts';
import type { Config } from './config.ts';
import { createBudget } from './database/budget.ts';
import { createStore } from './database/store/store.ts';
import { claimWorld } from './database/world.ts';
import { cachedChannelFacts, cachedPrivateThread, cachedRole } from './discord/access-gateway.ts';
import { createClient } from './discord/client.ts';
import { createDiscordPort } from './discord/discord-port.ts';
import { reachApplication, tokenRefused } from './discord/reach.ts';
import { createUploads } from './discord/uploads.ts';
import { createPostingRest, createReadingRest, watchToken } from './discord/rest.ts';
import { createHealth } from './http/health.ts';
import { serve } from './http/server.ts';
import { createSite } from './http/site.ts';
import type { Logger } from './log.ts';
import type { RestUse } from './metrics/discord.ts';
import { createMetrics } from './metrics/metrics.ts';
import type { Database } from './database/database.ts';
import { hasKeyProof, proveKey } from './database/pledge-proof.ts';
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
  readonly tuning?: Tuning;
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
  const health = createHealth();
  const metrics = createMetrics();
  const site = createSite({ health, metrics });
  const server = await serve(site, config);
  parts.defer(() => server.close());
  const database = await openDatabase(parts, options);
  health.depend('database', async () => {
    await database.pool.query('select 1');
    return 'answers';
  });
  const store = createStore(database);

  const world = await openWorld(parts, { config, log, database, languages, site, server });
  const { credentials, sandbox, linkTo } = world;
  const clock = options.tuning?.clock ?? world.clock;
  metrics.deliveries.readFrom(database.db, clock);
  const reading = createReadingRest(credentials);
  const application = await reachApplication({ rest: reading, apiUrl: credentials.apiUrl, log, signal });
  await claimWorld(database.db, world.name(application.id));

  const client = config.role === 'worker' ? null : createClient(credentials.apiUrl);
  metrics.discord.watch(reading, 'answering');
  if (client) metrics.discord.watch(client.rest, 'answering');
  const discordOver = (rest: REST, use: RestUse): Discord => {
    const posting = createPostingRest(credentials);
    metrics.discord.watch(posting, use);
    return createDiscordPort({
      posting,
      reading: rest,
      botUserId: application.botUserId,
      cachedFacts: (guildId, channelId) => client && cachedChannelFacts(client, guildId, channelId),
      cachedPrivateThread: (channelId) => client && cachedPrivateThread(client, channelId),
      cachedRole: (guildId, roleId) => client && cachedRole(client, guildId, roleId),
    });
  };
  const deps = { store, library, languages, discord: discordOver(reading, 'answering'), clock };
  const onTokenRefused = (): void => onProblem(tokenRefused());
  watchToken(reading, onTokenRefused);

  if (config.role !== 'bot') {
    const applicationId = application.id;
    // Whatever a worker asks of Discord draws from one budget; what people are answered does not.
    const budget = createBudget({ db: database.db, applicationId });
    const questions = createReadingRest(credentials, budget);
    watchToken(questions, onTokenRefused);
    metrics.discord.watch(questions, 'reading');
    const discord = budgeted(discordOver(questions, 'posting'), budget);
    const seen = { config, applicationId, database, log, onTokenRefused, sandbox, health, metrics };
    await startWorker(parts, {
      ...deps,
      discord,
      ...seen,
      ...(options.tuning && { tuning: options.tuning }),
    });
  }
  if (client) {
    const { token } = credentials;
    const uploads = createUploads({ apiUrl: credentials.apiUrl });
    const pledges = createPledges(store.pledges, await pledgeKey(options, database.db));
    const botDeps = { ...deps, uploads, linkTo, pledges };
    const seen = { log, onProblem, signal, health, metrics };
    const bot = { client, token, application, rest: reading, deps: botDeps, ...seen };
    const { published } = await startBot(parts, bot);
    // In the practice server the page is what is looked at next, and its list of commands should be there.
    if (sandbox) await published;
  }

  site.setReady(true);
  parts.defer(async () => site.setReady(false));
  say(greeting({ application, origin: server.origin, practice: sandbox !== null, role: config.role }));
  const started = parts.move();
  let stopping: Promise<void> | undefined;
  return { origin: server.origin, stop: () => (stopping ??= started.disposeAsync()) };
}

/**
 * The key under which pledges are kept. Only the bot needs it: who shares a database must share the key. One that is
 * made in the data folder serves as long as it is the one that the database knows.
 */
async function pledgeKey(
  { config, log }: AppOptions,
  db: Database['db'],
): Promise<() => Promise<Uint8Array>> {
  if (config.pledgeKey === null && config.databaseUrl !== null && config.discord.kind === 'token') {
    log.warn(
      { dataDir: config.dataDir },
      'PLEDGE_KEY is not set: the key of pledges is in DATA_DIR/pledge.key, and a bot on another machine cannot take pledges without it',
    );
  }
  const source = pledgeKeySource({ configured: config.pledgeKey, dataDir: config.dataDir });
  let proved: Promise<void> | undefined;
  const key = async (): Promise<Uint8Array> => {
    const found = await source();
    proved ??= proveKey(db, found);
    try {
      await proved;
    } catch (error) {
      // Perhaps the key is put right, or the last pledge is gone: the next one looks again.
      proved = undefined;
      throw error;
    }
    return found;
  };
  // Who runs the bot learns of it when it starts, and not from the first member who pledges.
  if (await hasKeyProof(db)) await key().catch((err: unknown) => log.error({ err }, 'pledges are refused'));
  return key;
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
