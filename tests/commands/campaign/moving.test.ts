import { Temporal } from 'temporal-polyfill';
import { beforeEach, describe, expect, test } from 'vitest';
import { defaultSchedules } from '../../../campaigns/calendar/defaults.ts';
import { calendarOf } from '../../../campaigns/calendar/calendar-of.ts';
import { defaultTimes, type Campaign } from '../../../campaigns/campaign.ts';
import { createPlanner } from '../../../worker/planner.ts';
import { ids, organising, type Organising, type Seen } from '../../support/organising.ts';
import { png } from '../../support/pictures.ts';
import { quiet } from '../../support/signals.ts';
import { giveChannels, moreChannels } from '../announce/kit.ts';

const start = '2026-11-10T15:00:00Z';
const world = await organising(start);
const elsewhere = await organising(start);
const role = '100000000000000031';

beforeEach(async () => {
  await world.reset();
  await elsewhere.reset();
  for (const one of [world, elsewhere]) await one.database.db.deleteFrom('imports').execute();
});

/** A file that somebody chooses in the form. */
async function upload(
  { organiser, uploads }: Organising,
  content: Uint8Array | string,
  name = 'campaign.yaml',
  by = organiser,
  fields: Record<string, string> = {},
): Promise<Seen> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const form = await by.use('campaign import');
  return await by.submit(form.form, fields, [uploads.put(bytes, { field: 'file', name })]);
}

async function exported({ organiser }: Organising, campaign = 'Solidarity'): Promise<string> {
  const seen = await organiser.use('campaign export', { campaign });
  return new TextDecoder().decode(seen.files[0]?.bytes);
}

async function only({ deps }: Organising): Promise<Campaign> {
  const [campaign] = await deps.store.campaigns.ofGuild(ids.server);
  if (!campaign) throw new Error('no campaign is there');
  return campaign;
}

/** Everything that a campaign will post in two years, and the very words of the nearest of it. */
async function future(one: Organising) {
  const { deps } = one;
  const campaign = await only(one);
  const from = deps.clock.now();
  const until = from.toZonedDateTimeISO('UTC').add({ years: 2 }).toInstant();
  const record = deps.library.shelf(campaign.pack)?.record ?? null;
  const calendar = calendarOf(
    await deps.store.campaigns.schedules(campaign.id),
    await deps.store.campaigns.overrides(campaign.id),
    record,
    { from, until },
  );
  const previews = [];
  for (const occurrence of calendar.slice(0, 12)) {
    for (const { channel, post } of await deps.previews.of(campaign, occurrence)) {
      // A post names its delivery, which is another one.
      const body = (JSON.stringify(post?.body) ?? '').replaceAll(/post:[\w-]{16}/g, 'post');
      previews.push([
        channel.channelId,
        body,
        post?.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')]),
      ]);
    }
  }
  const plain = calendar.map(({ at, ...rest }) => ({ ...rest, at: at.toString() }));
  return { calendar: plain, previews };
}

