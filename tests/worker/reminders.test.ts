import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../campaigns/action/action.ts';
import type { NewAction } from '../../campaigns/ports/actions.ts';
import { newAction } from '../support/actions.ts';
import { campaignWorld, type World } from '../support/campaign-world.ts';
import { posts } from '../support/due-delivery.ts';

const at = (moment: string) => Temporal.Instant.from(moment);
const by = '100000000000000002';

/** Tuesday 5 January 2027, 07:00 in Lima. The deadline is on the next day at 18:00, its reminder a day before. */
async function given(
  more: Partial<NewAction> = {},
): Promise<{ readonly world: World; readonly action: Action }> {
  const world = await campaignWorld('2027-01-05T12:00:00Z');
  const action = await world.store.actions.add(
    newAction(world.campaign.id, world.clock.now(), {
      text: 'It takes a minute.',
      link: 'https://example.org/sign',
      deadline: at('2027-01-06T23:00:00Z'),
      reminderHours: 24,
      ...more,
    }),
  );
  return { world, action };
}
const change = ({ clock, campaign }: World, { id, version }: Action) =>
  ({ guildId: campaign.guildId, id, version, by, now: clock.now() }) as const;
const reminders = (world: World) =>
  posts(world).flatMap(({ content }) => (content.includes('It takes a minute') ? [content] : []));

describe('a reminder of an action', () => {
  test('goes out before the deadline, once, and says what and until when', async () => {
    const { world } = await given();
    await world.round();
    expect(reminders(world)).toEqual([]);
    world.clock.set('2027-01-05T23:00:30Z');
    await world.round();
    await world.round();
    const [post, ...more] = reminders(world);
    expect(more).toEqual([]);
    expect(post).toContain('**Sign: until 6 January 2027, 18:00 (Lima time)**');
    expect(post).toContain('<https://example.org/sign>');
  });

  test('follows a deadline that is moved, also after it went out once', async () => {
    const { world, action } = await given();
    await world.round();
    const later = await world.store.actions.publish({
      ...change(world, action),
      content: { ...action, deadline: at('2027-01-08T23:00:00Z') },
    });
    if (later.kind !== 'saved') throw new Error('not saved');
    world.clock.set('2027-01-05T23:00:30Z');
    await world.round();
    expect(reminders(world)).toEqual([]);
    world.clock.set('2027-01-07T23:00:30Z');
    await world.round();
    expect(reminders(world)).toHaveLength(1);
    await world.store.actions.publish({
      ...change(world, later.value),
      content: { ...action, deadline: at('2027-01-12T23:00:00Z') },
    });
    world.clock.set('2027-01-11T23:00:30Z');
    await world.round();
    expect(reminders(world)).toHaveLength(2);
    expect(reminders(world)[1]).toContain('until 12 January 2027');
  });

  test('stays away when only words are changed after it went out', async () => {
    const { world, action } = await given();
    world.clock.set('2027-01-05T23:00:30Z');
    await world.round();
    await world.store.actions.publish({
      ...change(world, action),
      content: { ...action, title: 'Sign now' },
    });
    await world.round();
    world.clock.set('2027-01-06T10:00:00Z');
    await world.round();
    expect(reminders(world)).toHaveLength(1);
  });

  test('is not posted of an action that was closed, and is when it was opened again', async () => {
    const { world, action } = await given();
    await world.round();
    const closed = await world.store.actions.turn({ ...change(world, action), to: 'closed' });
    if (closed.kind !== 'saved') throw new Error('not saved');
    world.clock.set('2027-01-05T23:00:30Z');
    await world.round();
    expect(reminders(world)).toEqual([]);

    const other = await given();
    const shut = await other.world.store.actions.turn({ ...change(other.world, other.action), to: 'closed' });
    if (shut.kind !== 'saved') throw new Error('not saved');
    await other.world.store.actions.turn({ ...change(other.world, shut.value), to: 'open' });
    other.world.clock.set('2027-01-05T23:00:30Z');
    await other.world.round();
    expect(reminders(other.world)).toHaveLength(1);
  });

  test('is not sent when the action is closed between the planning and the claim', async () => {
    const { world, action } = await given();
    await world.round();
    world.clock.set('2027-01-05T23:00:30Z');
    await world.planner.tick();
    const [delivery = ''] = [...world.queued];
    const found = await world.store.ledger.find(delivery);
    expect(found).toMatchObject({ purpose: 'reminder', state: 'pending' });
    // As if the closing had only just not reached what was opened: the claim looks for itself.
    await world.database.db
      .updateTable('actions')
      .set({ state: 'closed', closed_at: world.clock.now().toString() })
      .where('id', '=', action.id)
      .execute();
    const claim = await world.store.ledger.claim(delivery, {
      post: { body: '{}', files: [], claims: [] },
      leaseMs: 45_000,
      now: world.clock.now(),
    });
    expect(claim).toMatchObject({ kind: 'not-now', reason: 'withdrawn' });
  });

  test.each([
    ['none is wanted', { reminderHours: null }],
    ['the deadline is nearer than the lead and an hour', { deadline: at('2027-01-06T12:59:00Z') }],
    ['there is no deadline', { deadline: null }],
  ] as const)('is none when %s', async (_why, more) => {
    const { world } = await given(more);
    const schedules = await world.store.campaigns.schedules(world.campaign.id);
    expect(schedules.filter(({ purpose }) => purpose === 'reminder')).toEqual([]);
  });

  test('never comes later than the deadline', async () => {
    const { world } = await given({ reminderHours: 2 });
    const schedules = await world.store.campaigns.schedules(world.campaign.id);
    expect(schedules.find(({ purpose }) => purpose === 'reminder')).toMatchObject({
      rule: { kind: 'once', at: '2027-01-06T16:00' },
      latenessMinutes: 120,
    });
  });
});

describe('a digest', () => {
  const digests = (world: World) =>
    posts(world).flatMap(({ content }) =>
      content.includes('you can do') && !content.includes('`/actions`') ? [content] : [],
    );

  test('says what is new, changed, reached and over since the last one that was posted', async () => {
    const { world, action } = await given({ deadline: null, goal: 100, reached: 10 });
    world.clock.set('2027-01-11T14:00:10Z');
    await world.round();
    expect(digests(world)).toHaveLength(1);
    expect(digests(world)[0]).not.toMatch(/New|Changed|reached\*\*/);

    world.clock.set('2027-01-12T14:00:00Z');
    const changed = await world.store.actions.publish({
      ...change(world, action),
      content: { ...action, title: 'Sign it' },
    });
    if (changed.kind !== 'saved') throw new Error('not saved');
    await world.store.actions.reach({ ...change(world, changed.value), reached: 100 });
    const add = async (title: string, deadline: string | null, createdAt = world.clock.now()) =>
      await world.store.actions.add({
        ...action,
        title,
        goal: null,
        reached: null,
        deadline: deadline === null ? null : at(deadline),
        createdAt,
      });
    await add('Write', null);
    await add('Over', '2027-01-15T14:00:00Z', at('2027-01-06T12:00:00Z'));
    world.clock.set('2027-01-18T14:00:10Z');
    await world.round();
    const post = digests(world)[1] ?? '';
    expect(post).toContain('**Sign it** (petition) · **Changed** · **Aim reached** · 100 of 100 so far');
    expect(post).toContain('**Write** (petition) · **New**');
    expect(post).toContain('Over since the last digest: “Over”');

    world.clock.set('2027-01-25T14:00:10Z');
    await world.round();
    expect(digests(world)[2]).not.toMatch(/New|Changed|reached\*\*|Over since/);
  });
});
