import type { PoolConfig } from 'pg';
import { Temporal } from 'temporal-polyfill';
import { inject } from 'vitest';
import type { Store } from '../../campaigns/ports/store.ts';
import { createStore } from '../../src/database/store/store.ts';
import { startChannels, startIds } from '../../src/sandbox/world/start.ts';
import { databaseOf } from '../support/admin.ts';
import { makeDatabase, type TestDatabase } from '../support/database.ts';

export interface AppDatabase extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly store: Store;
  /** As DATABASE_URL. */
  readonly url: string;
}

/** A database that an app in another process can be given, and that the test can look into. */
export async function appDatabase(): Promise<AppDatabase> {
  const database = await makeDatabase();
  const url = urlOf(databaseOf(inject('postgres').server, database.name));
  return { database, store: createStore(database), url, [Symbol.asyncDispose]: () => database.drop() };
}

function urlOf({ connectionString, host = '', user = '', database = '' }: PoolConfig): string {
  if (connectionString !== undefined) return connectionString;
  return `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
}

/** Makes an active campaign in the stand-in's server with one announcement that is due now. */
export async function announceNow(store: Store, organiserId: string, text: string): Promise<string> {
  const now = Temporal.Now.instant();
  const campaign = await store.campaigns.create({
    guildId: startIds.guild,
    name: `Campaign of ${text}`,
    pack: 'peru',
    zone: 'UTC',
    language: 'en',
    createdBy: organiserId,
    createdAt: now.subtract({ hours: 1 }),
    channels: [
      { channelId: startChannels.campaign, audience: 'public', language: 'en' },
      { channelId: startChannels.organisers, audience: 'organisers', language: 'en' },
    ],
    schedules: [],
  });
  if (campaign === 'taken') throw new Error('the campaign is there already');
  await store.campaigns.setState(startIds.guild, campaign.id, 'active', organiserId);
  await announceIn(store, campaign.id, organiserId, text);
  return campaign.id;
}

/** Schedules one announcement of a campaign for now. */
export async function announceIn(
  store: Store,
  campaignId: string,
  organiserId: string,
  text: string,
): Promise<void> {
  const now = Temporal.Now.instant();
  const at = now.toZonedDateTimeISO('UTC').toPlainDateTime().toString({ smallestUnit: 'minute' });
  const draft = await store.announcements.draft({
    campaignId,
    title: text,
    text,
    at,
    createdBy: organiserId,
  });
  const scheduled = await store.announcements.schedule(
    { guildId: startIds.guild, id: draft.id, seen: draft.version, by: organiserId, now },
    {
      purpose: 'announcement',
      subject: draft.id,
      rule: { kind: 'once', at },
      zone: 'UTC',
      latenessMinutes: 360,
    },
  );
  if (scheduled.kind !== 'saved') throw new Error('the announcement was not scheduled');
}
