import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { fileFormat } from '../../../campaigns/file/model.ts';
import { ids, organising, type Seen, type Somebody } from '../../support/organising.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser, deps, uploads, database } = world;
const colleague = world.somebody({ userId: '100000000000000051' });

beforeEach(async () => {
  await world.reset();
  await sql`delete from imports`.execute(database.db);
  for (const table of ['actions', 'announcements', 'schedules', 'overrides', 'audit', 'campaign_channels']) {
    await sql`drop trigger if exists killing on ${sql.table(table)}`.execute(database.db);
  }
});

async function upload(content: string | Uint8Array, name: string, by = organiser): Promise<Seen> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { form } = await by.use('campaign import');
  return await by.submit(form, {}, [uploads.put(bytes, { field: 'file', name })]);
}

/** Kills the connection of whoever writes the nth row of a table, as when the process or the machine dies. */
async function killAt(table: string, nth: number): Promise<void> {
  await sql`drop sequence if exists written`.execute(database.db);
  await sql`create sequence written`.execute(database.db);
  await sql`
    create or replace function kill_writer() returns trigger language plpgsql as $$
    begin
      if nextval('written') >= ${sql.lit(nth)} then perform pg_terminate_backend(pg_backend_pid()); end if;
      return null;
    end $$
  `.execute(database.db);
  await sql`
    create trigger killing after insert on ${sql.table(table)} for each row execute function kill_writer()
  `.execute(database.db);
}

async function mend(table: string): Promise<void> {
  await sql`drop trigger killing on ${sql.table(table)}`.execute(database.db);
}