/** A campaign with something of everything that organisers can decide. */
async function fullCampaign(one: Organising): Promise<string> {
  const { organiser, deps, uploads } = one;
  const id = await one.campaign();
  const channels = await giveChannels(one, id);
  const times = { ...defaultTimes, digestWeekday: 4, digest: '08:30', latenessMinutes: 90 };
  const { version, pack } = await only(one);
  const record = deps.library.shelf(pack)?.record;
  if (!record) throw new Error('no pack');
  const saved = await deps.store.settings.change(
    { guildId: ids.server, campaignId: id, version, by: ids.organiser, now: deps.clock.now() },
    { organiserRole: role, approvals: 2, unanswered: 'post', times, zone: 'Europe/London' },
    { schedules: defaultSchedules(record, 'Europe/London', times) },
  );
  expect(saved).toMatchObject({ kind: 'saved' });
  await deps.store.campaigns.setState(ids.server, id, 'active', ids.organiser);
  const { store, clock } = deps;

  for (const fields of [
    {
      title: 'Sign the petition: now',
      text: 'Line one.\n\n- not a list\n# not a comment',
      when: '2026-12-20 18:00',
      where: 'https://example.org/sign',
      goal: '1,000 signatures',
    },
    { title: 'March', text: 'We meet.', when: '2026-12-01 18:00', where: 'Plaza San Martín', goal: '' },
  ]) {
    const form = await organiser.use('action add', { kind: fields.title === 'March' ? 'march' : 'petition' });
    const card = await organiser.submit(form.form, fields);
    expect((await organiser.press(card.press['Publish'])).text).toContain(fields.title);
  }
  const draft = await organiser.use('action add', { kind: 'letter' });
  await organiser.submit(draft.form, {
    title: 'A draft',
    text: '',
    when: 'next Blursday',
    where: '',
    goal: 'many',
  });

  const announced = await organiser.use('announce', {
    title: 'Vigil',
    text: 'Bring candles.',
    when: '2027-01-20 19:00',
  });
  const picture = await organiser.press(announced.press['Picture']);
  const withPicture = await organiser.submit(picture.form, { alt: 'Candles' }, [uploads.put(png(3, 3))]);
  const repeat = await organiser.press(withPicture.press['Repeat']);
  const yearly = await organiser.submit(repeat.form, {
    repeat: 'yearly',
    of: '2021-01-20',
    lead: '3',
    tone: 'mourning',
  });
  const toChannels = await organiser.press(yearly.press['Channels']);
  const chosen = await organiser.submit(toChannels.form, { channels: channels[moreChannels.news] ?? '' });
  const confirm = Object.entries(chosen.press).find(([, press]) => press.startsWith('announce-confirm'));
  expect((await organiser.press(confirm?.[1])).text).toContain('Vigil');
  await organiser.use('announce', { title: 'Only a draft', text: 'Not yet.' });

  const before = calendarOf(
    await store.campaigns.schedules(id),
    await store.campaigns.overrides(id),
    record,
    { from: clock.now(), until: clock.now().add({ hours: 24 * 365 }) },
  );
  const now = clock.now();
  const decide = async (
    purpose: string,
    change: Parameters<typeof store.slots.decide>[1]['change'],
    nth = 0,
  ) => {
    const slot = before.filter((occurrence) => occurrence.purpose === purpose)[nth];
    if (!slot) throw new Error(`no ${purpose}`);
    const key = { campaignId: id, purpose: slot.purpose, subject: slot.subject, slot: slot.slot };
    const decided = await store.slots.decide(ids.server, { key, change, seen: 0, by: ids.organiser, now });
    expect(decided.kind).toBe('saved');
  };
  await decide('digest', { kind: 'skip' });
  await decide('digest', { kind: 'move', to: '2026-11-25T07:15' }, 1);
  await decide('remembrance', { kind: 'note', note: 'Names first: *please*' });
  await decide('reminder', { kind: 'move', to: '2026-12-01T08:00' });
  await decide('announcement', { kind: 'skip' }, 0);
  return id;
}

describe('a campaign that is exported', () => {
  test('is a file of its own, private, without anybody in it', async () => {
    await fullCampaign(world);
    const seen = await world.organiser.use('campaign export', { campaign: 'Solidarity' });
    expect(seen).toMatchObject({ kind: 'answer', private: true });
    expect(seen.files.map(({ name }) => name)).toEqual(['solidarity.yaml']);
    const text = await exported(world);
    expect(text).toContain('Sign the petition');
    expect(text).not.toContain(ids.organiser);
    expect(text).toBe(await exported(world));
  });

  test('comes back as it was: the same calendar and the same words, in an empty database', async () => {
    await fullCampaign(world);
    const file = await exported(world);
    const wanted = await future(world);
    expect(wanted.calendar.length).toBeGreaterThan(100);
    expect(new Set(wanted.calendar.map(({ purpose }) => purpose)).size).toBe(5);

    elsewhere.discord.access.set(moreChannels.news, {
      kind: 'usable',
      name: 'news',
      type: 'announcement',
      private: false,
    });
    const preview = await upload(elsewhere, file);
    expect(preview.text).toContain('makes a new campaign, **Solidarity**');
    expect(await elsewhere.deps.store.campaigns.ofGuild(ids.server)).toEqual([]);
    const done = await elsewhere.organiser.press(preview.press['Import']);
    expect(done.text).toContain('Solidarity');
    expect(elsewhere.faults).toEqual([]);
    expect(await only(elsewhere)).toMatchObject({
      state: 'paused',
      organiserRole: role,
      approvals: 2,
      unanswered: 'post',
    });
    expect(await future(elsewhere)).toEqual(wanted);
    expect(await exported(elsewhere)).toBe(file);
    // And what the planner makes of both is the same.
    const planned = [];
    for (const one of [world, elsewhere]) {
      const { id } = await only(one);
      await one.deps.store.campaigns.setState(ids.server, id, 'active', ids.organiser);
      const queue = { ensure: async () => undefined };
      await createPlanner({ ...one.deps, queue, log: quiet }).tick();
      planned.push(
        await one.database.db
          .selectFrom('occurrences')
          .select(['purpose', 'subject', 'slot', 'due_at', 'skip', 'state'])
          .where('campaign_id', '=', id)
          .where('purpose', '<>', 'notice')
          .orderBy('due_at')
          .orderBy('subject')
          .execute(),
      );
    }
    expect(planned[1]).toEqual(planned[0]);
  });
});

