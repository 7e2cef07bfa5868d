import { beforeEach, describe, expect, test } from 'vitest';
import type { ChannelAccess } from '../../../campaigns/ports/discord.ts';
import { ids, languages, organising } from '../../support/organising.ts';

const world = await organising();
const { organiser, deps } = world;
const options = { name: 'Solidarity', channel: ids.channel, organisers: ids.organisers };
const campaigns = async () => await deps.store.campaigns.ofGuild(ids.server);

beforeEach(async () => await world.reset());

describe('/campaign create', () => {
  test('makes a working campaign from one line, and leaves it paused', async () => {
    const answer = await organiser.use('campaign create', options);
    const [campaign, ...more] = await campaigns();
    expect(more).toEqual([]);
    expect(campaign).toMatchObject({
      name: 'Solidarity',
      zone: 'America/Lima',
      language: 'en',
      pack: 'test',
      state: 'paused',
      createdBy: ids.organiser,
    });
    const schedules = await deps.store.campaigns.schedules(campaign?.id ?? '');
    expect(
      schedules.map(({ purpose, subject, rule }) => [purpose, subject, 'time' in rule && rule.time]),
    ).toEqual([
      ['digest', '', '09:00'],
      ['planning-note', 'day-of-mourning', '10:00'],
      ['planning-note', 'leap-day', '10:00'],
      ['planning-note', 'milestone', '10:00'],
      ['remembrance', 'day-of-mourning', '10:00'],
      ['remembrance', 'leap-day', '10:00'],
      ['remembrance', 'milestone', '10:00'],
    ]);
    const channels = await deps.store.campaigns.channels(campaign?.id ?? '');
    expect(channels.map(({ audience, channelId }) => [audience, channelId])).toEqual([
      ['organisers', ids.organisers],
      ['public', ids.channel],
    ]);
    expect(answer).toMatchObject({ kind: 'answer', private: true });
    expect(answer.text).toContain('**Solidarity** is saved and paused');
    expect(answer.text).toContain('every Monday at 09:00');
    expect(answer.text).toContain('soon it will be 4 years since “Title of milestone”');
    expect(Object.keys(answer.press)).toEqual([
      'Start posting',
      'See the calendar',
      'Archive',
      'See or change …',
    ]);
    const notes = await world.database.db.selectFrom('audit').select(['what', 'by']).execute();
    expect(notes).toEqual([{ what: 'campaign.create', by: ids.organiser }]);
  });

  test('takes zone, language and pack, with the zone as people write it', async () => {
    await organiser.use('campaign create', {
      ...options,
      zone: 'europe/london',
      language: 'es',
      pack: 'test',
    });
    const [campaign] = await campaigns();
    expect(campaign).toMatchObject({ zone: 'Europe/London', language: 'es', pack: 'test' });
    const schedules = await deps.store.campaigns.schedules(campaign?.id ?? '');
    expect(new Set(schedules.map(({ zone }) => zone))).toEqual(new Set(['Europe/London']));
  });

  test('speaks Spanish to who speaks Spanish, and makes that the language of the posts', async () => {
    const answer = await world.somebody({ speech: languages.in('es') }).use('campaign create', options);
    expect(answer.text).toContain('está guardada y en pausa');
    expect(answer.text).toContain('cada lunes a las 09:00');
    expect(await campaigns()).toMatchObject([{ language: 'es' }]);
  });

  test.each([
    [{ zone: 'Atlantis/Capital' }, '“Atlantis/Capital” is not a time zone'],
    [{ zone: '+05:00' }, 'is not a time zone'],
    [{ zone: '' }, 'is not a time zone'],
    [{ zone: '**<@1>' }, String.raw`“\*\*\<\@1\>” is not`],
    [{ language: 'tlh' }, '“tlh” is not a language'],
    [{ pack: 'atlantis' }, '“atlantis” is not a record'],
    [{ name: '   ' }, '1 to 60 characters'],
    [{ name: '\u200b\u202e' }, 'this one has 0'],
    [{ name: 'x'.repeat(61) }, 'this one has 61'],
    [{ organisers: ids.channel }, 'two different channels'],
    [{ channel: 7 }, 'could not be read'],
  ])('refuses %o in a sentence, and saves nothing', async (wrong, sentence) => {
    const answer = await organiser.use('campaign create', { ...options, ...wrong });
    expect(answer.text).toContain(sentence);
    expect(answer.private).toBe(true);
    expect(await campaigns()).toEqual([]);
  });

  test.each<[keyof typeof options, ChannelAccess, string]>([
    ['channel', { kind: 'not-found' }, 'is not a channel of this server'],
    ['channel', { kind: 'wrong-type', name: 'talk', type: 'GuildForum' }, 'is a forum'],
    ['channel', { kind: 'wrong-type', name: 'voice', type: 'GuildVoice' }, 'not a channel for text'],
    [
      'channel',
      {
        kind: 'missing-permissions',
        name: 'news',
        missing: ['SendMessages', 'ReadMessageHistory', 'NewOne'],
      },
      'I still need: Send Messages, Read Message History, NewOne',
    ],
    [
      'organisers',
      { kind: 'missing-permissions', name: 'plans', missing: ['ViewChannel'] },
      'I still need: View Channel',
    ],
  ])('refuses the %s that is %o, and says what to do', async (which, access, sentence) => {
    world.discord.access.set(options[which], access);
    const answer = await organiser.use('campaign create', options);
    expect(answer.text).toContain(sentence);
    expect(answer.text).toContain(`<#${options[which]}>`);
    expect(answer.text).toContain('Nothing was saved');
    expect(await campaigns()).toEqual([]);
  });

  test('says for as long as everybody can read the organisers’ channel that it should be private', async () => {
    world.discord.access.set(ids.organisers, { kind: 'usable', name: 'plans', type: 'text', private: false });
    const exposed = `Everybody in the server can read <#${ids.organisers}>`;
    const made = await organiser.use('campaign create', options);
    expect(made.text).toContain(exposed);
    expect(made.text).toContain('paused');
    expect((await organiser.use('campaign resume')).text).toContain(exposed);
    world.discord.access.set(ids.organisers, { kind: 'usable', name: 'plans', type: 'text', private: true });
    expect((await organiser.use('campaign show')).text).not.toContain(exposed);
  });

  test.each<ChannelAccess>([
    { kind: 'usable', name: 'news', type: 'announcement', private: false },
    { kind: 'usable', name: 'thread', type: 'thread', private: false },
  ])('takes %o', async (access) => {
    world.discord.access.set(ids.channel, access);
    await organiser.use('campaign create', options);
    expect(await campaigns()).toHaveLength(1);
  });

  test('refuses a name that is taken, whatever its case', async () => {
    await world.campaign('Solidarity');
    const answer = await organiser.use('campaign create', { ...options, name: 'SOLIDARITY' });
    expect(answer.text).toContain('already has a campaign called “SOLIDARITY”');
    expect(await campaigns()).toHaveLength(1);
  });

  test('writes once when two processes answer the same interaction', async () => {
    const answers = await Promise.all([
      organiser.use('campaign create', options, '900000000000000001'),
      organiser.use('campaign create', { ...options, name: 'Twin' }, '900000000000000001'),
    ]);
    expect(await campaigns()).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'left')).toHaveLength(1);
  });

  test('says so when Discord cannot be asked', async () => {
    world.discord.channelAccess = async () => await Promise.reject(new Error('502'));
    const answer = await organiser.use('campaign create', options);
    // What stands on the fake itself covers its method; without it the method is there again.
    Reflect.deleteProperty(world.discord, 'channelAccess');
    expect(answer.text).toContain('Discord did not answer');
    expect(await campaigns()).toEqual([]);
  });

  test('is for who may manage the server, and for servers', async () => {
    expect((await world.member.use('campaign create', options)).text).toContain('Manage Server');
    const direct = world.somebody({ guildId: null });
    expect((await direct.use('campaign create', options)).text).toContain('only in a server');
    expect(await world.member.suggest('campaign create', 'zone', 'lima')).toEqual([]);
    expect(await campaigns()).toEqual([]);
  });

  test('suggests zones by city, without accents, at most 25', async () => {
    const first = async (text: string) =>
      (await organiser.suggest('campaign create', 'zone', text))[0]?.value;
    expect(await first('lima')).toBe('America/Lima');
    expect(await first('new y')).toBe('America/New_York');
    expect(await first('São Paulo')).toBe('America/Sao_Paulo');
    expect(await organiser.suggest('campaign create', 'zone', '')).toHaveLength(25);
    expect(await organiser.suggest('campaign create', 'zone', 'atlantis')).toEqual([]);
  });
});
