import type { Config } from '../../config.ts';
import type { Database } from '../../database/database.ts';
import { createReadingRest } from '../../discord/rest.ts';
import type { Logger } from '../../log.ts';
import { evicting, losesJobs, readRedisServer } from '../../queue/redis-server.ts';
import { examineDatabase } from './database.ts';
import { examineChannels, examineGateway, examineToken } from './discord.ts';
import { fix, note, ok, type Finding } from './finding.ts';
import { examineClock, examineRoom, examineRuntime, examineZones } from './machine.ts';

export { findingLine } from './finding.ts';

export interface DoctorOptions {
  readonly config: Config;
  readonly log: Logger;
}

/**
 * Looks at everything that the app depends on, as it would be used, and changes nothing. Each finding comes as
 * soon as it is known; what fails is a finding, too.
 */
export async function* examine({ config, log }: DoctorOptions): AsyncGenerator<Finding> {
  await using parts = new AsyncDisposableStack();
  yield examineRuntime();
  if (config.databaseUrl === null) yield await examineRoom(config.dataDir);
  const { findings, database } = await examineDatabase(parts, config, log);
  yield* findings;
  if (database) yield await guarded('clock', () => examineClock(database));
  yield await guarded('time zones', () => examineZones(database));
  yield config.redisUrl === null
    ? ok('queue', 'in the database (REDIS_URL is not set)')
    : await guarded('queue', () => examineRedis(config.redisUrl ?? ''));
  yield* examineDiscord(config, database);
}

async function examineRedis(url: string): Promise<Finding> {
  const server = await readRedisServer(url);
  if (server.policy !== 'noeviction') return fix('queue', evicting(server).message);
  const text = `${server.version} at ${server.where}`;
  return server.appendOnly ? ok('queue', text) : note('queue', `${text}. ${losesJobs(server)}`);
}

async function* examineDiscord(config: Config, database: Database | null): AsyncGenerator<Finding> {
  const { discord } = config;
  if (discord.kind === 'sandbox') {
    yield note(
      'token',
      'DISCORD_TOKEN is not set: this is the practice server, and nothing leaves this machine',
    );
    return;
  }
  const rest = createReadingRest(discord);
  const { findings, application } = await examineToken(rest, discord.apiUrl);
  yield* findings;
  if (application === null) return;
  yield await guarded('gateway', () => examineGateway(rest));
  if (database === null) return;
  yield await guarded('database', () => examineWorld(database, application.id));
  try {
    yield* await examineChannels(rest, application, database);
  } catch (error) {
    yield failed('channels', error);
  }
}

async function examineWorld({ db }: Database, applicationId: string): Promise<Finding> {
  const world = await db
    .selectFrom('world')
    .select('name')
    .executeTakeFirst()
    .catch(() => undefined);
  if (world === undefined || world.name === applicationId)
    return ok('database', 'belongs to this application');
  return fix(
    'database',
    `it belongs to ${world.name === 'sandbox' ? 'the practice server' : `application ${world.name}`}, not to this one. ` +
      'Give this one another DATA_DIR or DATABASE_URL.',
  );
}

async function guarded(about: string, look: () => Promise<Finding>): Promise<Finding> {
  return await look().catch((error: unknown) => failed(about, error));
}

function failed(about: string, error: unknown): Finding {
  return fix(about, error instanceof Error ? error.message : String(error));
}
