import { beforeEach, describe, expect, test } from 'vitest';
import { ids, languages, organising } from '../../support/organising.ts';

const world = await organising();
const { organiser, deps } = world;
const role = '100000000000000020';
const newChannel = '100000000000000005';
/** Somebody who organises by the role alone. */
const volunteer = world.somebody({
  userId: '100000000000000021',
  permissions: { manageServer: false, speak: true },
  roles: [role],
});
const campaignOf = async (id: string) => await deps.store.campaigns.find(ids.server, id);
const channelsOf = async (id: string) => await deps.store.campaigns.channels(id);
const publicOf = async (id: string) => (await channelsOf(id)).filter(({ audience }) => audience === 'public');
const page = async (id: string, name: string, who = organiser) => await who.press(`panel-go:${id}`, [name]);
const notices = async () =>
  (await world.database.db.selectFrom('notices').select('notice').execute()).map(({ notice }) => notice);
const noted = async () =>
  (await world.database.db.selectFrom('audit').select(['what', 'details']).orderBy('id').execute()).at(-1);

beforeEach(async () => {
  await world.reset();
  world.discord.roles.clear();
});

describe('the panel', () => {
  test('tells everything about a campaign and leads to each page', async () => {
    const id = await world.campaign();
    const shown = await organiser.use('campaign edit');
    expect(shown.text).toContain(
      `<#${ids.channel}>: days of memory, digests, announcements, reminders. English.`,
    );
    expect(shown.text).toContain('Days of memory at 10:00, the digest on Monday at 09:00');
    expect(shown.text).toContain('Only people with “Manage Server” may organise');
    expect(shown.text).toContain('go out without approval');
    for (const name of ['channels', 'times', 'who', 'approvals', 'name', 'overview']) {
      const opened = await page(id, name);
      expect(opened.kind).toBe('update');
      expect(opened.text).toContain('**Solidarity**');
    }
  });

  test('speaks Spanish on every page', async () => {
    const id = await world.campaign();
    const spanish = world.somebody({ speech: languages.in('es') });
    expect((await page(id, 'times', spanish)).text).toContain('Estas son las horas en que publica');
    expect((await page(id, 'who', spanish)).text).toContain('Integraciones');
  });

  test('asks which campaign, when there are several', async () => {
    const first = await world.campaign('One');
    await world.campaign('Two');
    const which = await organiser.use('campaign edit');
    expect(which.text).toContain('more than one campaign');
    const chosen = await organiser.press(which.press['Choose a campaign to look at'], [first]);
    expect(chosen.text).toContain('**One** is paused');
  });
});

