import { beforeEach, describe, expect, test } from 'vitest';
import { announcementLengths } from '../../../messages/campaigns/announcement-form.ts';
import { ids, languages, organising } from '../../support/organising.ts';
import { giveChannels, labels, moreChannels, posted, words, workOnce } from './kit.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser, deps } = world;
const colleague = world.somebody({ userId: '100000000000000007' });

beforeEach(async () => {
  await world.reset();
  world.discord.requests.length = 0;
});

const first = async () => await deps.store.announcements.standing(ids.server, 1).then(([one]) => one);

describe('the channels of an announcement', () => {
  test('are chosen, shown with what each gets, and get exactly that', async () => {
    const id = await world.campaign();
    const channels = await giveChannels(world, id);
    await organiser.use('campaign resume');
    const card = await organiser.use('announce', words);
    const mentions = [ids.channel, moreChannels.spanish, moreChannels.news].map((channel) => `<#${channel}>`);
    for (const mention of mentions) expect(card.text).toContain(mention);
    const { form } = await organiser.press(card.press['Channels']);
    expect(form?.components).toMatchObject([
      {
        component: {
          max_values: 3,
          options: [
            { label: '#channel', default: true },
            { label: '#channel', description: 'Spanish', default: true },
            { label: '#news', default: true },
          ],
        },
      },
    ]);
    const two = `${channels[ids.channel]},${channels[moreChannels.news]}`;
    const fewer = await organiser.submit(form, { channels: two });
    expect(fewer.text).toContain(`In <#${moreChannels.news}> (English):`);
    expect(fewer.text).not.toContain(moreChannels.spanish);
    await organiser.press(fewer.press['Post now']);
    await workOnce(world);
    expect(posted(world, ids.channel)).toHaveLength(1);
    expect(posted(world, moreChannels.spanish)).toEqual([]);
    const [news] = posted(world, moreChannels.news);
    expect(news?.body).toMatchObject({
      content: expect.stringContaining('<@&100000000000000031>'),
      allowed_mentions: { parse: [], roles: ['100000000000000031'] },
    });
  });

  test('are all that get announcements when all are chosen, those of later included', async () => {
    const id = await world.campaign();
    const channels = await giveChannels(world, id);
    const card = await organiser.use('announce', words);
    const { form } = await organiser.press(card.press['Channels']);
    const all = Object.values(channels).join(',');
    await organiser.submit(form, { channels: all });
    expect((await first())?.channels).toBeNull();
    expect((await organiser.submit(form, { channels: 'AAAAAAAAAAAAAAAA' })).text).toContain('out of date');
  });

  test('that get no announcements any more hold it back, with the way on', async () => {
    const id = await world.campaign();
    const channels = await giveChannels(world, id);
    const card = await organiser.use('announce', words);
    const { form } = await organiser.press(card.press['Channels']);
    await organiser.submit(form, { channels: channels[moreChannels.news] ?? '' });
    await world.database.db
      .updateTable('campaign_channels')
      .set({ gets: ['digest'] })
      .where('channel_id', '=', moreChannels.news)
      .execute();
    const held = await organiser.use('announce', { title: `announcement:${(await first())?.id}` });
    expect(held.text).toContain('None of the channels that were chosen gets announcements any more');
    expect(labels(held)).not.toContain('Post now');
  });

  test('can be followed: passing on is offered there alone', async () => {
    const id = await world.campaign();
    const before = await organiser.use('announce', words);
    expect(labels(before).join()).not.toContain('followers');
    const draft = await first();
    expect((await organiser.press(`announce-crosspost:${draft?.id}:1`)).text).toContain('goes to none');
    await giveChannels(world, id);
    const card = await organiser.press(`announce-open:${draft?.id}`);
    const on = await organiser.press(card.press['Pass on to followers: no']);
    expect(on.text).toContain('passed on to the servers that follow them');
    expect((await first())?.crosspost).toBe(true);
    await organiser.press(on.press['Pass on to followers: yes']);
    expect((await first())?.crosspost).toBe(false);
  });
});

