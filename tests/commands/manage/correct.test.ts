import { beforeEach, describe, expect, test } from 'vitest';
import { manage } from '../../../commands/manage/menu.ts';
import { createDispatch } from '../../../commands/dispatch.ts';
import { standardRegistry } from '../../../commands/registry.ts';
import { packRecord } from '../../../content/record.ts';
import { noticeChangedClaims } from '../../../worker/claim-changes.ts';
import { askerWith } from '../../support/asking.ts';
import { giveChannels, moreChannels } from '../announce/kit.ts';
import { managing } from '../../support/managing.ts';
import { menuMessage } from '../../support/menu-message.ts';
import { ids, languages } from '../../support/organising.ts';
import { testLibrary, testRecord } from '../../support/record.ts';

const world = await managing();
const { organiser, discord, clock, deps } = world;
let campaign = '';

beforeEach(async () => {
  campaign = await world.running();
});

/** An announcement that is out, in a channel of announcements; its delivery. */
async function announced(title: string, text: string, crosspost = false): Promise<string> {
  const { store } = deps;
  const preview = await organiser.use('announce', { title, text });
  if (crosspost) await world.database.db.updateTable('announcements').set({ crosspost: true }).execute();
  const press = Object.entries(preview.press).find(([label]) => /Post now/.test(label))?.[1];
  const confirmed = await organiser.press(press);
  expect(confirmed.text, preview.text).toContain('on its way');
  await world.round();
  expect(await store.planning.unfinished(10)).toHaveLength(crosspost ? 1 : 0);
  return await world.delivery('announcement');
}

describe('an announcement that is out', () => {
  test('is corrected in its own words, with a line that says what', async () => {
    const id = await announced('Come *all*', 'We meet at *five*.');
    const { form } = await organiser.press(`post-correct:${id}`);
    expect(JSON.stringify(form)).toContain('"value":"Come *all*"');
    expect(JSON.stringify(form)).toContain('"value":"We meet at *five*."');
    const words = { title: 'Come *all*', text: 'We meet at *six*.', what: 'the hour' };
    expect((await organiser.submit(form, words)).text).toContain('is corrected within a minute');
    await world.round();
    expect(world.posts()).toEqual([
      '**Come \\*all\\***\n\nWe meet at *six*.\n\n-# Corrected on 5 January 2027: the hour',
    ]);

    const again = await organiser.press(`post-correct:${id}`);
    expect(JSON.stringify(again.form)).toContain('"value":"We meet at *six*."');
    await organiser.submit(again.form, { title: 'Everybody', text: 'At *six*.', what: 'shorter' });
    await world.round();
    expect(world.posts()).toEqual([
      '**Everybody**\n\nAt *six*.\n\n-# Corrected on 5 January 2027: the hour\n-# Corrected on 5 January 2027: shorter',
    ]);
    const log = await organiser.press(`log-filter:${campaign}`, ['posts']);
    expect(log.text).toContain('corrected: “shorter”');
  });

  test('is corrected in all channels of its language at once, and not in those of another', async () => {
    const channels = await giveChannels(world, campaign);
    const first = await announced('March', 'We meet at *five*.');
    const all = await world.database.db
      .selectFrom('deliveries')
      .innerJoin('occurrences', 'occurrences.id', 'deliveries.occurrence_id')
      .select(['deliveries.id', 'deliveries.campaign_channel_id as channel'])
      .where('purpose', '=', 'announcement')
      .execute();
    expect(all).toHaveLength(3);
    const english = all.find(({ channel }) => channel === channels[ids.channel])?.id ?? first;
    const { form } = await organiser.press(`post-correct:${english}`);
    expect(JSON.stringify(form)).toContain('In all 2 channels of this language');
    const words = { title: 'March', text: 'We meet at *six*.', what: 'the hour', where: 'all' };
    expect((await organiser.submit(form, words)).text).toContain('So is 1 other post');
    await world.round();
    for (const [channel, text] of [
      [ids.channel, 'at *six*.'],
      [moreChannels.news, 'at *six*.'],
      [moreChannels.spanish, 'at *five*.'],
    ] as const) {
      expect(discord.in(channel).findLast(({ ours }) => ours)?.content, channel).toContain(text);
    }
    const again = await organiser.press(`post-correct:${english}`);
    await organiser.submit(again.form, { ...words, text: 'At seven.', where: 'one' });
    await world.round();
    expect(discord.in(ids.channel).findLast(({ ours }) => ours)?.content).toContain('At seven.');
    expect(discord.in(moreChannels.news).findLast(({ ours }) => ours)?.content).toContain('at *six*.');
  });

  test('waits for approval in each of them where the campaign asks for it', async () => {
    await giveChannels(world, campaign);
    const id = await announced('March', 'We meet at *five*.');
    await world.database.db.updateTable('campaigns').set({ approvals: 1 }).execute();
    const english = (await deps.store.posts.besides(ids.server, id)).find(
      ({ delivery }) => delivery.channel.channelId === ids.channel,
    );
    const { form } = await organiser.press(`post-correct:${english?.delivery.id ?? id}`);
    await organiser.submit(form, { title: 'March', text: 'At six.', what: 'the hour', where: 'all' });
    await world.round();
    await world.round();
    expect(discord.in(ids.channel).findLast(({ ours }) => ours)?.content).toContain('*five*');
    const waiting = await deps.store.approvals.waiting(campaign);
    expect(waiting.filter(({ amendment }) => amendment !== null)).toHaveLength(2);
  });

  test('nothing of what was typed is lost when it is too long or says not what', async () => {
    const id = await announced('Title', 'Text');
    const { form } = await organiser.press(`post-correct:${id}`);
    const long = await organiser.submit(form, { title: 'Title', text: 'x'.repeat(2000), what: 'more' });
    expect(long.text).toMatch(/\d+ characters too long.*Nothing was changed/);
    expect(long.text).toContain('x'.repeat(1500));
    const silent = await organiser.submit(form, { title: 'Title', text: 'Other', what: ' ' });
    expect(silent.text).toContain('Nothing was changed');
    expect(silent.text).toContain('Other');
    await world.round();
    expect(world.posts()).toEqual(['**Title**\n\nText']);
  });

  test('is passed on to following servers in a step of its own, when that was chosen', async () => {
    await announced('Title', 'Text', true);
    discord.amending.push({ kind: 'rate-limited', retryAfterMs: 3_600_000, scope: 'user' });
    await world.round();
    expect(await deps.store.planning.unfinished(10)).toEqual([]);
    await world.database.db.updateTable('amendments').set({ not_before: '2020-01-01T00:00:00Z' }).execute();
    await world.round();
    expect(discord.amended.filter(({ what }) => what === 'crosspost')).toHaveLength(2);
    const log = await organiser.press(`log-filter:${campaign}`, ['posts']);
    expect(log.text).toContain('passed on to the servers that follow');
  });
});