/** How much there is of everything that an import writes. */
async function counts(): Promise<Readonly<Record<string, number>>> {
  const tables = [
    'campaigns',
    'campaign_channels',
    'schedules',
    'overrides',
    'actions',
    'announcements',
    'audit',
    'imports',
  ];
  const all = tables.map(async (name) => {
    const { rows } = await sql<{
      count: number;
    }>`select count(*)::integer as count from ${sql.table(name)}`.execute(database.db);
    return [name, rows[0]?.count ?? 0] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}

const table = 'title,kind,when\nVigil,march,2026-12-01 18:00\nSign,petition,\nWrite,letter,\n';
const calendar = ['Vigil', 'Meeting', 'March']
  .map((title) => `BEGIN:VEVENT\nSUMMARY:${title}\nDTSTART:20261201T230000Z\nEND:VEVENT\n`)
  .join('');
const ics = `BEGIN:VCALENDAR\n${calendar}END:VCALENDAR\n`;

/** A campaign with actions, an announcement and a skipped post, as a file. */
async function exported(): Promise<Uint8Array> {
  const id = await world.campaign();
  for (const title of ['One', 'Two']) {
    const { form } = await organiser.use('action add', { campaign: id, kind: 'petition' });
    const card = await organiser.submit(form, {
      title,
      text: 'A',
      when: 'in 20 days',
      where: 'https://example.org',
    });
    await organiser.press(card.press['Publish']);
  }
  const { press } = await organiser.use('announce', {
    title: 'Said',
    text: 'Words',
    when: '2027-01-01 18:00',
  });
  await organiser.press(press['Schedule']);
  await deps.store.slots.decide(ids.server, {
    key: { campaignId: id, purpose: 'remembrance', subject: 'day-of-mourning', slot: '2027-01-09T10:00' },
    change: { kind: 'skip' },
    seen: 0,
    by: ids.organiser,
    now: deps.clock.now(),
  });
  const { files } = await organiser.use('campaign export', { campaign: id });
  const bytes = files[0]?.bytes;
  if (bytes === undefined) throw new Error('nothing was exported');
  await sql`delete from campaign_guild`.execute(database.db);
  await sql`delete from campaigns`.execute(database.db);
  return bytes;
}

function yesOf({ press, text }: Seen): string {
  const yes = Object.values(press).find((id) => id.startsWith('import-yes'));
  if (yes === undefined) throw new Error(`it cannot be imported: ${text}`);
  return yes;
}

async function pressBoth(one: readonly [Somebody, string], other: readonly [Somebody, string]) {
  const answers = await Promise.all([one, other].map(([by, id]) => by.press(id)));
  expect(world.faults).toEqual([]);
  return answers.map(({ text }) => text);
}

describe('a list of actions', () => {
  test.each([
    ['a table', table, 'a.csv', 'Save 3 drafts', 'actions', 2],
    ['a table', table, 'a.csv', 'Publish all', 'audit', 5],
    ['a calendar', ics, 'a.ics', 'Publish all', 'actions', 3],
    ['a calendar', ics, 'a.ics', 'Publish all', 'schedules', 2],
  ] as const)(
    'as %s: killed in between, nothing of it is there (%#)',
    async (_, file, name, button, where, nth) => {
      await world.campaign();
      const preview = await upload(file, name);
      const before = await counts();
      await killAt(where, nth);
      expect((await organiser.press(preview.press[button])).text).toContain(
        'Something went wrong on my side',
      );
      expect(await counts()).toEqual(before);
      await mend(where);
      // What was uploaded is still there: another press does all of it.
      expect((await organiser.press(preview.press[button])).text).toContain('3 ');
      expect((await counts())['actions']).toBe(3);
      world.faults.length = 0;
    },
  );

  test('pressed twice, also at the same moment, is saved once', async () => {
    await world.campaign();
    const preview = await upload(table, 'a.csv');
    const yes = preview.press['Save 3 drafts'] ?? '';
    const answers = await pressBoth([organiser, yes], [organiser, yes]);
    expect(answers.filter((text) => text.includes('3 drafts were saved'))).toHaveLength(1);
    expect(answers.filter((text) => text.includes('no longer here'))).toHaveLength(1);
    expect((await counts())['actions']).toBe(3);
  });
});

describe('a campaign', () => {
  test.each([
    ['campaign_channels', 2],
    ['schedules', 3],
    ['actions', 2],
    ['announcements', 1],
    ['overrides', 1],
    ['audit', 1],
  ] as const)(
    'killed while %s are written: nothing of it is there, and another press does all of it',
    async (where, nth) => {
      const preview = await upload(await exported(), 'a.yaml');
      const before = await counts();
      await killAt(where, nth);
      expect((await organiser.press(yesOf(preview))).text).toContain('Something went wrong on my side');
      expect(await counts()).toEqual(before);
      await mend(where);
      expect((await organiser.press(yesOf(preview))).text).toContain('Solidarity');
      expect(await counts()).toMatchObject({
        campaigns: 1,
        actions: 2,
        announcements: 1,
        overrides: 1,
        imports: 0,
      });
      world.faults.length = 0;
    },
  );

  test('pressed twice at the same moment is imported once', async () => {
    const yes = yesOf(await upload(await exported(), 'a.yaml'));
    const answers = await pressBoth([organiser, yes], [organiser, yes]);
    expect(answers.filter((text) => text.includes('no longer here'))).toHaveLength(1);
    expect(await counts()).toMatchObject({ campaigns: 1, actions: 2, announcements: 1 });
    expect((await organiser.press(yes)).text).toContain('no longer here');
  });

  test('imported by two organisers at the same moment is there once, and the other learns why', async () => {
    const bytes = await exported();
    const mine = yesOf(await upload(bytes, 'a.yaml'));
    const theirs = yesOf(await upload(bytes, 'a.yaml', colleague));
    const answers = await pressBoth([organiser, mine], [colleague, theirs]);
    const refused = answers.findIndex((text) => text.includes('Solidarity') && /already|taken/.test(text));
    expect(refused, answers.join('\n')).toBeGreaterThanOrEqual(0);
    expect(await counts()).toMatchObject({ campaigns: 1, actions: 2, announcements: 1, imports: 1 });
    // The other file is not lost: by now it is compared with what is there.
    const again = refused === 0 ? await organiser.press(mine) : await colleague.press(theirs);
    expect(again.text).not.toContain('no longer here');
    expect(again.text).toContain('Solidarity');
  });

  test('imported into two servers at the same moment keeps its ids in one of them', async () => {
    const bytes = await exported();
    const { foreigner } = world;
    const mine = yesOf(await upload(bytes, 'a.yaml'));
    const theirs = yesOf(await upload(bytes, 'a.yaml', foreigner));
    await pressBoth([organiser, mine], [foreigner, theirs]);
    expect(await counts()).toMatchObject({ campaigns: 2, actions: 4, announcements: 2, imports: 0 });
  });

  test('of a newer format is refused in one clear sentence, whatever else is in it', async () => {
    const text = new TextDecoder().decode(await exported());
    const newer = text
      .replace(/^format: 1$/m, `format: ${fileFormat + 1}\nmoods: [angry, hopeful]`)
      .replaceAll('kind: petition', 'kind: strike');
    const seen = await upload(newer, 'a.yaml');
    expect(seen.text).toContain(
      `it is of format ${fileFormat + 1}, and I can read up to format ${fileFormat}`,
    );
    expect(seen.text).toContain('Nothing was imported');
    expect(seen.text).not.toContain('moods');
    expect((await counts())['imports']).toBe(0);
  });
});
