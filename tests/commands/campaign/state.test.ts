import { beforeEach, describe, expect, test } from 'vitest';
import { ids, languages, organising } from '../../support/organising.ts';

const world = await organising();
const { organiser, foreigner, member, deps } = world;
const stateOf = async (id: string) => (await deps.store.campaigns.find(ids.server, id))?.state;

beforeEach(async () => await world.reset());

describe('/campaign resume and pause', () => {
  test('start and pause the only campaign without naming it, and say what it is like now', async () => {
    const id = await world.campaign();
    const started = await organiser.use('campaign resume');
    expect(started.text).toContain('**Solidarity** is running now');
    expect(Object.keys(started.press)).toEqual([
      'Pause everything',
      'See the calendar',
      'Archive',
      'See or change …',
    ]);
    expect(await stateOf(id)).toBe('active');
    const stopped = await organiser.use('campaign pause');
    expect(stopped.text).toContain('**Solidarity** is paused now');
    expect(await stateOf(id)).toBe('paused');
  });

  test('work by button on the message where it stands', async () => {
    const id = await world.campaign();
    const started = await organiser.press(`campaign-resume:${id}`);
    expect(started.kind).toBe('update');
    expect(await stateOf(id)).toBe('active');
    const stopped = await organiser.press(started.press['Pause everything']);
    expect(stopped.text).toContain('is paused now');
    expect(await stateOf(id)).toBe('paused');
  });

  test('say that nothing changed when it was so already', async () => {
    await world.campaign();
    expect((await organiser.use('campaign pause')).text).toContain('was already paused');
    await organiser.use('campaign resume');
    expect((await organiser.use('campaign resume')).text).toContain('was already running');
  });

  test('leave one alone that is archived', async () => {
    const id = await world.campaign();
    await deps.store.campaigns.setState(ids.server, id, 'archived', ids.organiser);
    expect((await organiser.use('campaign resume', { campaign: id })).text).toContain('is archived');
    expect((await organiser.use('campaign show', { campaign: id })).text).toContain('It posts nothing');
    expect((await organiser.use('campaign calendar', { campaign: id })).text).toContain('is archived');
    expect(await stateOf(id)).toBe('archived');
  });

  test('write once for one interaction', async () => {
    const id = await world.campaign();
    const interaction = '900000000000000001';
    await organiser.press(`campaign-resume:${id}`, [], interaction);
    await deps.store.campaigns.setState(ids.server, id, 'paused', ids.organiser);
    const again = await organiser.press(`campaign-resume:${id}`, [], interaction);
    expect(again.kind).toBe('left');
    expect(await stateOf(id)).toBe('paused');
  });
});

describe('a campaign', () => {
  test.each(['campaign-resume', 'campaign-pause', 'campaign-calendar', 'campaign-show'])(
    'is out of reach of other servers, of members, and in direct messages: %s',
    async (route) => {
      const id = await world.campaign();
      const press = route === 'campaign-calendar' ? `${route}:${id}:3:0` : `${route}:${id}`;
      const foreign = await foreigner.press(press, [id]);
      expect(foreign.text).toBe(
        'This campaign is not in this server. Nothing was changed. The campaigns that are here are in `/campaign list`.',
      );
      expect((await member.press(press, [id])).text).toContain('Only organisers');
      expect((await world.somebody({ guildId: null }).press(press, [id])).text).toContain('only in a server');
      expect(await stateOf(id)).toBe('paused');
    },
  );

  test.each(['resume', 'pause', 'show', 'calendar'])(
    'of another server is not found: /campaign %s',
    async (name) => {
      const id = await world.campaign();
      await world.campaign('Other', foreigner);
      for (const campaign of [id, 'Solidarity']) {
        expect((await foreigner.use(`campaign ${name}`, { campaign })).text).toBe(
          'This campaign is not in this server. Nothing was changed. The campaigns that are here are in `/campaign list`.',
        );
      }
      expect(await stateOf(id)).toBe('paused');
    },
  );

  test.each([
    'campaign-resume',
    'campaign-calendar:x',
    'campaign-calendar:x:99:0',
    'campaign-list:-1',
    'campaign-show',
  ])('is not found by a forged id, and nothing breaks: %s', async (forged) => {
    await world.campaign();
    for (const press of [forged, `${forged}:x`, `${forged}:x:y:z`, `${forged}:${'9'.repeat(60)}`]) {
      expect((await organiser.press(press, ['x'])).text).toMatch(/not in this server|out of date/);
    }
    expect(world.faults).toEqual([]);
  });

  test('is found by its name, case and accents forgiven; one of several must be named', async () => {
    await world.campaign('Solidaridad Perú');
    await world.campaign('Another *one*');
    expect((await organiser.use('campaign show', { campaign: 'solidaridad peru' })).text).toContain('Perú');
    const which = await organiser.use('campaign resume');
    expect(which.text).toContain('“Another \\*one\\*”, “Solidaridad Perú”');
    expect((await organiser.use('campaign show', { campaign: 'Third' })).text).toContain(
      'not in this server',
    );
  });

  test('is suggested to the organisers of its own server only', async () => {
    const id = await world.campaign('Solidaridad Perú');
    await world.campaign('Foreign', foreigner);
    expect(await organiser.suggest('campaign pause', 'campaign', 'peru')).toEqual([
      { name: 'Solidaridad Perú', value: id },
    ]);
    expect(await organiser.suggest('campaign pause', 'campaign', 'Foreign')).toEqual([]);
    expect(await member.suggest('campaign pause', 'campaign', '')).toEqual([]);
  });

  test('shows a channel that is lost', async () => {
    const id = await world.campaign();
    const [channel] = await deps.store.campaigns.channels(id);
    await deps.store.campaigns.setQuarantine(channel?.id ?? '', 'Missing Access', deps.clock.now());
    expect((await organiser.use('campaign show')).text).toContain('cannot post in <#');
  });
});

describe('/campaign list', () => {
  test('shows the campaigns of the server, ten a page, and opens one', async () => {
    for (let number = 10; number < 22; number += 1) await world.campaign(`Campaign ${number}`);
    await world.campaign('Foreign', foreigner);
    const first = await organiser.use('campaign list');
    expect(first.text).toContain('This server has 12 campaigns');
    expect(first.text).toContain('**Campaign 19** – paused');
    expect(first.text).not.toContain('Campaign 20');
    const second = await organiser.press(first.press['Next page']);
    expect(second.text).toContain('Campaign 21');
    expect(second.text).not.toContain('Campaign 19');
    const [campaign] = await deps.store.campaigns.ofGuild(ids.server);
    const shown = await organiser.press(second.press['Choose a campaign to look at'], [campaign?.id ?? '']);
    expect(shown.text).toContain('**Campaign 10** is paused');
  });

  test('says how to begin when there is none', async () => {
    expect((await organiser.use('campaign list')).text).toContain('`/campaign create`');
    const spanish = world.somebody({ speech: languages.in('es') });
    expect((await spanish.use('campaign pause')).text).toContain('todavía no tiene ninguna campaña');
  });
});
