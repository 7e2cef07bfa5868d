import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { concernOf } from '../../../messages/campaigns/log-decisions.ts';
import { calendarPosts, mourningDay } from '../../support/calendar-posts.ts';
import { managing } from '../../support/managing.ts';
import { ids, languages } from '../../support/organising.ts';

const world = await managing();
const { organiser, clock, deps, database } = world;
let campaign = '';

beforeEach(async () => {
  campaign = await world.running();
});

const decisions = async (): Promise<readonly string[]> =>
  (await organiser.press(`log-filter:${campaign}`, ['decisions'])).text.split('\n').slice(1);
/** The line of what was decided last. */
const last = async (): Promise<string> => (await decisions())[0] ?? '';

async function draft(title: string) {
  const { form } = await organiser.use('action add', { campaign, kind: 'petition' });
  const typed = {
    title,
    text: 'Add your name.',
    when: 'in 20 days',
    where: 'https://example.org/sign',
    goal: '',
  };
  return await organiser.submit(form, typed);
}

describe('the log names', () => {
  test('an action: as it is called now, and as it was called where it is gone', async () => {
    const card = await draft('Sign *this* @everyone');
    expect(await last()).toContain('began an action: “Sign \\*this\\* \\@everyone”.');
    const published = await organiser.press(card.press['Publish']);
    expect(await last()).toContain('published an action: “Sign \\*this\\* \\@everyone”.');
    const { form } = await organiser.press(published.press['Edit'] ?? published.press['Fix']);
    const fixed = await organiser.submit(form, {
      title: 'Sign it',
      text: 'Add your name.',
      when: 'in 20 days',
      where: 'https://example.org/sign',
      goal: '',
    });
    await organiser.press(fixed.press['Publish changes']);
    expect((await decisions()).filter((line) => line.includes('Sign it')).length).toBeGreaterThanOrEqual(3);
    await database.db.deleteFrom('actions').execute();
    const gone = (await decisions()).filter((line) => / an action: /.test(line));
    expect(gone.some((line) => line.includes('“Sign it”'))).toBe(true);
    expect(gone.some((line) => line.includes('Sign \\*this\\*'))).toBe(true);
  });

  test('a draft by its own words alone, so that nothing of them stays when it is deleted', async () => {
    await draft('Nobody must know');
    const { press } = await organiser.use('announce', {
      title: 'Nor this',
      text: 'Words',
      when: 'in 3 days',
    });
    const change = Object.values(press).find((id) => id.startsWith('announce-change:'));
    const { form } = await organiser.press(change);
    const changed = await organiser.submit(form, { title: 'Nor this one', text: 'Words', when: 'in 4 days' });
    const discard = Object.values(changed.press).find((id) => id.startsWith('announce-discard:'));
    await organiser.press(discard);
    expect(await last()).toContain('discarded an announcement: “Nor this one”');
    expect((await decisions()).join('\n')).toMatch(/Nor this[^]*Nobody must know/);
    clock.set('2027-03-05T12:00:00Z');
    await deps.store.drafts.prune(deps.clock.now().subtract({ hours: 24 * 30 }));
    const { rows } = await sql<{ text: string }>`select details::text as text from audit`.execute(
      database.db,
    );
    expect(rows.map(({ text }) => text).join()).not.toMatch(/Nobody|Nor this/);
    expect(
      (await decisions()).filter((line) => line.includes('a draft that was deleted since')),
    ).toHaveLength(4);
  });

  test('an announcement, and each post of it with its channel, also where it went wrong', async () => {
    const { press } = await organiser.use('announce', { title: 'Vigil', text: 'Words' });
    await organiser.press(press['Post now']);
    expect(await last()).toContain('scheduled an announcement: “Vigil”');
    await world.round();
    const id = await world.delivery('announcement');
    const posts = await organiser.press(`log-filter:${campaign}`, ['posts']);
    expect(posts.text).toContain(`An announcement “Vigil” in <#${ids.channel}>: posted.`);
    expect(Object.keys(posts.options).join()).toContain('An announcement “Vigil”');
    const asked = await organiser.press(`post-withdraw:${id}`);
    await organiser.press(asked.press['Yes, withdraw it'] ?? `post-withdraw-sure:${id}`);
    expect(await last()).toMatch(
      new RegExp(
        `withdrew a post: announcement “Vigil”, Tuesday 5 January 2027, 07:00, in <#${ids.channel}>`,
      ),
    );
  });

  test('a day of memory that was moved and skipped, in the reader’s language', async () => {
    const slot = await calendarPosts(world).open(mourningDay);
    await organiser.press(slot.press['Skip']);
    expect(await last()).toContain(
      'skipped a post: remembrance “Title of day-of-mourning”, Saturday 9 January 2027, 10:00, in <#100000000000000003>.',
    );
    const rosa = world.somebody({ speech: languages.in('es') });
    const seen = await rosa.press(`log-filter:${campaign}`, ['decisions']);
    expect(seen.text).toContain(
      'omitió una publicación: día de memoria «Title of day-of-mourning (es)», sábado 9 de enero de 2027, 10:00, en <#100000000000000003>.',
    );
  });

  test('what rows of an older version are about, as far as they say', async () => {
    const rows = [
      ['action.close', { action: 'gonegonegonegone' }],
      ['announcement.change', { announcement: 'gonegonegonegone', title: 'As it was called' }],
      ['slot.skip', {}],
      ['approval.vote', { purpose: 'digest', subject: '', slot: 'soon' }],
      ['post.retry', { delivery: 'gonegonegonegone' }],
    ] as const;
    for (const [what, details] of rows) {
      const entry = { guildId: ids.server, campaignId: campaign, by: ids.organiser, at: deps.clock.now() };
      await deps.store.audit.note({ ...entry, what, details });
    }
    const text = (await decisions()).join('\n');
    expect(text).toContain('“As it was called”');
    expect(text).toMatch(/skipped a post\.\n/);
    expect(text).toMatch(/approved a post\.\n/);
    expect(text).not.toMatch(/undefined|null|soon/);
    expect(rows.every(([what]) => concernOf(what) !== null)).toBe(true);
  });

  test('nothing of another campaign whose ids an entry happens to have', async () => {
    await draft('Ours');
    const { rows } = await sql<{ id: string }>`select id from actions`.execute(database.db);
    const other = await world.campaign('Another');
    const entry = { guildId: ids.server, campaignId: other, by: ids.organiser, at: deps.clock.now() };
    await deps.store.audit.note({ ...entry, what: 'action.close', details: { action: rows[0]?.id ?? '' } });
    const seen = await organiser.press(`log-filter:${other}`, ['decisions']);
    expect(seen.text).not.toContain('Ours');
  });
});
