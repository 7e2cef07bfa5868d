import { Temporal } from 'temporal-polyfill';
import { expect } from 'vitest';
import { z } from 'zod';
import { createDispatch } from '../../commands/dispatch.ts';
import type { Asker, Choice, Deps, Fault, Given, Reply } from '../../commands/contract.ts';
import { campaignCommands, campaignHandlers } from '../../commands/campaign/index.ts';
import { privacy, privacyHandlers } from '../../commands/privacy.ts';
import { createRegistry } from '../../commands/registry.ts';
import { createPledges } from '../../campaigns/pledges.ts';
import type { PostFile } from '../../campaigns/delivery.ts';
import type { UploadedFile } from '../../campaigns/ports/uploads.ts';
import type { Library } from '../../content/library.ts';
import type { Form } from '../../messages/payload.ts';
import { loadLanguages } from '../../messages/words.ts';
import { createFiles } from '../../src/files/files.ts';
import { createStore } from '../../src/database/store/store.ts';
import { createApprovalsNow } from '../../worker/approval-now.ts';
import { createPreviews } from '../../worker/preview.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { brokenLimits, nested } from './message-limits.ts';
import { FakeUploads } from './fake-uploads.ts';
import { testLibrary } from './record.ts';
import { RecordingDiscord } from './recording-discord.ts';

export const languages = await loadLanguages();

export const ids = {
  server: '100000000000000001',
  organiser: '100000000000000002',
  channel: '100000000000000003',
  organisers: '100000000000000004',
  otherServer: '200000000000000001',
  otherOrganiser: '200000000000000002',
} as const;

/** A reply as a person sees it. */
export interface Seen {
  readonly kind: Reply['kind'];
  readonly private: boolean;
  /** All text of it, one line each. */
  readonly text: string;
  /** The custom ids of its buttons and selects, by label or placeholder. */
  readonly press: Readonly<Record<string, string>>;
  /** The options of its selects, each value by its label. */
  readonly options: Readonly<Record<string, string>>;
  readonly files: readonly PostFile[];
  readonly form: Form | null;
}

/** Somebody who uses the bot: each use is a new interaction, unless the test says otherwise. */
export interface Somebody {
  use(name: string, options?: Given, interactionId?: string): Promise<Seen>;
  press(customId: string | undefined, values?: readonly string[], interactionId?: string): Promise<Seen>;
  submit(
    form: Form | null,
    fields: Readonly<Record<string, string>>,
    files?: readonly UploadedFile[],
  ): Promise<Seen>;
  suggest(name: string, option: string, text: string): Promise<readonly Choice[]>;
}

export interface Organising {
  readonly deps: Deps;
  readonly database: TestDatabase;
  readonly discord: RecordingDiscord;
  readonly uploads: FakeUploads;
  readonly faults: Fault[];
  readonly clock: { set(moment: string): void };
  readonly organiser: Somebody;
  readonly member: Somebody;
  readonly foreigner: Somebody;
  somebody(more?: Partial<Asker>): Somebody;
  /** Empties the database, and lets both channels of the first server be as they should. */
  reset(): Promise<void>;
  /** A campaign made by the organiser; its id. */
  campaign(name?: string, by?: Somebody): Promise<string>;
}