describe('the languages of an announcement', () => {
  test('are those of the channels, each with its own words or with the campaign’s', async () => {
    const id = await world.campaign();
    await giveChannels(world, id);
    await organiser.use('campaign resume');
    const card = await organiser.use('announce', words);
    const { form } = await organiser.press(card.press['Write it in another language'], ['es']);
    expect(form?.title).toBe('In another language (Spanish)');
    const half = await organiser.submit(form, { title: 'Marcha el sábado', text: '' });
    expect(half.text).toContain('needs a title and a text, in each of its languages');
    const again = await organiser.press(half.press['Write it in another language'], ['es']);
    const both = await organiser.submit(again.form, { title: 'Marcha el sábado', text: 'A las diez.' });
    expect(both.text).toContain('**Marcha el sábado**\n\nA las diez.');
    expect(both.text).toContain('**March on Saturday**');
    await organiser.press(both.press['Post now']);
    await workOnce(world);
    expect(posted(world, moreChannels.spanish)[0]?.body.content).toBe('**Marcha el sábado**\n\nA las diez.');
    expect(posted(world, ids.channel)[0]?.body.content).toContain('**March on Saturday**');
    expect((await organiser.press(card.press['Write it in another language'], ['fr'])).text).toContain(
      'out of date',
    );
  });

  test('are taken out by emptying both fields', async () => {
    const id = await world.campaign();
    await giveChannels(world, id);
    const card = await organiser.use('announce', words);
    const { form } = await organiser.press(card.press['Write it in another language'], ['es']);
    const both = await organiser.submit(form, { title: 'Marcha', text: 'A las diez.' });
    const again = await organiser.press(both.press['Write it in another language'], ['es']);
    await organiser.submit(again.form, { title: '', text: '' });
    expect((await first())?.translations).toEqual({});
  });

  test('of long announcements are previewed one by one, whole', async () => {
    const id = await world.campaign();
    await giveChannels(world, id);
    const text = 'word '.repeat(announcementLengths.text / 5).trim();
    const card = await organiser.use('announce', { title: 'Long', text });
    expect(labels(card)).toContain('Preview (Spanish)');
    const view = await organiser.press(card.press['Preview (Spanish)']);
    expect(view).toMatchObject({ kind: 'answer', private: true });
    expect(view.text).toContain(`Exactly this is posted in <#${moreChannels.spanish}>`);
    expect(view.text).toContain(text);
  });

  test('must each fit, and it is said which does not', async () => {
    const id = await world.campaign();
    await giveChannels(world, id);
    const card = await organiser.use('announce', words);
    const { form } = await organiser.press(card.press['Write it in another language'], ['es']);
    const title = '*'.repeat(announcementLengths.title);
    const long = await organiser.submit(form, { title, text: 'x'.repeat(announcementLengths.text) });
    expect(long.text).toMatch(/version in this language is about \d+ characters too long .*: Spanish\./);
    expect((await first())?.translations['es']?.text).toHaveLength(announcementLengths.text);
  });
});

describe('two organisers at once', () => {
  test('the later one learns who was faster, and gets back what they typed', async () => {
    await world.campaign();
    const card = await organiser.use('announce', words);
    const mine = await organiser.press(card.press['Change']);
    const theirs = await colleague.press(card.press['Change']);
    await colleague.submit(theirs.form, { ...words, text: 'Theirs', when: '' });
    const late = await organiser.submit(mine.form, { ...words, text: 'Mine, typed long', when: '' });
    expect(late).toMatchObject({ kind: 'answer', private: true });
    expect(late.text).toMatch(
      /changed by <@100000000000000007> <t:\d+:R>, since you opened it\. Nothing was/,
    );
    expect(late.text).toContain('Mine, typed long');
    expect((await first())?.text).toBe('Theirs');
    const open = await organiser.press(late.press['See it as it is now']);
    expect(open.text).toContain('Theirs');
    expect((await organiser.press(card.press['Discard'])).text).toContain('changed by');
    expect((await organiser.press(card.press['Post now'])).text).toContain('changed by');
    expect((await first())?.state).toBe('draft');
  });

  test('the same submission that arrives twice is written once', async () => {
    await world.campaign();
    const card = await organiser.use('announce', words, '399999999999999999');
    expect(card.text).toContain('Nothing is posted');
    await organiser.use('announce', words, '399999999999999999');
    expect(await deps.store.announcements.standing(ids.server, 10)).toHaveLength(1);
  });
});

