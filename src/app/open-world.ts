import type { Clock } from '../../campaigns/ports/clock.ts';
import type { Languages } from '../../messages/words.ts';
import type { Deps } from '../../commands/contract.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { claimWorld } from '../database/world.ts';
import type { Credentials } from '../discord/rest.ts';
import type { RunningServer } from '../http/server.ts';
import type { SwitchableSite } from '../http/site.ts';
import type { Logger } from '../log.ts';
import { createPage } from '../sandbox/page/page.ts';
import { PostgresStorage } from '../sandbox/postgres-storage.ts';
import { createSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { sandboxSite } from '../sandbox/site.ts';

/** Discord, or the sandbox in its place: what comes after asks no more which of the two it is. */
export interface World {
  /** To which the database belongs. */
  readonly name: (applicationId: string) => string;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly sandbox: Sandbox | null;
  /** Where a message can be looked at. */
  readonly linkTo: Deps['linkTo'];
}

export interface OpenWorldOptions {
  readonly config: Pick<Config, 'discord' | 'host'>;
  readonly log: Logger;
  readonly database: Database;
  readonly languages: Languages;
  readonly site: SwitchableSite;
  readonly server: RunningServer;
}

/** Discord needs nothing but its address. The sandbox is put up first, on the server that is running. */
export async function openWorld(parts: AsyncDisposableStack, options: OpenWorldOptions): Promise<World> {
  const { discord } = options.config;
  if (discord.kind === 'sandbox') return await openSandbox(parts, options);
  return {
    name: (applicationId) => applicationId,
    credentials: discord,
    clock: systemClock,
    sandbox: null,
    linkTo: ({ guildId, channelId, messageId }) =>
      `https://discord.com/channels/${guildId}/${channelId}/${messageId}`,
  };
}

async function openSandbox(
  parts: AsyncDisposableStack,
  { config, log, database, languages, site, server }: OpenWorldOptions,
): Promise<World> {
  await claimWorld(database.db, 'sandbox');
  const hosts = [config.host];
  const report = (error: unknown): void => log.error({ err: error }, 'the practice server failed');
  const storage = new PostgresStorage(database.pool);
  const sandbox = await createSandbox({
    storage,
    languages,
    report,
    hosts,
    application: { userInstall: true },
  });
  const { people, clock } = sandbox;
  const ending = new AbortController();
  const page = createPage({ people, clock, languages, note: '', report, signal: ending.signal });
  site.show(sandboxSite(sandbox, page, hosts));
  parts.defer(() => {
    ending.abort();
    sandbox.close();
  });
  const credentials = { apiUrl: sandbox.restBase(server.origin), token: sandbox.token };
  return {
    name: () => 'sandbox',
    credentials,
    clock,
    sandbox,
    linkTo: ({ channelId, messageId }) => `${server.origin}/?channel=${channelId}#m${messageId}`,
  };
}
