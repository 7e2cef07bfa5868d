import { beforeEach, describe, expect, test } from 'vitest';
import { ids } from '../../support/organising.ts';
import { managing } from '../../support/managing.ts';

const world = await managing();
const { organiser, discord, clock } = world;
let id = '';

/** The remembrance of 9 January is out. */
beforeEach(async () => {
  discord.faults.length = 0;
  discord.histories.length = 0;
  await world.running();
  clock.set('2027-01-09T15:00:00Z');
});

async function postIt(): Promise<void> {
  await world.round();
  await world.round();
  id = await world.delivery();
}

describe('a post that is out', () => {
  beforeEach(postIt);

  test('is told with what it states, where it stands, and what can be done', async () => {
    const seen = await world.manage(id);
    expect(seen.private).toBe(true);
    expect(seen.text).toMatch(/^A post of remembrance was posted in <#\d+>\./);
    expect(seen.text).toContain(`https://discord.example/channels/${ids.server}/${ids.channel}/`);
    expect(seen.text).toContain('It states 3 facts of the record');
    expect(seen.text).not.toContain('Nombre Reservado');
    expect(Object.keys(seen.press)).toEqual(expect.arrayContaining(['Correct', 'Withdraw']));
  });

  test('is withdrawn by one press and one answer, and can be posted again', async () => {
    const asked = await organiser.press((await world.manage(id)).press['Withdraw']);
    expect(asked.text).toContain('Withdraw this post?');
    expect(world.posts()).toHaveLength(1);
    const answered = await organiser.press(asked.press['Withdraw it now']);
    expect(answered.text).toContain('It is being withdrawn');
    await world.round();
    expect(world.posts()).toEqual([]);
    const after = await world.manage(id);
    expect(after.text).toContain('an organiser withdrew it');
    const again = await organiser.press(after.press['Post it again']);
    await organiser.press(again.press['Post it again now']);
    await world.round();
    expect(world.posts()).toHaveLength(1);
  });

  test('that says what the record says needs no correction', async () => {
    const seen = await organiser.press((await world.manage(id)).press['Correct']);
    expect(seen.text).toContain('nothing to correct');
  });

  test('is nobody else’s: not a member’s, a muted one’s, another server’s, nor another campaign’s organiser', async () => {
    const custom = `post-withdraw-sure:${id}`;
    expect((await world.member.press(custom)).text).toContain('Only organisers');
    const muted = world.somebody({ muted: true });
    expect((await muted.press(custom)).text).toContain('muted');
    const unknown = (await organiser.press('post-withdraw-sure:AAAAAAAAAAAAAAAA')).text;
    expect((await world.foreigner.press(custom)).text).toBe(unknown);
    const other = await world.campaign('Another');
    await world.database.db
      .updateTable('campaigns')
      .set({ organiser_role: '5' })
      .where('id', '=', other)
      .execute();
    const elsewhere = world.somebody({ permissions: { manageServer: false, speak: true }, roles: ['5'] });
    expect((await elsewhere.press(custom)).text).toBe(unknown);
    await world.round();
    expect(world.posts()).toHaveLength(1);
  });

  test('of two organisers the second one learns that it was corrected already', async () => {
    const first = await organiser.press(`post-correct-what:${id}:0`);
    const second = await organiser.press(`post-correct-what:${id}:0`);
    expect((await organiser.submit(first.form, { what: 'one' })).text).toContain('within a minute');
    expect((await organiser.submit(second.form, { what: 'other' })).text).toContain('Nothing was saved');
    await world.round();
    expect(world.posts()[0]).toMatch(/Corrected on 9 January 2027: one$/);
  });
});

test('a post that people approved is posted again as it was approved, and not under more eyes than saw it', async () => {
  const { store } = world.deps;
  clock.set('2027-01-07T15:00:00Z');
  await world.database.db.updateTable('campaigns').set({ approvals: 1 }).execute();
  await world.round();
  const [campaign] = await store.campaigns.ofGuild(ids.server);
  const [waiting] = await store.approvals.waiting(campaign?.id ?? '');
  await organiser.press(`approval-vote:${waiting?.id}`);
  clock.set('2027-01-09T15:00:00Z');
  await postIt();
  await organiser.press(`post-withdraw-sure:${id}`);
  await world.round();
  await world.round();
  expect(world.posts()).toEqual([]);

  expect((await organiser.press(`post-again-sure:${id}:0`)).text).toContain('It will be posted');
  await world.round();
  expect(world.posts()).toHaveLength(1);

  await organiser.press(`post-withdraw-sure:${id}`);
  await world.round();
  await world.database.db.updateTable('campaigns').set({ approvals: 2 }).execute();
  const asked = await organiser.press(`post-again:${id}:1`);
  expect(asked.text).toContain('nothing goes out yet');
  expect((await organiser.press(asked.press['Ask for approval'])).text).toContain('asked to approve it');
  await world.round();
  await world.round();
  expect(world.posts()).toEqual([]);
  const [anew] = await store.approvals.waiting(campaign?.id ?? '');
  for (const userId of ['100000000000000011', '100000000000000012']) {
    await world.somebody({ userId }).press(`approval-vote:${anew?.id}`);
  }
  await world.round();
  expect(world.posts()).toHaveLength(1);
});

describe('a post of which nobody can tell', () => {
  async function doubt(posted: boolean): Promise<void> {
    discord.faults.push({ creates: posted, answer: () => ({ kind: 'ambiguous', cause: 'ECONNRESET' }) });
    await world.round();
    id = await world.delivery();
    await world.database.db
      .updateTable('deliveries')
      .set({ in_doubt_since: '2020-01-01T00:00:00Z', lease_until: '2020-01-01T00:00:00Z' })
      .where('id', '=', id)
      .execute();
    discord.forgetNonces();
    discord.histories.push({ kind: 'read', messages: [], complete: true });
    await world.deliverer.work(id);
  }

  test('is found when it is looked for again', async () => {
    await doubt(true);
    const seen = await world.manage(id);
    expect(seen.text).toMatch(/^Nobody can tell/);
    expect(seen.text).toContain('perhaps posted (Discord did not answer properly)');
    const found = await organiser.press(seen.press['Look for it again']);
    expect(found.text).toContain('was found in');
    expect(found.text).toContain('was posted in');
  });

  test('is recorded by its link, which is looked at first', async () => {
    await doubt(true);
    const message = discord.in(ids.channel).find(({ ours }) => ours)?.id ?? '';
    const stranger = discord.in(ids.channel).find(({ ours }) => !ours)?.id ?? '';
    const { form } = await organiser.press((await world.manage(id)).press['It is there']);
    const link = (channel: string, one: string) =>
      `https://discord.com/channels/${ids.server}/${channel}/${one}`;
    expect((await organiser.submit(form, { link: 'over there' })).text).toContain('no link');
    expect((await organiser.submit(form, { link: link(ids.organisers, message) })).text).toContain('no link');
    expect((await organiser.submit(form, { link: link(ids.channel, stranger) })).text).toContain(
      'not this post',
    );
    expect((await organiser.submit(form, { link: link(ids.channel, '123456789012345678') })).text).toContain(
      'no such message',
    );
    expect((await organiser.submit(form, { link: link(ids.channel, message) })).text).toContain(
      'recorded as posted',
    );
    expect((await organiser.submit(form, { link: link(ids.channel, message) })).text).toContain(
      'Nothing was saved',
    );
  });

  test('is posted again, or left', async () => {
    await doubt(false);
    const asked = await organiser.press((await world.manage(id)).press['Post it again']);
    expect(asked.text).toContain('it will be there twice');
    await organiser.press(asked.press['Post it again now']);
    await world.round();
    expect(world.posts()).toHaveLength(1);
    expect((await organiser.press(`post-leave:${id}:0`)).text).toContain('Nothing was saved');
  });

  test('tells the organisers, with the button that leads there', async () => {
    await doubt(false);
    await world.round();
    const row = await world.database.db
      .selectFrom('deliveries')
      .innerJoin('occurrences', 'occurrences.id', 'deliveries.occurrence_id')
      .select('deliveries.body')
      .where('occurrences.purpose', '=', 'notice')
      .executeTakeFirstOrThrow();
    expect(row.body).toContain(`"custom_id":"post-open:${id}"`);
  });
});

test('a post that waits for its channel: what is missing, and a look whether it is mended', async () => {
  const lost = { kind: 'missing-permissions', name: 'public', missing: ['SendMessages'] } as const;
  discord.access.set(ids.channel, lost);
  discord.faults.push({
    creates: false,
    answer: () => ({ kind: 'refused', fix: 'channel', code: 50_013, reason: 'Missing Permissions' }),
  });
  await world.round();
  id = await world.delivery();
  const seen = await world.manage(id);
  expect(seen.text).toContain('the bot lacks a permission in the channel');
  const still = await organiser.press(seen.press['Check the channel again']);
  expect(still.text).toContain('It lacks: SendMessages');
  discord.access.delete(ids.channel);
  expect((await organiser.press(seen.press['Check the channel again'])).text).toContain('can post in');
  await world.round();
  expect(world.posts()).toHaveLength(1);
});