describe('what is there already', () => {
  test('is suggested for the title, and opened by it', async () => {
    const id = await world.campaign();
    await organiser.use('announce', { ...words, title: 'Borrador de la *vigilia*' });
    const other = await organiser.use('announce', { ...words, when: '2026-12-01 09:00' });
    await organiser.press(other.press['Schedule']);
    const [scheduled, draft] = await organiser.suggest('announce', 'title', '');
    expect(scheduled?.name).toBe('Scheduled: March on Saturday');
    expect(draft?.name).toBe('Draft: Borrador de la *vigilia*');
    expect(await organiser.suggest('announce', 'title', 'VIGILIA')).toEqual([draft]);
    expect(await world.foreigner.suggest('announce', 'title', '')).toEqual([]);
    expect(await world.member.suggest('announce', 'title', '')).toEqual([]);
    const opened = await organiser.use('announce', { title: scheduled?.value ?? '' });
    expect(opened.text).toContain('is scheduled for Tuesday 1 December 2026, 09:00');
    expect(opened.text).toContain('**March on Saturday**');
    expect(labels(opened)).toEqual([
      'Change',
      'Repeat',
      'Picture',
      'Withdraw',
      'Day of mourning: no',
      'All announcements',
    ]);
    expect((await world.foreigner.use('announce', { title: scheduled?.value ?? '' })).text).toContain(
      'This announcement is not in this server',
    );
    expect(id).toBeDefined();
  });

  test('is scheduled, changed, held back until it is scheduled again, and then goes out as changed', async () => {
    await world.campaign();
    await organiser.use('campaign resume');
    const card = await organiser.use('announce', { ...words, when: '2026-11-12 09:00' });
    const scheduled = await organiser.press(card.press['Schedule']);
    const { form } = await organiser.press(scheduled.press['Change']);
    expect(form?.components).toMatchObject([{}, {}, { component: { value: '2026-11-12 09:00' } }]);
    const changed = await organiser.submit(form, { ...words, text: 'At noon', when: '2026-11-12 12:00' });
    expect(changed.text).toContain('Nothing of it goes out until you press “Schedule” again');
    world.clock.set('2026-11-12T14:00:00Z');
    await workOnce(world);
    expect(posted(world, ids.channel)).toEqual([]);
    await organiser.press(changed.press['Schedule']);
    world.clock.set('2026-11-12T17:00:00Z');
    await workOnce(world);
    expect(posted(world, ids.channel).map(({ body }) => body.content)).toEqual([
      '**March on Saturday**\n\nAt noon',
    ]);
    const late = await organiser.press(scheduled.press['Change']);
    expect((await organiser.submit(late.form, { ...words, when: '' })).text).toContain('already');
  });

  test('is of the campaigns that somebody may organise, and of no others', async () => {
    const id = await world.campaign();
    const role = '100000000000000041';
    await world.database.db
      .updateTable('campaigns')
      .set({ organiser_role: role })
      .where('id', '=', id)
      .execute();
    await world.campaign('Other');
    const helper = world.somebody({
      userId: '100000000000000042',
      permissions: { manageServer: false, speak: true },
      roles: [role],
      speech: languages.in('en'),
    });
    await organiser.use('announce', { ...words, title: 'Own', campaign: 'Solidarity' });
    await organiser.use('announce', { ...words, title: 'Foreign', campaign: 'Other' });
    const foreign = await first();
    expect((await helper.suggest('announce', 'title', '')).map(({ name }) => name)).toEqual(['Draft: Own']);
    for (const route of ['open', 'change', 'repeat', 'picture', 'channels', 'withdraw']) {
      expect((await helper.press(`announce-${route}:${foreign?.id}`)).text).toContain(
        'is not in this server',
      );
    }
    expect((await helper.press(`announce-confirm:${foreign?.id}:1`)).text).toContain('is not in this server');
    expect((await first())?.state).toBe('draft');
  });
});
