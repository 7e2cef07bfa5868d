import { createHash } from 'node:crypto';
import { DiscordAPIError, Routes, type REST, type RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { z } from 'zod';
import type { PublishedCommands } from '../../campaigns/ports/store.ts';
import type { Logger } from '../log.ts';
import { persist } from './persist.ts';

const Listed = z.array(z.object({ id: z.string(), version: z.string().optional() }));

export interface PublishOptions {
  readonly rest: REST;
  readonly applicationId: string;
  readonly definitions: readonly RESTPostAPIApplicationCommandsJSONBody[];
  readonly published: PublishedCommands;
}

/**
 * Publishes the commands when ours changed since they were last published, or when what Discord lists is not
 * what we left there. Otherwise it only looks: each publication counts against a daily limit, and makes
 * clients load the commands anew.
 *
 * @returns whether they were published
 */
export async function publishCommands({
  rest,
  applicationId,
  definitions,
  published,
}: PublishOptions): Promise<boolean> {
  const route = Routes.applicationCommands(applicationId);
  const [listed, last] = await Promise.all([rest.get(route), published.fingerprint(applicationId)]);
  if (last !== null && last === fingerprintOf(definitions, Listed.parse(listed))) return false;
  await rest.put(route, { body: definitions });
  // Asked again, because the answer to a publication need not have all that the list has.
  await published.remember(applicationId, fingerprintOf(definitions, Listed.parse(await rest.get(route))));
  return true;
}

/** Ours word for word, and Discord's by id and version, which it raises with each change. */
function fingerprintOf(definitions: unknown, listed: z.infer<typeof Listed>): string {
  const theirs = listed.map(({ id, version }) => `${id}@${version ?? ''}`).toSorted();
  return createHash('sha256')
    .update(JSON.stringify([definitions, theirs]))
    .digest('hex');
}

/** Publishes as {@link publishCommands} does, trying again while Discord does not answer. Never rejects. */
export async function keepPublished(
  options: PublishOptions & { readonly log: Logger; readonly signal: AbortSignal },
): Promise<void> {
  const { log, signal } = options;
  try {
    const changed = await persist(() => publishCommands(options), {
      failed: 'the commands could not be published',
      log,
      signal,
      hopeless: (error) =>
        error instanceof DiscordAPIError && error.status < 500 && error.status !== 429 ? error : null,
    });
    log.info(
      { commands: options.definitions.length },
      changed ? 'the commands are published' : 'the commands are published already',
    );
  } catch (error) {
    if (!signal.aborted)
      log.error({ err: error }, 'Discord refused the commands: people see the old ones, or none');
  }
}