describe('a file of a campaign that is there already', () => {
  test('that says the same has nothing to change', async () => {
    await fullCampaign(world);
    const preview = await upload(world, await exported(world));
    expect(preview.text).toContain('There is nothing to change');
    expect(Object.keys(preview.press)).toEqual(['Discard']);
    expect((await world.organiser.press(preview.press['Discard'])).text).toContain('Nothing was changed');
    expect((await world.organiser.press(preview.press['Discard'])).text).toContain('no longer here');
  });

  test('changes what is different, and brings back what was there', async () => {
    const id = await fullCampaign(world);
    const file = await exported(world);
    const wanted = await future(world);
    const { organiser, deps } = world;
    // Somebody changes a little of everything.
    const times = { ...defaultTimes, digestWeekday: 1 };
    const record = deps.library.shelf((await only(world)).pack)?.record;
    if (!record) throw new Error('no pack');
    const { version } = await only(world);
    const change = { guildId: ids.server, campaignId: id, version, by: ids.organiser, now: deps.clock.now() };
    await deps.store.settings.change(
      change,
      { times, zone: 'America/Lima', language: 'es' },
      { schedules: defaultSchedules(record, 'America/Lima', times) },
    );
    const channels = await deps.store.campaigns.channels(id);
    const spanish = channels.find(({ channelId }) => channelId === moreChannels.spanish);
    await deps.store.settings.removeChannel({ ...change, version: version + 1 }, spanish?.id ?? '');
    const closing = await organiser.use('action close', { action: 'Sign the petition: now' });
    await organiser.press(Object.values(closing.press)[0]);
    const extra = await organiser.use('action add', { kind: 'share' });
    await organiser.submit(extra.form, { title: 'Extra', text: '', when: '', where: '', goal: '' });
    await organiser.use('announce', { title: 'Extra announcement', text: 'x' });
    const later = await organiser.use('campaign calendar', { months: 12 });
    const day = later.options['Saturday 9 January 2027, 10:00'] ?? '';
    const slot = await organiser.press(later.press['Choose a post to preview, change, move or skip it'], [
      day,
    ]);
    await organiser.press(slot.press['Skip']);

    const preview = await upload(world, file);
    const more = await organiser.press(preview.press['Next page']);
    for (const line of [
      '- time zone: America/Lima → Europe/London',
      '- day of the digest: monday → thursday',
      '- language: es → en',
      `- New: channel <#${moreChannels.spanish}>`,
      '- Changed: action “Sign the petition: now”',
      '- No longer: action “Extra”',
      '- No longer: announcement “Extra announcement”',
      '- No longer: day of memory (day-of-mourning), Saturday 9 January 2027, 10:00: as planned',
    ]) {
      expect(preview.text + more.text).toContain(line);
    }
    expect(await exported(world)).not.toBe(file);
    const done = await organiser.press(more.press['Import']);
    expect(done.text).toContain('is as the file says');
    expect(world.faults).toEqual([]);
    expect(await future(world)).toEqual(wanted);
    expect((await only(world)).state).toBe('active');
    expect((await upload(world, file)).text).toContain('There is nothing to change');
  });

  test('is shown again when somebody changed something after it was looked at', async () => {
    await fullCampaign(world);
    const file = (await exported(world)).replace('name: Solidarity', 'name: SOLIDARITY');
    const preview = await upload(world, file);
    const other = world.somebody({ userId: '100000000000000007' });
    await other.use('announce', { title: 'Meanwhile', text: 'x' });
    const again = await world.organiser.press(preview.press['Import']);
    expect(again.text).toContain('Something changed since you looked');
    expect(again.text).toContain('No longer: announcement “Meanwhile”');
    expect((await only(world)).name).toBe('Solidarity');
    expect((await world.organiser.press(again.press['Import'])).text).toContain('SOLIDARITY');
  });
});

