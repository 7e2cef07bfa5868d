import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { approvalId } from '../../../messages/campaigns/approval-routes.ts';
import { createDeliverer } from '../../../worker/delivery.ts';
import { createPlanner } from '../../../worker/planner.ts';
import { newAction } from '../../support/actions.ts';
import { ids, languages, organising, type Seen } from '../../support/organising.ts';

const world = await organising('2026-11-14T12:00:00Z');
const { deps } = world;
const { store, library, clock } = deps;
const log = { debug() {}, info() {}, warn() {}, error() {} };
const role = '900000000000000001';
const otherRole = '900000000000000002';
const ordinary = { manageServer: false, speak: true };
const ada = world.somebody({ userId: '100000000000000011', permissions: ordinary, roles: [role] });
const ben = world.somebody({ userId: '100000000000000012', permissions: ordinary, roles: [role] });
/** The digest of Monday 16 November, 09:00 in Lima. */
const digestDue = '2026-11-16T14:00:00Z';
let campaign = '';
let approval = '';

beforeEach(async () => {
  await world.reset();
  for (const channel of [ids.channel, ids.organisers]) world.discord.in(channel).length = 0;
  campaign = await world.campaign();
  await world.organiser.press(`campaign-resume:${campaign}`);
  await store.actions.add(newAction(campaign, clock.now(), { title: 'Sign *here*' }));
  await sql`
    update campaigns set approvals = 2, organiser_role = ${role} where id = ${campaign}
  `.execute(world.database.db);
  await tick();
  approval = (await store.approvals.waiting(campaign))[0]?.id ?? '';
});

describe('Look', () => {
  test('shows exactly what will be posted, to the presser alone', async () => {
    const seen = await ada.press(approvalId('look', approval, 0));
    expect(seen).toMatchObject({ kind: 'answer', private: true });
    expect(firstLine(seen)).toBe('This waits for approval: 2 more people must approve it.');
    expect(seen.text).toContain('**Solidarity: 1 thing you can do**');
    expect(seen.text).toContain(String.raw`**Sign \*here\*** (petition)`);
    expect(seen.text).toContain(`<#${ids.channel}>`);
    expect(Object.keys(seen.press)).toEqual(['Approve', 'Not like this', 'Skip it']);
  });

  test('turns between channels', async () => {
    await sql`
      insert into campaign_channels (id, campaign_id, guild_id, channel_id, audience, language, gets)
      values ('channel_00000002', ${campaign}, ${ids.server}, '100000000000000005', 'public', 'es', '{digest}')
    `.execute(world.database.db);
    await tick();
    const now = (await store.approvals.waiting(campaign))[0]?.id ?? '';
    const first = await ada.press(approvalId('look', now, 0));
    const second = await ada.press(first.press['Next channel']);
    expect(second.kind).toBe('update');
    expect(second.text).toContain('<#100000000000000005>, in Spanish');
    expect(second.text).not.toBe(first.text);
  });
});