describe('the times', () => {
  const form = async (id: string) => {
    const opened = await organiser.press((await page(id, 'times')).press['Change the times']);
    return opened.form;
  };
  const typed = { remembrance: '8 am', days: '3', weekday: '5', digest: '18:30', lateness: '2' };

  test('are changed in a form, and what is planned moves along', async () => {
    const id = await world.campaign();
    const saved = await organiser.submit(await form(id), typed);
    expect(saved.text).toContain('Saved.');
    expect(saved.text).toContain('Days of memory at 08:00, the digest on Friday at 18:30');
    const times = {
      remembrance: '08:00',
      planningDays: 3,
      digestWeekday: 5,
      digest: '18:30',
      latenessMinutes: 120,
    };
    expect((await campaignOf(id))?.times).toEqual(times);
    const schedules = await deps.store.campaigns.schedules(id);
    expect(schedules.find(({ purpose }) => purpose === 'digest')).toMatchObject({
      rule: { weekday: 5, time: '18:30' },
      latenessMinutes: 120,
    });
    expect(schedules.filter(({ purpose }) => purpose === 'planning-note')[0]?.rule).toMatchObject({
      leadDays: 3,
      time: '08:00',
    });
    expect(await noted()).toEqual({
      what: 'campaign.settings',
      details: {
        remembrance: '10:00 → 08:00',
        planningDays: '7 → 3',
        digestWeekday: '1 → 5',
        digest: '09:00 → 18:30',
        latenessMinutes: '360 → 120',
      },
    });
  });

  test('that cannot be read are shown back, and can be corrected without typing everything again', async () => {
    const id = await world.campaign();
    const problem = await organiser.submit(await form(id), { ...typed, digest: '25:99', days: 'x' });
    expect(problem.text).toContain('Not saved yet');
    expect(problem.text).toContain(String.raw`“25\:99” is not a time of day`);
    expect(problem.text).toContain('You typed: 8 am · x · Friday ·');
    expect(problem.text).toContain('“x” is not a number of days');
    expect((await campaignOf(id))?.times.digest).toBe('09:00');
    const again = await organiser.press(problem.press['Correct what I typed']);
    expect(JSON.stringify(again.form)).toContain('"value":"25:99"');
    expect(JSON.stringify(again.form)).toContain('"value":"8 am"');
    await organiser.submit(again.form, typed);
    expect((await campaignOf(id))?.times.digest).toBe('18:30');
  });

  test('are shown back without half a character, and it is told', async () => {
    const id = await world.campaign();
    const problem = await organiser.submit(await form(id), { ...typed, days: 'x\uD83E' });
    expect(problem.text).toContain('characters that nobody can see');
    expect(problem.text).toContain('“x” is not a number of days');
    const again = await organiser.press(problem.press['Correct what I typed']);
    expect(JSON.stringify(again.form)).toContain('"value":"x"');
  });

  test('of a campaign that somebody else changed meanwhile are not saved, and it says who', async () => {
    const id = await world.campaign();
    const opened = await form(id);
    const other = world.somebody({ userId: '100000000000000022' });
    await other.submit(await form(id), { ...typed, digest: '07:00' });
    const late = await organiser.submit(opened, typed);
    expect(late.text).toContain('Nothing was saved: <@100000000000000022> changed this <t:');
    expect((await campaignOf(id))?.times.digest).toBe('07:00');
  });

  test('hang in the zone that is chosen', async () => {
    const id = await world.campaign();
    const opened = await organiser.press((await page(id, 'times')).press['Change the time zone']);
    expect((await organiser.submit(opened.form, { zone: 'Atlantis' })).text).toContain('not a time zone');
    const saved = await organiser.submit(opened.form, { zone: 'europe/london' });
    expect(saved.text).toContain('Europe/London');
    const zones = new Set((await deps.store.campaigns.schedules(id)).map(({ zone }) => zone));
    expect([...zones]).toEqual(['Europe/London']);
  });
});