/** The commands for campaigns over a real database, a Discord that says what the test wants, and a clock. */
export async function organising(
  start = '2026-11-10T15:00:00Z',
  library: Library = testLibrary(),
): Promise<Organising> {
  const database = await freshDatabase();
  const discord = new RecordingDiscord();
  const uploads = new FakeUploads();
  const faults: Fault[] = [];
  let moment = Temporal.Instant.from(start);
  let interactions = 300_000_000_000_000_000n;
  const store = createStore(database);
  const deps: Deps = {
    library,
    languages,
    store,
    discord,
    clock: { now: () => moment },
    pictures: { png: async () => null },
    uploads,
    files: createFiles({ log: { error() {}, info() {} } }),
    pledges: createPledges(store.pledges, async () => new Uint8Array(32).fill(7)),
    previews: createPreviews({ store, library, languages }),
    approvalsNow: createApprovalsNow({ store, library, languages, clock: { now: () => moment } }),
    linkTo: ({ guildId, channelId, messageId }) =>
      `https://discord.example/channels/${guildId}/${channelId}/${messageId}`,
    reportFault: (fault) => faults.push(fault),
  };
  const dispatch = createDispatch(
    createRegistry({
      commands: [...campaignCommands, privacy],
      handlers: [...campaignHandlers, ...privacyHandlers],
      groups: { campaign: 'commands.groups.campaign', action: 'commands.groups.action' },
    }),
  );
  const somebody = (more: Partial<Asker> = {}): Somebody => {
    const asker = (interactionId?: string): Asker => ({
      interactionId: interactionId ?? String((interactions += 1n)),
      userId: ids.organiser,
      guildId: ids.server,
      channelId: ids.organisers,
      permissions: { manageServer: true, speak: true },
      roles: [],
      muted: false,
      speech: languages.in('en'),
      ...more,
    });
    return {
      use: async (name, options = {}, id) => seen(await dispatch.command(name, options, asker(id), deps)),
      press: async (customId, values = [], id?) =>
        seen(await dispatch.press(customId ?? '', { values, fields: {} }, asker(id), deps)),
      submit: async (form, fields, files = []) =>
        seen(await dispatch.press(form?.custom_id ?? '', { values: [], fields, files }, asker(), deps)),
      suggest: async (name, option, text) =>
        await dispatch.suggest(name, { option, text, options: {} }, asker(), deps),
    };
  };
  const organiser = somebody();
  return {
    deps,
    database,
    discord,
    uploads,
    faults,
    clock: { set: (to) => (moment = Temporal.Instant.from(to)) },
    organiser,
    member: somebody({ userId: '100000000000000009', permissions: { manageServer: false, speak: true } }),
    foreigner: somebody({ userId: ids.otherOrganiser, guildId: ids.otherServer }),
    somebody,
    reset: async () => {
      moment = Temporal.Instant.from(start);
      discord.access.clear();
      discord.access.set(ids.organisers, { kind: 'usable', name: 'organisers', type: 'text', private: true });
      await database.db.deleteFrom('audit').execute();
      await database.db.deleteFrom('campaign_guild').execute();
      await database.db.deleteFrom('campaigns').execute();
    },
    campaign: async (name = 'Solidarity', by = organiser) => {
      const made = await by.use('campaign create', {
        name,
        channel: ids.channel,
        organisers: ids.organisers,
      });
      const id = made.press['Start posting']?.split(':')[1];
      if (id === undefined) throw new Error(`no campaign was made: ${made.text}`);
      return id;
    },
  };
}

/** Every reply that a test sees keeps Discord's limits. */
function seen(reply: Reply): Seen {
  if (reply.kind === 'form') {
    return { kind: 'form', private: true, text: '', press: {}, options: {}, files: [], form: reply.form };
  }
  if (reply.kind === 'left') {
    return { kind: 'left', private: true, text: '', press: {}, options: {}, files: [], form: null };
  }
  expect(brokenLimits(reply.answer)).toEqual([]);
  const parts = reply.answer.components.flatMap((component) => nested(component));
  return {
    kind: reply.kind,
    private: reply.kind === 'answer' && reply.private,
    text: parts.flatMap((part) => ('content' in part ? [String(part['content'])] : [])).join('\n'),
    press: Object.fromEntries(
      parts.flatMap((part) =>
        'custom_id' in part
          ? [[String(part['label'] ?? part['placeholder']), String(part['custom_id'])]]
          : [],
      ),
    ),
    options: Object.fromEntries(
      parts.flatMap((part) =>
        z
          .array(z.object({ label: z.string(), value: z.string() }))
          .catch([])
          .parse(part['options'])
          .map(({ label, value }) => [label, value]),
      ),
    ),
    files: reply.answer.files ?? [],
    form: null,
  };
}
