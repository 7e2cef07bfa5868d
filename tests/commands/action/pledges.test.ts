import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { calendarFile } from '../../../messages/campaigns/action-calendar.ts';
import { languages, organising, type Somebody } from '../../support/organising.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser, member, deps, database } = world;
const memberId = '100000000000000009';

let action = '';
let campaign = '';
beforeEach(async () => {
  await world.reset();
  await database.db.deleteFrom('cooldowns').execute();
  campaign = await world.campaign();
  await organiser.use('campaign resume');
  action = await made('petition', { title: 'Sign', when: '2026-11-20' });
});

async function made(kind: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const { form } = await organiser.use('action add', { kind });
  const card = await organiser.submit(form, fields);
  await organiser.press(card.press['Publish']);
  return card.press['Preview']?.split(':')[1] ?? '';
}
const waited = async () => await database.db.deleteFrom('cooldowns').execute();
const rows = async () => await database.db.selectFrom('pledges').selectAll().execute();
const choose = async (who: Somebody = member) =>
  await who.press((await who.use('actions')).press['Choose one to take part'], [action]);
const person = (number: number) =>
  world.somebody({
    userId: `10000000000000${1000 + number}`,
    permissions: { manageServer: false, speak: true },
  });
/** A digest that was posted for this slot. */
async function posted(slot: string): Promise<void> {
  await sql`
    with occurrence as (
      insert into occurrences (campaign_id, purpose, subject, slot, zone, due_at, latest_at, state)
      values (${campaign}, 'digest', '', ${slot}, 'America/Lima', ${String(deps.clock.now())}, ${String(deps.clock.now())}, 'opened')
      returning id, campaign_id, due_at
    )
    insert into deliveries (id, campaign_id, occurrence_id, campaign_channel_id, due_at, latest_at, state, message_id, ended_at, body)
    select substr(md5(${slot}), 1, 16), occurrence.campaign_id, occurrence.id, campaign_channels.id, due_at, due_at, 'sent', '100', due_at, '{}'
    from occurrence join campaign_channels on campaign_channels.campaign_id = occurrence.campaign_id
      and campaign_channels.audience = 'public'
  `.execute(database.db);
}

describe('a pledge', () => {
  test('is said, done and taken back, and nobody’s name is kept', async () => {
    const before = await choose();
    expect(before.text).toContain('nobody sees that it was you');
    const promised = await member.press(before.press['I’ll do it']);
    expect(promised.text).toContain('You said that you will do it.');
    expect(await rows()).toMatchObject([{ action_id: action, state: 'promised' }]);
    expect((await rows())[0]?.holder).toMatch(/^[\w-]{43}$/);
    for (const table of ['pledges', 'cooldowns', 'audit', 'interactions'] as const) {
      expect(JSON.stringify(await database.db.selectFrom(table).selectAll().execute())).not.toContain(
        memberId,
      );
    }
    await waited();
    const done = await member.press(promised.press['Done']);
    expect(done.text).toContain('You said that you have done it.');
    expect(await rows()).toMatchObject([{ state: 'done' }]);
    await waited();
    const back = await member.press(done.press['Take it back']);
    expect(await rows()).toEqual([]);
    expect(back.press['I’ll do it']).toBeDefined();
  });

  test('cannot be pressed again at once', async () => {
    const { press } = await choose();
    await member.press(press['I’ll do it']);
    const soon = await member.press(press['Done']);
    expect(soon.text).toMatch(
      /^You pressed a moment ago, so nothing was saved this time\. Please wait [1-3] second/,
    );
    expect(await rows()).toMatchObject([{ state: 'promised' }]);
  });

  test('is off for a march unless it was switched on, also for a button put together by hand', async () => {
    action = await made('march', { title: 'March', when: '2026-11-20 18:00' });
    expect((await choose()).press['I’ll do it']).toBeUndefined();
    expect((await member.press(`action-pledge:${action}:promised`)).text).toContain('did not switch on');
    expect(await rows()).toEqual([]);
  });

  test.each(['maybe', '', 'Done'])('of the state “%s” is none', async (state) => {
    expect((await member.press(`action-pledge:${action}:${state}`)).text).toContain('out of date');
  });

  test('is no more possible when the action is over, and not for somebody who is muted', async () => {
    const { press } = await choose();
    const muted = world.somebody({ userId: memberId, muted: true });
    expect((await muted.press(press['I’ll do it'])).text).toContain('You are muted');
    world.clock.set('2026-11-22T00:00:00Z');
    expect((await member.press(press['I’ll do it'])).text).toContain('over or was taken off the list');
    expect(await rows()).toEqual([]);
  });

  test('shows in numbers from five people up, and only when a digest stated them', async () => {
    const press = async (number: number, state: string) =>
      await person(number).press(`action-pledge:${action}:${state}`);
    for (let number = 1; number <= 4; number += 1) await press(number, 'promised');
    await posted('2026-11-09T09:00');
    await deps.store.digests.take(campaign, '2026-11-09T09:00', deps.clock.now());
    expect((await member.use('actions')).text).not.toContain('people');
    await press(5, 'promised');
    await press(6, 'done');
    expect((await member.use('actions')).text).not.toContain('people');
    await posted('2026-11-16T09:00');
    const stated = await deps.store.digests.take(campaign, '2026-11-16T09:00', deps.clock.now());
    expect(stated.pledges.get(action)).toEqual({ promised: 5, done: 0 });
    await press(7, 'promised');
    expect((await deps.store.digests.take(campaign, '2026-11-16T09:00', deps.clock.now())).pledges).toEqual(
      stated.pledges,
    );
    expect((await member.use('actions')).text).toContain('5 people say they will do it');
    expect((await member.use('actions')).text).not.toContain('done it');
  });

  test('is not counted for a digest that only is looked at beforehand', async () => {
    for (let number = 1; number <= 6; number += 1) await person(number).press(`action-pledge:${action}:done`);
    await sql`
      insert into occurrences (campaign_id, purpose, subject, slot, zone, due_at, latest_at)
      values (${campaign}, 'digest', '', '2026-12-07T09:00', 'America/Lima', '2026-12-07T14:00Z', '2026-12-07T20:00Z')
    `.execute(database.db);
    const ahead = await deps.store.digests.take(campaign, '2026-12-07T09:00', deps.clock.now());
    expect(ahead).toEqual({ pledges: new Map(), since: null });
    expect(await database.db.selectFrom('digests').selectAll().execute()).toEqual([]);
  });

  test('is gone seven days after the end of its action', async () => {
    await member.press((await choose()).press['I’ll do it']);
    world.clock.set('2026-11-28T04:58:00Z');
    expect(await deps.store.pledges.prune(deps.clock.now())).toBe(0);
    world.clock.set('2026-11-28T05:00:00Z');
    expect(await deps.store.pledges.prune(deps.clock.now())).toBe(1);
  });

  test('of an action that is closed early goes seven days after that', async () => {
    await member.press((await choose()).press['I’ll do it']);
    const asked = await organiser.use('action close', { action });
    await organiser.press(asked.press['Yes, close it']);
    world.clock.set('2026-11-17T14:59:00Z');
    expect(await deps.store.pledges.prune(deps.clock.now())).toBe(0);
    world.clock.set('2026-11-17T15:00:00Z');
    expect(await deps.store.pledges.prune(deps.clock.now())).toBe(1);
  });
});

