import { beforeEach, describe, expect, test } from 'vitest';
import { ids, organising, type Seen } from '../../support/organising.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser, deps, uploads } = world;

beforeEach(async () => await world.reset());

async function upload(content: string | Uint8Array, name: string, options = {}): Promise<Seen> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const form = await organiser.use('campaign import', options);
  return await organiser.submit(form.form, {}, [uploads.put(bytes, { field: 'file', name })]);
}

async function actions() {
  const campaigns = await deps.store.campaigns.ofGuild(ids.server);
  return await deps.store.actions.list(
    campaigns.map(({ id }) => id),
    ['draft', 'open'],
  );
}

const table = `title,kind,when,end,place,link,goal
Vigil,march,2026-12-01 18:00,20:00,Plaza,,
Sign,petition,next Blursday,,,http://example.org,many
`;

describe('a table of actions', () => {
  test('is shown line by line with what is wrong, and becomes drafts that can be corrected', async () => {
    await world.campaign();
    const preview = await upload(table, 'acciones.csv');
    expect(preview.text).toContain('I found 2 actions in this file, for **Solidarity**');
    expect(preview.text).toContain('Line 2: **Vigil**');
    expect(preview.text).toContain('Tuesday 1 December 2026, 18:00 (Lima time)');
    expect(preview.text).toContain('Line 3: **Sign**');
    expect(preview.text).toContain('Blursday');
    expect(preview.text).toContain('1 of them cannot be published');
    expect(Object.keys(preview.press)).toEqual(['Save 2 drafts', 'Discard']);
    expect(await actions()).toEqual([]);
    const forced = preview.press['Save 2 drafts']?.replace('import-drafts', 'import-publish');
    expect((await organiser.press(forced)).text).toContain('Nothing was published');
    expect((await organiser.press(preview.press['Save 2 drafts'])).text).toContain('2 drafts were saved');
    const saved = await actions();
    expect(new Set(saved.map(({ state, typed }) => [state, typed?.title, typed?.when].join(' ')))).toEqual(
      new Set(['draft Sign next Blursday', 'draft Vigil 2026-12-01 18:00']),
    );
    expect((await organiser.press(preview.press['Save 2 drafts'])).text).toContain('no longer here');
    expect(await actions()).toHaveLength(2);
    const card = await organiser.use('action edit', { action: 'Sign' });
    expect(card.press['Fix']).toBeDefined();
    expect(world.faults).toEqual([]);
  });

  test('is published at once when nothing is wrong', async () => {
    await world.campaign();
    const preview = await upload('Título;Tipo;Cuándo\nVigilia;marcha;2026-12-01 18:00\n', 'a.CSV');
    expect((await organiser.press(preview.press['Publish all'])).text).toContain('1 action is published');
    expect(await actions()).toMatchObject([{ state: 'open', title: 'Vigilia', kind: 'march' }]);
  });

  test('pages, and asks which campaign when there are several', async () => {
    const id = await world.campaign();
    await world.campaign('Another');
    const rows = `title\n${Array.from({ length: 23 }, (_, index) => `Action ${index + 1}`).join('\n')}\n`;
    const read = uploads.asked.length;
    expect((await upload(rows, 'a.csv')).text).toContain('more than one campaign');
    expect(uploads.asked.length).toBe(read + 1);
    const preview = await upload(rows, 'a.csv', { campaign: id });
    const last = await organiser.press(
      (await organiser.press(preview.press['Next page'])).press['Next page'],
    );
    expect(last.text).toContain('Page 3 of 3');
    expect(last.text).toContain('Line 24: **Action 23**');
    await organiser.press(last.press['Save 23 drafts']);
    expect(await actions()).toHaveLength(23);
  });
});

test('a calendar: of what repeats the first time, in the zone of the campaign', async () => {
  await world.campaign();
  const preview = await upload(
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Assembly\nDTSTART:20261201T230000Z\nDTEND:20261202T010000Z\nLOCATION:Plaza\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR\n',
    'calendar.ics',
  );
  expect(preview.text).toContain('Tuesday 1 December 2026, 18:00 (Lima time)');
  expect(preview.text).toContain('only the first time is taken');
  await organiser.press(preview.press['Publish all']);
  const [action] = await actions();
  expect(action).toMatchObject({ kind: 'meeting', place: 'Plaza' });
  expect(action?.deadline?.toString()).toBe('2026-12-01T23:00:00Z');
  expect(action?.ends?.toString()).toBe('2026-12-02T01:00:00Z');
});

describe('a file that cannot be taken', () => {
  test.each([
    ['of no kind', 'MZ', 'setup.exe', 'must end in .yaml'],
    ['of UTF-16', new Uint8Array(Buffer.from('\uFEFFtitle\na\n', 'utf16le')), 'a.csv', 'UTF-16'],
    ['with a mistake', 'format: 1\ncampaign: 5\n', 'a.yaml', '- Line 2: '],
    ['with a mistake in YAML', 'format: 1\n\tcampaign: 5\n', 'a.yaml', 'This is not YAML'],
    ['with a mistake in a column', 'title,kind\nA,riot\n', 'a.csv', '- Line 2: “riot” is no kind of action'],
    [
      'with very many mistakes',
      `format: 1\n${Array.from({ length: 50 }, (_, index) => `x${index}: 1`).join('\n')}`,
      'a.yaml',
      'And 33 more',
    ],
  ])('%s says so, with a button to choose another', async (_what, content, name, words) => {
    await world.campaign();
    const seen = await upload(content, name);
    expect(seen.text).toContain(words);
    expect(Object.keys(seen.press)).toEqual(['Choose another file']);
    expect((await organiser.press(seen.press['Choose another file'])).kind).toBe('form');
    expect(await world.database.db.selectFrom('imports').selectAll().execute()).toEqual([]);
    expect(world.faults).toEqual([]);
  });

  test('is not fetched when it is too large, nor from elsewhere', async () => {
    await world.campaign();
    const form = await organiser.use('campaign import');
    const asked = uploads.asked.length;
    const huge = uploads.put(new Uint8Array(1), { field: 'file', name: 'a.csv', size: 2 ** 21 });
    expect((await organiser.submit(form.form, {}, [huge])).text).toContain('at most 1 MB');
    expect(uploads.asked.length).toBe(asked);
    const away = uploads.put({ kind: 'problem', reason: 'elsewhere' }, { field: 'file', name: 'a.yaml' });
    expect((await organiser.submit(form.form, {}, [away])).text).toContain('does not come from Discord');
    expect((await organiser.submit(form.form, {})).text).toContain('No file came');
  });
});
