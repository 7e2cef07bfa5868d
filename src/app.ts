import type { REST } from 'discord.js';
import type { PoolConfig } from 'pg';
import type { Clock } from '../campaigns/ports/clock.ts';
import type { Queue } from '../campaigns/ports/queue.ts';
import type { Store } from '../campaigns/ports/store.ts';
import type { Deps } from '../commands/contract.ts';
import { commandDefinitions } from '../commands/definitions.ts';
import { createDispatch } from '../commands/dispatch.ts';
import { standardRegistry } from '../commands/registry.ts';
import { loadLibrary } from '../content/load/library.ts';
import { formatProblem } from '../content/load/problem.ts';
import type { Library } from '../content/library.ts';
import { loadLanguages, type Languages } from '../messages/words.ts';
import { createDeliverer } from '../worker/delivery.ts';
import { createHousekeeping } from '../worker/housekeeping.ts';
import { createPlanner } from '../worker/planner.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { createDatabase, type Database } from './database/database.ts';
import { startEmbedded } from './database/embedded/start.ts';
import { migrate } from './database/migrate.ts';
import { createStore } from './database/store/store.ts';
import { claimWorld } from './database/world.ts';
import { cachedChannelAccess } from './discord/access-gateway.ts';
import type { Application } from './discord/application.ts';
import { createBot } from './discord/bot.ts';
import { createClient } from './discord/client.ts';
import { createDiscordPort } from './discord/discord-port.ts';
import { keepPublished } from './discord/publish.ts';
import { reachApplication, tokenRefused } from './discord/reach.ts';
import { createPostingRest, createReadingRest, type Credentials } from './discord/rest.ts';
import { greeting } from './greeting.ts';
import { serve, type RunningServer } from './http/server.ts';
import { createSite, type SwitchableSite } from './http/site.ts';
import type { Logger } from './log.ts';
import { ensurePracticeCampaign } from './practice.ts';
import { Problem } from './problem.ts';
import { createPostgresQueue } from './queue/postgres-queue.ts';
import { createRedisQueue } from './queue/redis-queue.ts';
import { createRehearsal } from './rehearsal.ts';
import { createPage } from './sandbox/page/page.ts';
import { PostgresStorage } from './sandbox/postgres-storage.ts';
import { createSandbox, type Sandbox } from './sandbox/sandbox.ts';
import { sandboxSite } from './sandbox/site.ts';
import { startChannels, startIds } from './sandbox/world/start.ts';
import { startTick } from './tick.ts';

/** The ticks, in cron's words with seconds in front. What falls due is queued within 5 s. */
const planningTick = '*/5 * * * * *';
const choresTick = '30 * * * * *';

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

/** Discord, or the sandbox in its place: what comes after asks no more which of the two it is. */
interface World {
  /** The database belongs to it. */
  readonly name: (applicationId: string) => string;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly sandbox: Sandbox | null;
}

