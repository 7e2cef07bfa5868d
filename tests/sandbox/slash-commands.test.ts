import { describe, expect, test } from 'vitest';
import { bot, seenBy, use } from './asking.ts';
import { channels, nextInteraction, SlowStorage, start } from './harness.ts';

describe('a slash command', () => {
  test('reaches the client with its options and is answered in the channel', async () => {
    const { harness, client, people, ana, rosa } = await bot();
    await using _ = harness;
    const asked = nextInteraction(client);
    const answered = people.command(ana.id, { ...use, options: { event: 'juliaca', share: 'true' } });

    const interaction = await asked;
    if (!interaction.isChatInputCommand()) throw new Error('not a slash command');
    expect(interaction.options.getString('event')).toBe('juliaca');
    expect(interaction.options.getBoolean('share')).toBe(true);
    expect(interaction.locale).toBe('es-419');
    expect(interaction.user.id).toBe(ana.id);
    expect(interaction.inCachedGuild() && interaction.guild.name).toBe('Solidaridad');
    expect(interaction.memberPermissions?.has('ManageGuild')).toBe(false);
    expect(interaction.appPermissions.has('SendMessages')).toBe(true);
    const { resource } = await interaction.reply({ content: 'At least 18.', withResponse: true });

    expect(resource?.message?.content).toBe('At least 18.');
    expect(await answered).toEqual({ kind: 'answered' });
    expect(await seenBy(harness, rosa.id)).toEqual(['public: At least 18.']);
  });

  test('brings its channels, roles and users resolved, and numbers as numbers', async () => {
    const { harness, client, people, ana, rosa } = await bot();
    await using _ = harness;
    const [guild] = harness.sandbox.world.guilds;
    const role = guild?.roles.find(({ name }) => name === 'Organisers')?.id ?? '';
    const asked = nextInteraction(client);
    const options = { channel: `<#${channels.campaign}>`, role, user: ana.id, days: '7' };
    void people.command(rosa.id, { ...use, name: 'campaign create', options });

    const interaction = await asked;
    if (!interaction.isChatInputCommand()) throw new Error('not a slash command');
    expect(interaction.options.getSubcommand()).toBe('create');
    expect(interaction.options.getChannel('channel')?.name).toBe('campaign');
    expect(interaction.options.getRole('role')?.name).toBe('Organisers');
    expect(interaction.options.getUser('user')?.globalName).toBe('Ana');
    expect(interaction.options.getMember('user')).not.toBeNull();
    expect(interaction.options.getInteger('days')).toBe(7);
    expect(interaction.memberPermissions?.has('ManageGuild')).toBe(true);
    await interaction.reply('ok');
  });

  test.each([
    ['a required option is missing', { options: {} }, /event: please fill this in/],
    ['an option is unknown', { options: { event: 'x', year: '1' } }, /no option “year”/],
    ['a boolean is none', { options: { event: 'x', share: 'perhaps' } }, /share: choose true or false/],
    ['the command is unknown', { name: 'nothing' }, /no command \/nothing/],
    ['a subcommand is missing', { name: 'campaign' }, /no command/],
    ['the channel is hidden', { channelId: channels.organisers }, /can’t see/],
    [
      'the command needs a permission',
      { name: 'campaign create', options: { channel: channels.campaign } },
      /no command/,
    ],
  ])('is refused in words when %s', async (_what, change, words) => {
    const { harness, people, ana } = await bot();
    await using _ = harness;
    const result = await people.command(ana.id, { ...use, locale: 'en-GB', ...change });
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringMatching(words) });
  });

  test.each([
    ['of the wrong kind', { channel: channels.announcements }, /can’t be chosen/],
    ['of no server', { channel: '123456789012345678' }, /choose a channel/],
    ['too large', { channel: channels.campaign, days: '8' }, /days: 7 or less/],
    ['not whole', { channel: channels.campaign, days: '1.5' }, /whole number/],
  ])('is refused when a value is %s', async (_what, options, words) => {
    const { harness, people, rosa } = await bot();
    await using _ = harness;
    const result = await people.command(rosa.id, {
      ...use,
      locale: 'en-GB',
      name: 'campaign create',
      options,
    });
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringMatching(words) });
  });

  test('that is not answered in time is said to be so, and its late answer is refused with 10062', async () => {
    const { harness, client, people, ana } = await bot({ answerWithin: 20 });
    await using _ = harness;
    const asked = nextInteraction(client);
    expect(await people.command(ana.id, use)).toEqual({
      kind: 'refused',
      reason: 'La aplicación no respondió.',
    });
    const interaction = await asked;
    if (!interaction.isChatInputCommand()) throw new Error('not a slash command');
    await expect(interaction.reply('late')).rejects.toMatchObject({ code: 10062, status: 404 });
    expect(await seenBy(harness, ana.id)).toEqual([]);
  });

  test('can be answered only once', async () => {
    const { harness, client, people, ana } = await bot({ storage: new SlowStorage() });
    await using _ = harness;
    const asked = nextInteraction(client);
    void people.command(ana.id, use);
    const interaction = await asked;
    const callback = `/interactions/${interaction.id}/${interaction.token}/callback`;
    const answers = await Promise.all(
      ['one', 'two'].map((content) => harness.request('POST', callback, { type: 4, data: { content } })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 400]);
    expect(answers.find(({ status }) => status === 400)?.json).toMatchObject({ code: 40060 });
    expect(await seenBy(harness, ana.id)).toHaveLength(1);
  });

  test('is refused at once while the bot is offline', async () => {
    await using harness = await start();
    await harness.request('PUT', `/applications/${harness.sandbox.world.application.id}/commands`, [
      { name: 'casualties', description: 'x' },
    ]);
    const result = await harness.sandbox.people.command(harness.ana.id, {
      ...use,
      options: {},
      locale: 'en-US',
    });
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining('offline') });
  });
});
