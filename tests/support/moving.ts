import { beforeEach, expect } from 'vitest';
import { defaultSchedules } from '../../campaigns/calendar/defaults.ts';
import { calendarOf } from '../../campaigns/calendar/calendar-of.ts';
import { defaultTimes, type Campaign } from '../../campaigns/campaign.ts';
import { giveChannels, moreChannels } from '../commands/announce/kit.ts';
import { ids, organising, type Organising, type Seen } from './organising.ts';
import { png } from './pictures.ts';

/** When campaigns are moved. */
export const start = '2026-11-10T15:00:00Z';
/** Who organises the full campaign. */
export const role = '100000000000000031';

/** Two bots with databases of their own, emptied before each test: what one exports, the other may import. */
export async function twoWorlds(): Promise<{ readonly world: Organising; readonly elsewhere: Organising }> {
  const world = await organising(start);
  const elsewhere = await organising(start);
  beforeEach(async () => {
    for (const one of [world, elsewhere]) {
      await one.reset();
      await one.database.db.deleteFrom('imports').execute();
    }
  });
  return { world, elsewhere };
}

/** A file that somebody chooses in the form. */
export async function upload(
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

/** A campaign as the file that the command gives. */
export async function exported({ organiser }: Organising, campaign = 'Solidarity'): Promise<string> {
  const seen = await organiser.use('campaign export', { campaign });
  return new TextDecoder().decode(seen.files[0]?.bytes);
}

/** The only campaign of the first server. */
export async function only({ deps }: Organising): Promise<Campaign> {
  const [campaign] = await deps.store.campaigns.ofGuild(ids.server);
  if (!campaign) throw new Error('no campaign is there');
  return campaign;
}

/** Everything that a campaign will post in two years, and the very words of the nearest of it. */
export async function future(one: Organising) {
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
export async function fullCampaign(one: Organising): Promise<string> {
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