/**
 * Puts the parts together and starts them.
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

  const world = await openWorld(parts, options, { database, languages, site, server });
  const { credentials, clock } = world;
  const reading = createReadingRest(credentials);
  const application = await reachApplication({ rest: reading, apiUrl: credentials.apiUrl, log, signal });
  await claimWorld(database.db, world.name(application.id));

  const onTokenRefused = (): void => onProblem(tokenRefused());
  const client = config.role === 'worker' ? null : createClient(credentials.apiUrl);
  const discord = createDiscordPort({
    posting: createPostingRest(credentials),
    reading,
    botUserId: application.botUserId,
    cachedAccess: (guildId, channelId) => client && cachedChannelAccess(client, guildId, channelId),
  });
  const common = { store, library, languages, discord, clock, log };

  if (config.role !== 'bot')
    await startWorker(parts, {
      ...common,
      config,
      applicationId: application.id,
      database,
      onTokenRefused,
      sandbox: world.sandbox,
    });
  if (client) {
    const publishing = { rest: reading, application, store, deps: { library, languages }, log };
    const published = publish(parts, publishing);
    const reportFault: Deps['reportFault'] = ({ reference, during, cause }) =>
      log.error({ err: cause, reference, during }, 'a command failed');
    const dispatch = createDispatch(standardRegistry);
    const { token } = credentials;
    const bot = createBot({ client, token, dispatch, deps: { ...common, reportFault }, log, onTokenRefused });
    parts.defer(() => bot.stop());
    await bot.start(signal);
    // In the practice server the page is what is looked at next, and its list of commands should be there.
    if (world.sandbox) await published;
  }

  site.setReady(true);
  say(greeting({ application, origin: server.origin, practice: world.sandbox !== null, role: config.role }));
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

async function openDatabase(
  parts: AsyncDisposableStack,
  { config, log, onProblem }: AppOptions,
): Promise<Database> {
  let poolConfig: PoolConfig;
  if (config.databaseUrl === null) {
    const onLost = (problem: Error): void =>
      onProblem(problem instanceof Problem ? problem : new Problem(problem.message));
    const embedded = await startEmbedded({ dataDir: config.dataDir, log, onLost });
    parts.defer(() => embedded.stop());
    poolConfig = embedded.poolConfig;
  } else {
    poolConfig = { connectionString: config.databaseUrl };
  }
  const database = createDatabase({ poolConfig, log });
  parts.defer(() => database.close());
  await migrate(database);
  return database;
}

/** Discord needs nothing but its address. The sandbox is put up first, on the server that is running. */
async function openWorld(
  parts: AsyncDisposableStack,
  { config, log }: AppOptions,
  {
    database,
    languages,
    site,
    server,
  }: { database: Database; languages: Languages; site: SwitchableSite; server: RunningServer },
): Promise<World> {
  if (config.discord.kind === 'token') {
    return {
      name: (applicationId) => applicationId,
      credentials: config.discord,
      clock: systemClock,
      sandbox: null,
    };
  }
  await claimWorld(database.db, 'sandbox');
  const hosts = [config.host];
  const report = (error: unknown): void => log.error({ err: error }, 'the practice server failed');
  const sandbox = await createSandbox({
    storage: new PostgresStorage(database.pool),
    languages,
    report,
    hosts,
    application: { userInstall: true },
  });
  const ending = new AbortController();
  const page = createPage({
    people: sandbox.people,
    clock: sandbox.clock,
    languages,
    note: '',
    report,
    signal: ending.signal,
  });
  site.show(sandboxSite(sandbox, page, hosts));
  parts.defer(() => {
    ending.abort();
    sandbox.close();
  });
  const credentials = { apiUrl: sandbox.restBase(server.origin), token: sandbox.token };
  return { name: () => 'sandbox', credentials, clock: sandbox.clock, sandbox };
}

interface WorkerParts extends Omit<Deps, 'reportFault'> {
  readonly config: Config;
  readonly applicationId: string;
  readonly database: Database;
  readonly log: Logger;
  readonly onTokenRefused: () => void;
  readonly sandbox: Sandbox | null;
}

async function startWorker(parts: AsyncDisposableStack, worker: WorkerParts): Promise<void> {
  const { store, library, languages, clock, log, sandbox } = worker;
  const queue = await openQueue(worker);
  parts.defer(() => queue.close());
  const planner = createPlanner({ store, queue, clock, library, log });
  parts.defer(() => planner.stop());
  const deliverer = createDeliverer(worker);
  parts.defer(() => deliverer.stop());
  const housekeeping = createHousekeeping(worker);
  parts.defer(() => housekeeping.stop());

  let { work } = deliverer;
  if (sandbox) {
    const { rehearsal, observed } = createRehearsal({ store, library, planner });
    work = observed(work);
    sandbox.clock.rehearseWith(rehearsal);
    const [shelf] = library.shelves;
    const organiserId = sandbox.people.all.find(({ role }) => role === 'organiser')?.id;
    if (shelf && organiserId !== undefined) {
      await ensurePracticeCampaign({
        store,
        clock,
        shelf,
        speech: languages.in('en'),
        guildId: startIds.guild,
        organiserId,
        channels: { public: startChannels.campaign, organisers: startChannels.organisers },
      });
    }
  }
  await queue.work(work);
  const plan = startTick({ expression: planningTick, run: async () => void (await planner.tick()), log });
  parts.defer(() => plan.stop());
  const chores = startTick({ expression: choresTick, run: () => housekeeping.run(), log });
  parts.defer(() => chores.stop());
}

function openQueue({ config, applicationId, database, log }: WorkerParts): Promise<Queue> {
  // Several bots may share one Redis: each keeps to keys of its own.
  if (config.redisUrl !== null)
    return createRedisQueue({ url: config.redisUrl, prefix: `campaigns-${applicationId}`, log });
  return createPostgresQueue({ poolConfig: database.poolConfig, log });
}

interface Publishing {
  readonly rest: REST;
  readonly application: Application;
  readonly store: Store;
  readonly deps: Pick<Deps, 'library' | 'languages'>;
  readonly log: Logger;
}

/** Publishes in the background, and gives up when the app stops. */
function publish(
  parts: AsyncDisposableStack,
  { rest, application, store, deps, log }: Publishing,
): Promise<void> {
  const ending = new AbortController();
  const published = keepPublished({
    rest,
    applicationId: application.id,
    definitions: commandDefinitions(deps, application.installs),
    published: store.publishedCommands,
    log,
    signal: ending.signal,
  });
  parts.defer(async () => {
    ending.abort();
    await published;
  });
  return published;
}