describe('who may import what', () => {
  const lemon = '100000000000000021';
  const withRole = (one: Organising) =>
    one.somebody({
      userId: '100000000000000051',
      roles: [lemon],
      permissions: { manageServer: false, speak: true },
    });

  test('an organiser changes their campaign, but not who organises, and makes no new one', async () => {
    const id = await world.campaign();
    await world.database.db
      .updateTable('campaigns')
      .set({ organiser_role: lemon })
      .where('id', '=', id)
      .execute();
    const file = await exported(world);
    const organiser = withRole(world);
    const later = await upload(world, file.replace('digest: 09:00', 'digest: 10:30'), 'a.yml', organiser);
    expect((await organiser.press(later.press['Import'])).text).toContain('is as the file says');
    for (const [from, to, words] of [
      ['people: 0', 'people: 1', 'who may organise or how posts are approved'],
      [`id: "${lemon}"`, 'id: "100000000000000077"', 'who may organise or how posts are approved'],
      ['name: Solidarity', 'name: Another', 'It makes a new campaign'],
    ] as const) {
      expect(file).toContain(from);
      const refused = await upload(world, file.replace(from, to), 'a.yaml', organiser);
      expect(refused.text).toContain(words);
      expect(Object.keys(refused.press)).not.toContain('Import');
      // Nor with a button that somebody else was shown.
      const shown = await upload(world, file.replace(from, to), 'a.yaml');
      const stolen = shown.press['Import']?.replace(
        /^import-yes:[^:]+/,
        `import-yes:${refused.press['Discard']?.split(':')[1]}`,
      );
      expect((await organiser.press(stolen)).text).toContain(words);
      expect((await organiser.press(shown.press['Import'])).text).toContain('no longer here');
    }
    expect(await only(world)).toMatchObject({ approvals: 0, organiserRole: lemon, name: 'Solidarity' });
    expect(world.faults).toEqual([]);
  });

  test('nobody else, in no other server, and nobody sees that a name is taken by a campaign of others', async () => {
    const id = await world.campaign();
    const file = await exported(world);
    const shown = await upload(world, file.replace('digest: 09:00', 'digest: 10:30'));
    for (const [who, words] of [
      [world.member, 'Only organisers'],
      [world.foreigner, 'no longer here'],
      [world.somebody({ muted: true }), 'muted'],
      [world.somebody({ userId: '100000000000000052' }), 'no longer here'],
    ] as const) {
      for (const press of Object.values(shown.press)) expect((await who.press(press)).text).toContain(words);
    }
    const asked = world.uploads.asked.length;
    const form = await world.organiser.use('campaign import');
    expect(
      (
        await world.member.submit(form.form, {}, [
          world.uploads.put(new Uint8Array(1), { field: 'file', name: 'a.yaml' }),
        ])
      ).text,
    ).toContain('Only organisers');
    expect(world.uploads.asked.length).toBe(asked);
    expect((await world.deps.store.campaigns.find(ids.server, id))?.times.digest).toBe('09:00');
  });
});