describe('the calendar file', () => {
  test('has the moment in UTC, what it is, and where', async () => {
    action = await made('meeting', {
      title: 'Meet, all; of you',
      text: 'Bring\nwater',
      when: '2026-11-20 18:00',
      where: 'Lima',
    });
    const found = await deps.store.actions.find('100000000000000001', action);
    expect(found?.action.place).toBe('Lima');
    const { press } = await choose();
    expect((await member.press(press['Calendar file (.ics)'])).text).toContain('for your calendar');
    const file = found && calendarFile(found, languages.in('en'));
    const written = new TextDecoder().decode(file?.bytes);
    expect(written).toContain('DTSTART:20261120T230000Z');
    expect(written).toContain('DTEND:20261121T000000Z');
    expect(written).toMatch(/DTSTAMP:\d{8}T\d{6}Z/);
    expect(written).toContain(String.raw`SUMMARY:Meet\, all\; of you`);
    expect(written).toContain(String.raw`DESCRIPTION:Bring\nwater`);
    expect(written).toContain('LOCATION:Lima');
  });
});

describe('/privacy', () => {
  test('shows somebody what is kept about them in this server, and deletes what they pledged', async () => {
    const nothing = await member.use('privacy');
    expect(nothing.text).toContain('Nothing at the moment');
    await member.press((await choose()).press['I’ll do it']);
    const own = await member.use('privacy');
    expect(own.text).toContain('You said about 1 action that you will do it or did it: “Sign”');
    expect((await person(1).use('privacy')).text).toContain('Nothing at the moment');
    const foreign = world.somebody({ userId: memberId, guildId: '200000000000000001' });
    expect((await foreign.use('privacy')).text).toContain('Nothing at the moment');
    expect((await foreign.press('privacy-forget')).text).toContain('nothing to delete');
    const done = await member.press(own.press['Delete all my “I’ll do it”']);
    expect(done.text).toContain('1 “I’ll do it” or “Done” of yours was deleted.');
    expect(await rows()).toEqual([]);
  });

  test('says to an organiser that the log has their name, and for how long', async () => {
    const own = await organiser.use('privacy');
    expect(own.text).toMatch(
      /Your ID stands in \d+ lines of the organisers’ log, the oldest of 10 November 2026/,
    );
    expect(own.text).toContain('kept there for 180 days');
  });

  test('says in a direct message where to look, and plainly what the operator can find out', async () => {
    const direct = await world.somebody({ guildId: null }).use('privacy');
    expect(direct.text).toContain('Use `/privacy` in a server');
    expect(direct.text).toContain('they could find out whether somebody they have in mind pressed');
    const spanish = await world.somebody({ guildId: null, speech: languages.in('es') }).use('privacy');
    expect(spanish.text).toContain('Tiene la base de datos y la clave secreta');
  });
});