describe('the channels', () => {
  const open = async (id: string) => {
    const [channel] = await publicOf(id);
    return await organiser.press(`panel-channel:${id}`, [channel?.id ?? '']);
  };

  test('are added, changed and removed', async () => {
    const id = await world.campaign();
    const added = await organiser.press((await page(id, 'channels')).press['Add a channel'], [newChannel]);
    expect(added.text).toContain(`what **Solidarity** posts to <#${newChannel}>`);
    const fewer = await organiser.press(added.press['What it gets'], ['digest']);
    const spanish = await organiser.press(fewer.press['In which language'], ['es']);
    expect(spanish.text).toContain(`<#${newChannel}>: digests. Spanish.`);
    expect((await publicOf(id)).find(({ channelId }) => channelId === newChannel)).toMatchObject({
      gets: ['digest'],
      language: 'es',
    });
    const asked = await organiser.press(spanish.press['Remove this channel']);
    expect(await publicOf(id)).toHaveLength(2);
    expect(asked.text).toContain('Do you want to remove');
    await organiser.press(asked.press['Yes, remove it']);
    expect((await publicOf(id)).map(({ channelId }) => channelId)).toEqual([ids.channel]);
    expect(await noted()).toEqual({ what: 'channel.remove', details: { channel: newChannel } });
  });

  test('keep at least one, and none twice', async () => {
    const id = await world.campaign();
    const [only] = await publicOf(id);
    const version = (await campaignOf(id))?.version ?? 0;
    const gone = await organiser.press(`channel-remove:${id}:${only?.id}:${version}:yes`);
    expect(gone.text).toContain('only channel of that kind');
    for (const channel of [ids.channel, ids.organisers]) {
      const twice = await organiser.press(`channel-add:${id}:${version}`, [channel]);
      expect(twice.text).toContain('posts to');
    }
    expect(await channelsOf(id)).toHaveLength(2);
  });

  test('in which the bot cannot post are refused with the reason', async () => {
    const id = await world.campaign();
    const add = (await page(id, 'channels')).press['Add a channel'];
    const refusals = [
      [{ kind: 'wrong-type', name: 'f', type: 'GuildForum' }, 'is a forum'],
      [{ kind: 'locked-thread', name: 't' }, 'a thread that moderators locked'],
      [{ kind: 'not-in-thread', name: 't' }, 'a private thread, and I am not in it'],
      [{ kind: 'missing-permissions', name: 'c', missing: ['SendMessages'] }, 'I still need: Send Messages'],
      [{ kind: 'not-found' }, 'not a channel of this server'],
    ] as const;
    for (const [access, sentence] of refusals) {
      world.discord.access.set(newChannel, access);
      expect((await organiser.press(add, [newChannel])).text).toContain(sentence);
    }
    expect(await publicOf(id)).toHaveLength(1);
  });

  test('mention a role only where it can be mentioned, and only for what is chosen', async () => {
    const id = await world.campaign();
    const select = (await open(id)).press['A role to mention (none is fine)'];
    world.discord.roles.set(role, { name: 'Volunteers', mentionable: false, managed: false });
    world.discord.access.set(ids.channel, {
      kind: 'usable',
      name: 'c',
      type: 'text',
      private: false,
      lacks: ['MentionEveryone'],
    });
    expect((await organiser.press(select, [role])).text).toContain('would reach nobody');
    expect((await organiser.press(select, [ids.server])).text).toContain('Everybody in the server');
    world.discord.access.set(ids.channel, {
      kind: 'usable',
      name: 'c',
      type: 'text',
      private: false,
      lacks: [],
    });
    const chosen = await organiser.press(select, [role]);
    expect(chosen.text).toContain(`<@&${role}> is chosen, but for no post yet`);
    const named = await organiser.press(chosen.press['For which posts the role is mentioned'], [
      'announcement',
    ]);
    expect(named.text).toContain(`Mentions <@&${role}> for announcements.`);
    expect((await publicOf(id))[0]?.ping).toEqual({ role, for: ['announcement'] });
    await organiser.press(named.press['A role to mention (none is fine)'], []);
    expect((await publicOf(id))[0]?.ping).toBeNull();
  });

  test('of the organisers can be replaced when it is lost, and the button follows', async () => {
    const id = await world.campaign();
    const lost = (await channelsOf(id)).find(({ audience }) => audience === 'organisers');
    await deps.store.campaigns.setQuarantine(lost?.id ?? '', 'Unknown Channel', deps.clock.now());
    expect((await organiser.use('campaign show')).text).toContain('I cannot reach the organisers');
    const opened = await organiser.press(`panel-channel:${id}`, [lost?.id ?? '']);
    const replaced = await organiser.press(opened.press['Put another channel in its place'], [newChannel]);
    expect(replaced.text).toContain(`<#${newChannel}> is where the organisers`);
    expect((await channelsOf(id)).find(({ audience }) => audience === 'organisers')).toMatchObject({
      channelId: newChannel,
      quarantine: null,
    });
    expect(world.discord.in(newChannel).map(({ content }) => content)).toEqual([
      expect.stringContaining('Organise the campaigns of this server'),
    ]);
  });
});

