import { sql } from 'kysely';
import type { Asker, Deps, Reply } from '../../commands/contract.ts';
import { createDispatch, type Dispatch } from '../../commands/dispatch.ts';
import { standardRegistry } from '../../commands/registry.ts';
import { crawl, offersOf, organiserRoutes, routeOf, type Offer } from './crawl.ts';
import { changedRecord, offersPosted } from './every-offer.ts';
import type { Managing } from './managing.ts';
import { ids, languages } from './organising.ts';
import { png } from './pictures.ts';
import { testLibrary } from './record.ts';

/** What is pressed last: it takes away what others act on. */
export const takesAway: ReadonlySet<string> = new Set([
  'campaign-archive',
  'campaign-pause-all',
  'campaign-pause-chosen',
  'announce-discard',
  'announce-withdraw',
  'announce-confirm',
  'post-withdraw-sure',
  'post-again-sure',
  'post-leave',
  'approval-skip',
  'action-turn',
  'channel-remove',
]);

/** Somebody who presses whatever there is, in a world in which much happened. */
export interface Presses {
  readonly dispatch: Dispatch;
  readonly deps: Deps;
  /** A member of the server, unless something else is said; each time with another interaction. */
  readonly person: (more?: Partial<Asker>) => Asker;
  /** Who manages the server and made the campaign. */
  readonly organiser: () => Asker;
  readonly press: (offer: Offer, asker: Asker) => Promise<Reply>;
  /** What somebody types into a form that asks for anything; of each select the first choice. */
  readonly typed: (fields: Readonly<Record<string, string>>) => Record<string, string>;
  /** One hash for each table, except which interactions were seen and who pressed too often. */
  readonly everything: () => Promise<string>;
  /** What organisers are offered first: by what was posted to them, and by their commands. */
  firstOffers(this: void, campaign: string, title: string): Promise<readonly Offer[]>;
  /** Every button, choice and form of organisers that is met when everything about a campaign is pressed. */
  readonly everyOffer: (campaign: string, title: string) => Promise<readonly Offer[]>;
}

export function presses(world: Managing): Presses {
  const dispatch = createDispatch(standardRegistry);
  const deps = { ...world.deps, library: testLibrary(changedRecord()) };
  const picture = world.uploads.put(png());
  const words: Readonly<Record<string, string>> = {
    of: '3/4/2023',
    when: '3/4/2027 18:00',
    zone: 'America/Lima',
    where: 'https://example.org',
    reached: '5',
    picture: picture.id,
  };
  let interactions = 800_000_000_000_000_000n;
  const person = (more: Partial<Asker> = {}): Asker => ({
    interactionId: String((interactions += 1n)),
    userId: '100000000000000050',
    guildId: ids.server,
    channelId: ids.organisers,
    permissions: { manageServer: false, speak: true },
    roles: [],
    muted: false,
    speech: languages.in('en'),
    ...more,
  });
  const organiser = (): Asker =>
    person({ userId: ids.organiser, permissions: { manageServer: true, speak: true } });
  const typed = (fields: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(fields).map(([field, first]) => [
        field,
        first || (words[field] ?? (/time|hour|digest|remembrance/.test(field) ? '11:00' : '7')),
      ]),
    );
  const press = async ({ customId, values, fields }: Offer, asker: Asker): Promise<Reply> =>
    await dispatch.press(
      customId,
      { values: [...values], fields: typed(fields), files: [picture] },
      asker,
      deps,
    );
  const firstOffers = async (campaign: string, title: string): Promise<readonly Offer[]> => {
    const here = { campaign };
    const first: Offer[] = [...offersPosted(world, ids.organisers)];
    for (const [name, given] of [
      ['campaign show', here],
      ['campaign list', {}],
      ['campaign archive', here],
      ['action list', {}],
      ['campaign calendar', { ...here, months: 12 }],
      ['campaign preview', here],
      ['campaign log', here],
      ['campaign export', here],
      ['campaign import', here],
      ['action add', { ...here, kind: 'petition' }],
      ['action list', here],
      ['announce', { ...here, title: `When ${title}`, text: 'A text', when: '3/4/2027 18:00' }],
      ['announce', { ...here, title: `About ${title}`, text: 'A text', when: '2027-02-01 18:00' }],
    ] as const) {
      first.push(...offersOf(await dispatch.command(name, given, organiser(), deps)));
    }
    return first;
  };
  return {
    dispatch,
    deps,
    person,
    organiser,
    press,
    typed,
    everything: async () => await everything(world),
    firstOffers,
    everyOffer: async (campaign, title) => {
      const first = await firstOffers(campaign, title);
      const needed = new Set(organiserRoutes(standardRegistry));
      const met = await crawl(first, (offer) => press(offer, organiser()), takesAway);
      return met.filter((offer) => needed.has(routeOf(offer)));
    },
  };
}

async function everything({ database }: Managing): Promise<string> {
  const tables = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = 'public' and tablename not in ('interactions', 'cooldowns', 'kysely_migration', 'kysely_migration_lock')
    order by 1`.execute(database.db);
  const hashes: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ hash: string | null }>`
      select md5(string_agg(row::text, ',' order by row::text)) as hash from ${sql.table(name)} as row`.execute(
      database.db,
    );
    hashes.push(`${name} ${rows[0]?.hash ?? ''}`);
  }
  return hashes.join('\n');
}