describe('the record says something else than what was posted', () => {
  /** The test pack, in which the day of mourning has another title. */
  function changedRecord() {
    const record = testRecord();
    const claims = record.pack.claims.map((claim) =>
      claim.id === 'day-of-mourning' && claim.kind === 'event'
        ? { ...claim, title: { en: 'Another title', es: 'Otro título' } }
        : claim,
    );
    return packRecord({ ...record.pack, claims });
  }

  test('the organisers get the list once, and Correct all puts every post right', async () => {
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const { store } = deps;
    const started = { store, clock: deps.clock, log };
    clock.set('2027-01-09T15:00:00Z');
    await noticeChangedClaims({ ...started, library: testLibrary() });
    await world.round();
    const id = await world.delivery();
    expect(world.posts()[0]).toContain('Title of day-of-mourning');

    const library = testLibrary(changedRecord());
    await Promise.all([1, 2].map(() => noticeChangedClaims({ ...started, library })));
    await noticeChangedClaims({ ...started, library });
    await world.round();
    const told = discord.in(ids.organisers).filter(({ content }) => content.includes('Solidarity:'));
    expect(told.map(({ content }) => content.split('\n')[0])).toEqual([
      '**Solidarity: 1 post states what the record says differently now**',
    ]);
    const notice = told[0]?.marker ?? '';
    const listed = await organiser.press(`post-all:${notice}`);
    expect(listed.text).toContain(`A post of remembrance in <#${ids.channel}>`);
    const { form } = await organiser.press(listed.press['Correct all']);
    expect((await organiser.submit(form, { what: 'the title' })).text).toContain('1 post is made anew');
    expect((await store.posts.find(ids.server, id))?.amendments).toMatchObject([
      { kind: 'correct', state: 'open', what: 'the title', body: null },
    ]);
    expect((await organiser.submit(form, { what: 'the title' })).text).toContain('left as it is');
    expect((await world.foreigner.press(`post-all:${notice}`)).text).toContain('no such post');
  });
});

describe('the menu of a message', () => {
  const dispatch = createDispatch(standardRegistry);
  let interaction = 700_000_000_000_000_000n;
  const open = async (message: Partial<ReturnType<typeof menuMessage>>, manageServer = true) => {
    const asker = askerWith({ guildId: ids.server, permissions: { manageServer } });
    interaction += 1n;
    const reply = await dispatch.menu(
      languages.in('en').t(manage.name),
      { ...menuMessage('hello'), ...message },
      { ...asker, interactionId: String(interaction) },
      deps,
    );
    return JSON.stringify(reply);
  };

  test('knows a post by its message and by its marker, and says plainly what it does not manage', async () => {
    const id = await announced('Title', 'Text');
    const messageId = discord.in(ids.channel).find(({ ours }) => ours)?.id ?? '';
    expect(await open({ id: messageId, ours: true })).toContain('An announcement was posted');
    expect(await open({ ours: true, marker: id })).toContain('An announcement was posted');
    expect(await open({ ours: true })).toContain('no post of a campaign');
    expect(await open({ ours: false, marker: id })).toContain('no post of the bot');
    expect(await open({ ours: true, marker: id }, false)).toContain('Only organisers');
  });
});