describe('in another server', () => {
  const there = ['100000000000000061', '100000000000000062'] as const;

  test('channels and roles are found by name, chosen in the form, or asked for', async () => {
    await fullCampaign(world);
    const file = await exported(world);
    for (const id of [ids.channel, ids.organisers, ...Object.values(moreChannels)]) {
      elsewhere.discord.access.set(id, { kind: 'not-found' });
    }
    elsewhere.discord.roles.set(role, null);
    elsewhere.discord.names.set('channel news', there[0]);
    elsewhere.discord.access.set(there[1], { kind: 'usable', name: 'o', type: 'text', private: true });
    const fields = { organisers: there[1] };
    const preview = await upload(elsewhere, file, 'campaign.yaml', elsewhere.organiser, fields);
    expect(preview.text).toContain('Choose others for them first');
    expect(preview.text).toContain('1 role of the file is not in this server');
    expect(Object.keys(preview.press)).toEqual(
      expect.arrayContaining(['Which channel for #channel?', 'Discard']),
    );
    expect(Object.keys(preview.press)).not.toContain('Import');
    const choose = preview.press['Which channel for #channel?'];
    const first = await elsewhere.organiser.press(choose, ['100000000000000063']);
    // The second one of that name stands for the first of the two that are left.
    const second = await elsewhere.organiser.press(first.press['Which channel for #channel?'], [
      '100000000000000063',
    ]);
    expect(second.text).toContain('Two channels of the file would be the same here');
    const again = await upload(elsewhere, file, 'campaign.yaml', elsewhere.organiser, fields);
    let seen = again;
    for (const channel of ['100000000000000063', '100000000000000064']) {
      seen = await elsewhere.organiser.press(seen.press['Which channel for #channel?'], [channel]);
    }
    const done = await elsewhere.organiser.press(seen.press['Import']);
    expect(done.text).toContain('Solidarity');
    const { id } = await only(elsewhere);
    const channels = await elsewhere.deps.store.campaigns.channels(id);
    expect(channels.map(({ channelId }) => channelId).toSorted()).toEqual([
      there[0],
      there[1],
      '100000000000000063',
      '100000000000000064',
    ]);
    expect(channels.map(({ ping }) => ping)).toEqual([null, null, null, null]);
    const [vigil] = (await elsewhere.deps.store.announcements.standing(ids.server, 9)).filter(
      ({ title }) => title === 'Vigil',
    );
    expect(vigil?.channels).toEqual([channels.find(({ channelId }) => channelId === there[0])?.id]);
    expect(elsewhere.faults).toEqual([]);
  });

  test('whatever is checked for a campaign that is made by hand is checked here', async () => {
    await world.campaign();
    const file = await exported(world);
    elsewhere.discord.access.set(ids.channel, {
      kind: 'missing-permissions',
      name: 'c',
      missing: ['SendMessages'],
    });
    const refused = await upload(elsewhere, file);
    expect(refused.text).toContain('cannot be imported');
    expect(refused.text).toContain('Send Messages');
    elsewhere.discord.access.delete(ids.channel);
    const pinged = file.replace(
      'audience: public',
      `audience: public\n    ping:\n      role:\n        id: "${ids.server}"\n      for: [digest]`,
    );
    expect((await upload(elsewhere, pinged)).text).toMatch(
      /role of the file is not in this server|Everybody/,
    );
    elsewhere.discord.roles.set(role, { name: 'r', mentionable: false, managed: true });
    const managed = file.replace('channels:', `organiserRole:\n  id: "${role}"\nchannels:`);
    expect((await upload(elsewhere, managed)).text).toContain('belongs to a bot');
    const long = `${file}announcements:\n  - state: scheduled\n    title: Ñ\n    text: ${'x'.repeat(1_790)}\n    at: 2027-01-01T10:00\n    translations:\n      es: { title: "", text: "" }\n`;
    expect((await upload(elsewhere, long)).text).toContain('cannot be scheduled');
    expect(await elsewhere.deps.store.campaigns.ofGuild(ids.server)).toEqual([]);
    elsewhere.discord.roles.clear();
  });
});

test('a file waits for a day, and a new start of the bot finds it', async () => {
  await world.campaign();
  const file = (await exported(world)).replace('digest: 09:00', 'digest: 10:30');
  const preview = await upload(world, file);
  const { imports } = world.deps.store;
  const now = Temporal.Now.instant();
  expect(await imports.prune(now.subtract({ hours: 24 }))).toBe(0);
  expect((await world.organiser.press(preview.press['Import'])).text).toContain('is as the file says');
  const other = await upload(world, file.replace('10:30', '11:30'));
  expect(await imports.prune(now.add({ hours: 1 }))).toBe(1);
  expect((await world.organiser.press(other.press['Import'])).text).toContain('more than a day');
});

test('what was posted in its week already does not come again by the file', async () => {
  const id = await world.campaign();
  const { version, pack } = await only(world);
  const due = '2026-11-09T14:00:00Z';
  await world.database.db
    .insertInto('occurrences')
    .values({
      campaign_id: id,
      purpose: 'digest',
      subject: '',
      slot: '2026-11-09T09:00',
      zone: 'America/Lima',
      wall: '2026-11-09T09:00',
      due_at: due,
      latest_at: due,
      state: 'opened',
    })
    .execute();
  const record = world.deps.library.shelf(pack)?.record;
  if (!record) throw new Error('no pack');
  const times = { ...defaultTimes, digestWeekday: 5 };
  const change = {
    guildId: ids.server,
    campaignId: id,
    version,
    by: ids.organiser,
    now: world.deps.clock.now(),
  };
  const schedules = defaultSchedules(record, 'America/Lima', times);
  await world.deps.store.settings.change(change, { times }, { schedules });
  const wanted = await future(world);
  expect(wanted.calendar[0]).toMatchObject({ wall: '2026-11-13T09:00', dropped: 'over' });
  const preview = await upload(elsewhere, await exported(world));
  await elsewhere.organiser.press(preview.press['Import']);
  expect(await future(elsewhere)).toEqual(wanted);
  // Nor does what the file says of it change anything where it comes from.
  expect((await upload(world, await exported(world))).text).toContain('There is nothing to change');
});