describe('a channel that the organiser cannot see', () => {
  test('is not taken, added or put in the place of another, and is once they see it', async () => {
    const id = await world.campaign();
    const hidden = `${ids.organiser}/${newChannel}`;
    world.discord.hidden.add(hidden);
    const { version = 0 } = (await campaignOf(id)) ?? {};
    const rowId = (await world.deps.store.campaigns.channels(id))[0]?.id;
    for (const customId of [`channel-add:${id}:${version}`, `channel-replace:${id}:${rowId}:${version}`]) {
      expect((await organiser.press(customId, [newChannel])).text).toContain(
        `You cannot see <#${newChannel}>`,
      );
    }
    expect(await campaignOf(id)).toMatchObject({ version });
    world.discord.hidden.delete(hidden);
    await organiser.press(`channel-add:${id}:${version}`, [newChannel]);
    expect(await campaignOf(id)).toMatchObject({ version: version + 1 });
  });
});

describe('who decides', () => {
  test('is changed by who manages the server alone, and the organisers are told', async () => {
    const id = await world.campaign();
    const saved = await organiser.press(
      (await page(id, 'who')).press['The role of the organisers (none is fine)'],
      [role],
    );
    expect(saved.text).toContain('Saved. The organisers are told.');
    expect((await campaignOf(id))?.organiserRole).toBe(role);
    expect(await notices()).toEqual([{ kind: 'organiser-role', by: ids.organiser, role }]);
    expect(await noted()).toMatchObject({ what: 'campaign.organiser-role' });

    const asVolunteer = await page(id, 'who', volunteer);
    expect(Object.keys(asVolunteer.press)).toEqual(['See or change …']);
    const version = (await campaignOf(id))?.version ?? 0;
    for (const [route, value] of [
      ['organiser-role', role],
      ['approvals-mode', '0'],
      ['approvals-unanswered', 'post'],
    ] as const) {
      const refused = await volunteer.press(`${route}:${id}:${version}`, [value]);
      expect(refused.text).toContain('Manage Server');
    }
    expect((await campaignOf(id))?.version).toBe(version);
  });

  test('is never everybody, and never a bot', async () => {
    const id = await world.campaign();
    const select = (await page(id, 'who')).press['The role of the organisers (none is fine)'];
    expect((await organiser.press(select, [ids.server])).text).toContain('Everybody in the server');
    world.discord.roles.set(role, { name: 'Bot', mentionable: false, managed: true });
    expect((await organiser.press(select, [role])).text).toContain('belongs to a bot');
    world.discord.roles.set(role, null);
    expect((await organiser.press(select, [role])).text).toContain('not in this server any more');
    expect((await campaignOf(id))?.organiserRole).toBeNull();
  });

  test('sets how many approve, and what happens when nobody answers', async () => {
    const id = await world.campaign();
    const two = await organiser.press((await page(id, 'approvals')).press['How many people approve'], ['2']);
    expect(two.text).toContain('Two people must approve each post');
    const skip = await organiser.press(two.press['When nobody answers in time'], ['skip']);
    expect(skip.text).toContain('is left out when it is due');
    expect(await campaignOf(id)).toMatchObject({ approvals: 2, unanswered: 'skip' });
    expect(await notices()).toEqual([
      { kind: 'approvals', by: ids.organiser, approvals: 2, unanswered: 'hold' },
      { kind: 'approvals', by: ids.organiser, approvals: 2, unanswered: 'skip' },
    ]);
  });
});

describe('name and language', () => {
  test('are changed in a form; channels of that language change along', async () => {
    const id = await world.campaign();
    await world.campaign('Taken');
    const opened = await organiser.press((await page(id, 'name')).press['Change name and language']);
    const taken = await organiser.submit(opened.form, { name: 'taken', language: 'en' });
    expect(taken.text).toContain('already has a campaign');
    const saved = await organiser.submit(opened.form, { name: 'Renamed', language: 'es' });
    expect(saved.text).toContain('**Renamed**');
    expect(await campaignOf(id)).toMatchObject({ name: 'Renamed', language: 'es' });
    expect((await channelsOf(id)).map(({ language }) => language)).toEqual(['es', 'es']);
    expect((await organiser.use('campaign show', { campaign: 'renamed' })).text).toContain('Renamed');
  });
});