describe('Approve', () => {
  test('counts once for each person, can be taken back, and lets it go out', async () => {
    const first = await ada.press(approvalId('vote', approval));
    expect(firstLine(first)).toBe(
      'Your approval counts. This waits for approval: 1 more person must approve it.',
    );
    expect(firstLine(await ada.press(approvalId('vote', approval)))).toMatch(/^You approved this already/);
    const back = await ada.press(first.press['Take back my approval']);
    expect(back.kind).toBe('update');
    expect(firstLine(back)).toMatch(/^Your approval is taken back. .* 2 more people/);
    await ada.press(back.press['Approve']);
    expect(firstLine(await ben.press(approvalId('vote', approval)))).toMatch(
      /This is approved. It goes out on 16 November/,
    );
    world.clock.set(digestDue);
    await tick();
    expect(posted()).toHaveLength(1);
    expect(firstLine(await ben.press(approvalId('takeBack', approval)))).toMatch(/^It is too late for that/);
  });

  test('is written down without the words, and once for an interaction that two processes answer', async () => {
    const interaction = '400000000000000001';
    const answers = await Promise.all(
      [1, 2].map(() => ada.press(approvalId('vote', approval), [], interaction)),
    );
    expect(answers.filter((seen) => seen.text.startsWith('Your approval counts'))).toHaveLength(1);
    const { rows } = await sql<{ by: string; details: object }>`
      select by, details from audit where what = 'approval.vote'
    `.execute(world.database.db);
    expect(rows).toEqual([
      {
        by: '100000000000000011',
        details: { approval, purpose: 'digest', subject: '', slot: '2026-11-16T09:00' },
      },
    ]);
  });

  test('is refused to whoever changed it last', async () => {
    expect(firstLine(await world.organiser.press(approvalId('vote', approval)))).toMatch(
      /^You changed this last, so two others must approve it/,
    );
  });

  test('of what changed since says so, and shows what waits now', async () => {
    await ada.press(approvalId('vote', approval));
    await sql`update actions set title = 'Sign there' where campaign_id = ${campaign}`.execute(
      world.database.db,
    );
    await tick();
    const seen = await ben.press(approvalId('vote', approval));
    expect(firstLine(seen)).toBe(
      'This changed since you were asked: the wording. Nothing was approved. Here is what waits now.',
    );
    expect(seen.text).toContain('Sign there');
    expect(seen.text).toContain('Nobody has approved it yet.');
    expect(seen.press['Approve']).not.toContain(approval);
    await ada.press(seen.press['Approve']);
    await ben.press(seen.press['Approve']);
    world.clock.set(digestDue);
    await tick();
    expect(posted()[0]?.content).toContain('Sign there');
  });
});

describe('Not like this', () => {
  test('wants a reason, holds the post, tells the organisers, and can be taken back by asking again', async () => {
    await ada.press(approvalId('vote', approval));
    const { form } = await ben.press(approvalId('reject', approval));
    expect((await ben.submit(form, { reason: '   ' })).text).toMatch(/^Please say what should be different/);
    const seen = await ben.submit(form, { reason: 'The *link* is missing @everyone' });
    expect(firstLine(seen)).toMatch(/^You turned this down/);
    world.clock.set(digestDue);
    await tick();
    expect(posted()).toEqual([]);
    expect(toldOrganisers()).toContain(String.raw`“The \*link\* is missing \@everyone”`);
    expect(firstLine(await ben.submit(form, { reason: 'Again' }))).toMatch(
      /^Somebody turned this down already/,
    );
    expect(firstLine(await ada.press(approvalId('vote', approval)))).toMatch(/turned this down/);
    expect(firstLine(await ada.press(seen.press['Ask again']))).toBe('The organisers are asked again.');
    await tick();
    expect(toldOrganisers()).toContain('please look again at');
    await ada.press(approvalId('vote', approval));
    await ben.press(approvalId('vote', approval));
    await tick();
    expect(posted()).toHaveLength(1);
  });
});

describe('Skip it', () => {
  test('leaves it out as the calendar does', async () => {
    expect((await ada.press(approvalId('skip', approval))).text).toMatch(/^This is skipped/);
    const skipped = (await store.slots.of(campaign)).filter((slot) => slot.skipped);
    expect(skipped).toHaveLength(1);
    expect((await world.organiser.press(approvalId('skip', approval))).text).toMatch(/^This is skipped/);
    expect((await store.slots.of(campaign)).filter((slot) => slot.skipped)).toEqual(skipped);
    expect(firstLine(await ben.press(approvalId('vote', approval)))).toMatch(
      /^This changed since you looked/,
    );
    world.clock.set(digestDue);
    await tick();
    expect(posted()).toEqual([]);
    expect((await world.organiser.press(approvalId('skip', approval))).text).toMatch(
      /^It is too late to skip/,
    );
  });
});

describe('the list', () => {
  test('names what waits, how far it is, and opens it', async () => {
    await ada.press(approvalId('vote', approval));
    const seen = await ada.press(approvalId('list', campaign));
    expect(firstLine(seen)).toBe('1 post of **Solidarity** waits for approval or was turned down.');
    expect(seen.text).toContain('1 of 2 approvals');
    const opened = await ada.press(seen.press['Open one'], [approval]);
    expect(opened.text).toContain('Approved by: <@100000000000000011>.');
  });

  test('says when nothing waits, and when nothing is asked for', async () => {
    await store.approvals.end((await store.approvals.waiting(campaign))[0] ?? never(), 'gone', clock.now());
    expect(firstLine(await ada.press(approvalId('list', campaign)))).toBe(
      'Nothing of **Solidarity** waits for approval.',
    );
    await sql`update campaigns set approvals = 0 where id = ${campaign}`.execute(world.database.db);
    expect(firstLine(await ada.press(approvalId('list', campaign)))).toMatch(/asks for no approvals/);
  });

  test('is in the words of the reader', async () => {
    const lima = world.somebody({ speech: languages.in('es') });
    expect(firstLine(await lima.press(approvalId('list', campaign)))).toMatch(
      /^1 publicación de \*\*Solidarity\*\*/,
    );
    expect(firstLine(await lima.press(approvalId('look', approval, 0)))).toMatch(/^Esto espera aprobación/);
  });
});

