import { describe, expect, test } from 'vitest';
import { ids, languages } from '../../support/organising.ts';
import { panelWorld } from '../../support/panel-world.ts';

const world = await panelWorld();
const { organiser, deps, campaignOf, channelsOf, page, notices, noted } = world;
const role = '100000000000000020';
/** Somebody who organises by the role alone. */
const volunteer = world.somebody({
  userId: '100000000000000021',
  permissions: { manageServer: false, speak: true },
  roles: [role],
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