describe('whoever may not', () => {
  const uses = () => [
    approvalId('look', approval, 0),
    approvalId('turn', approval, 0),
    approvalId('vote', approval),
    approvalId('takeBack', approval),
    approvalId('reject', approval),
    approvalId('rejected', approval),
    approvalId('askAgain', approval),
    approvalId('skip', approval),
  ];

  test('of another server, or of another campaign, reads what is read of one that does not exist', async () => {
    const foreignIds = { guildId: ids.otherServer, userId: ids.otherOrganiser };
    const foreigner = world.somebody(foreignIds);
    await world.organiser.use('campaign create', {
      name: 'Other',
      channel: ids.channel,
      organisers: ids.organisers,
    });
    await sql`update campaigns set organiser_role = ${otherRole} where name = 'Other'`.execute(
      world.database.db,
    );
    const neighbour = world.somebody({
      userId: '100000000000000013',
      permissions: ordinary,
      roles: [otherRole],
    });
    for (const use of uses()) {
      const forged = use.replace(approval, 'AAAAAAAAAAAAAAAA');
      const words = (await ada.press(forged)).text;
      expect(words).toMatch(/^There is no such post/);
      expect((await foreigner.press(use)).text).toBe(words);
      expect((await neighbour.press(use)).text).toBe(words);
    }
    expect((await neighbour.press(approvalId('list', campaign))).text).toBe(
      (await ada.press(approvalId('list', 'AAAAAAAAAAAAAAAA'))).text,
    );
    expect((await neighbour.press(approvalId('open', campaign), [approval])).text).toMatch(
      /^There is no such post/,
    );
    expect(await votes()).toBe(0);
  });

  test('a member, one who lost the role, and one who is muted change nothing', async () => {
    await ada.press(approvalId('look', approval, 0));
    const withoutRole = world.somebody({ userId: '100000000000000011', permissions: ordinary });
    const muted = world.somebody({
      userId: '100000000000000011',
      permissions: ordinary,
      roles: [role],
      muted: true,
    });
    for (const use of uses()) {
      for (const person of [world.member, withoutRole, muted]) {
        const seen = await person.press(use);
        expect(seen).toMatchObject({ kind: 'answer', private: true, press: {} });
        expect(seen.text).not.toContain('Sign');
      }
    }
    expect(await votes()).toBe(0);
  });

  test('garbage for an id is answered in words', async () => {
    for (const use of [
      'approval-look',
      'approval-look::',
      'approval-vote:x',
      `approval-turn:${approval}:-1`,
      'approval-list',
    ]) {
      expect((await ada.press(use)).text).not.toBe('');
    }
    expect(world.faults).toEqual([]);
  });
});

async function tick(): Promise<void> {
  const queued = new Set<string>();
  const queue = { ensure: async (more: readonly string[]) => more.forEach((id) => queued.add(id)) };
  const planner = createPlanner({ store, queue, clock, library, languages, log });
  const deliverer = createDeliverer({ store, discord: world.discord, clock, library, languages, log });
  expect((await planner.tick()).failed).toEqual([]);
  for (const id of queued) await deliverer.work(id);
}

function firstLine({ text }: Seen): string {
  return text.split('\n')[0] ?? '';
}

function posted() {
  return world.discord.in(ids.channel).filter(({ content }) => content.includes('Sign'));
}

function toldOrganisers(): string {
  return world.discord.in(ids.organisers).at(-1)?.content ?? '';
}

async function votes(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from approval_votes where approval_id = ${approval}
  `.execute(world.database.db);
  return rows[0]?.count ?? 0;
}

function never(): never {
  throw new Error('nothing waits');
}
