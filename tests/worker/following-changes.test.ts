import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { differences } from '../../campaigns/file/compare.ts';
import type { CampaignFile } from '../../campaigns/file/model.ts';
import { fileOf } from '../../campaigns/file/of-campaign.ts';
import type { Store } from '../../campaigns/ports/store.ts';
import type { Purpose, Rule } from '../../campaigns/schedule.ts';
import { withDecisionLines } from '../../src/app/decision-lines.ts';
import { newAction } from '../support/actions.ts';
import { approvalsNow, approve, approvingWorld, asked, people, versionOf } from '../support/approving.ts';
import { campaignWorld, type World } from '../support/campaign-world.ts';
import { about, linesAbout, theOnly } from '../support/following.ts';
import { testRecord } from '../support/record.ts';

const asOrganiser = ({ campaign, clock }: World) => ({
  guildId: campaign.guildId,
  by: campaign.createdBy,
  now: clock.now(),
});

const asChange = async (world: World) => ({
  ...asOrganiser(world),
  campaignId: world.campaign.id,
  version: await versionOf(world),
});

/**
 * Ends the one delivery of a purpose, over the store that the commands have.
 *
 * @returns the lines that its id finds from then on
 */
async function linesOf(world: World, purpose: Purpose, end: (store: Store) => Promise<unknown>) {
  const { store, logged, log } = world;
  const id = await theOnly(world, purpose);
  const before = linesAbout(logged, id).length;
  await end(withDecisionLines(store, log));
  if ((await store.ledger.find(id))?.state !== 'skipped') throw new Error('the delivery did not end');
  return linesAbout(logged, id).slice(before);
}

/** One line for what ended, and nothing else in it: above all not who ended it. */
const ended = async (world: World, purpose: Purpose, change: string, reason = 'withdrawn') => [
  {
    level: 'info',
    message: 'a delivery ended and was not posted',
    fields: {
      delivery: await theOnly(world, purpose),
      campaign: world.campaign.id,
      state: 'skipped',
      reason,
      change,
    },
  },
];

async function remembranceWaits() {
  const world = await campaignWorld();
  await world.planner.tick();
  world.clock.set('2027-01-09T15:00:00Z');
  await world.planner.tick();
  return { world };
}

/** An announcement for the next day at six waits, in each week or once. */
async function announcementWaits(repeat: { readonly kind: 'weekly'; readonly weekday: number } | null) {
  const world = await campaignWorld();
  const { announcements } = world.store;
  const { id: campaignId, zone, createdBy } = world.campaign;
  const at = '2027-01-06T18:00';
  const draft = await announcements.draft({ campaignId, title: 'A march', text: 'Come', at, createdBy });
  const { id } = draft;
  await announcements.change({ ...asOrganiser(world), id, seen: draft.version }, { repeat });
  const edit = { ...asOrganiser(world), id, seen: draft.version + 1 };
  const rule: Rule = repeat === null ? { kind: 'once', at } : { ...repeat, time: '18:00' };
  const schedule = { purpose: 'announcement', subject: id, rule, zone, latenessMinutes: 360 } as const;
  await announcements.schedule(edit, schedule);
  world.clock.set('2027-01-06T23:00:00Z');
  await world.planner.tick();
  return { world, edit: { ...edit, now: world.clock.now() } };
}

async function reminderWaits() {
  const world = await campaignWorld();
  const action = await world.store.actions.add(
    newAction(world.campaign.id, world.clock.now(), {
      link: 'https://example.org/sign',
      deadline: Temporal.Instant.from('2027-01-06T23:00:00Z'),
      reminderHours: 24,
    }),
  );
  await world.planner.tick();
  world.clock.set('2027-01-05T23:00:30Z');
  await world.planner.tick();
  const { id, version } = action;
  return { world, action, change: { ...asOrganiser(world), id, version } };
}

describe('the log tells by the id of a delivery alone that an organiser ended it', () => {
  test('by removing its channel', async () => {
    const { world } = await remembranceWaits();
    const other = { channelId: '100000000000000005', language: 'en', gets: [] } as const;
    await world.store.settings.addChannel(await asChange(world), other);
    const change = await asChange(world);
    const lines = await linesOf(world, 'remembrance', async ({ settings }) =>
      settings.removeChannel(change, world.publicChannel.id),
    );
    expect(lines).toEqual(await ended(world, 'remembrance', 'channel.remove'));
    expect(about(world.logged, await theOnly(world, 'remembrance'))).toEqual([
      'a delivery was made',
      'a delivery is to be worked on',
      'a delivery ended and was not posted',
    ]);
  });

  test('by sending its channel no more of these', async () => {
    const { world } = await remembranceWaits();
    const change = await asChange(world);
    const lines = await linesOf(world, 'remembrance', async ({ settings }) =>
      settings.changeChannel(change, world.publicChannel.id, { gets: ['digest'] }),
    );
    expect(lines).toEqual(await ended(world, 'remembrance', 'channel.change'));
  });

  test('by withdrawing an announcement', async () => {
    const { world, edit } = await announcementWaits(null);
    const { seen: _, ...blindly } = edit;
    const lines = await linesOf(world, 'announcement', async ({ announcements }) =>
      announcements.withdraw(blindly),
    );
    expect(lines).toEqual(await ended(world, 'announcement', 'announcement.withdraw'));
  });

  test('by writing a repeated announcement anew', async () => {
    const { world, edit } = await announcementWaits({ kind: 'weekly', weekday: 3 });
    const lines = await linesOf(world, 'announcement', async ({ announcements }) =>
      announcements.change(edit, { title: 'Another march' }),
    );
    expect(lines).toEqual(await ended(world, 'announcement', 'announcement.change'));
  });

  test('by closing an action', async () => {
    const { world, change } = await reminderWaits();
    const lines = await linesOf(world, 'reminder', async ({ actions }) =>
      actions.turn({ ...change, to: 'closed' }),
    );
    expect(lines).toEqual(await ended(world, 'reminder', 'action.closed'));
  });

  test('by moving the deadline of an action', async () => {
    const { world, action, change } = await reminderWaits();
    const content = { ...action, deadline: Temporal.Instant.from('2027-01-20T23:00:00Z') };
    const lines = await linesOf(world, 'reminder', async ({ actions }) =>
      actions.publish({ ...change, content }),
    );
    expect(lines).toEqual(await ended(world, 'reminder', 'action.publish'));
  });

  test.each([
    ['without its action', 'reminder', reminderWaits, (file) => ({ ...file, actions: [] })],
    [
      'without its announcement',
      'announcement',
      async () => announcementWaits(null),
      (file) => ({ ...file, announcements: [] }),
    ],
    [
      'by which its channel gets nothing',
      'remembrance',
      remembranceWaits,
      (file) => ({ ...file, channels: file.channels.map((channel) => ({ ...channel, gets: [] })) }),
    ],
  ] satisfies [string, Purpose, () => Promise<{ world: World }>, (file: CampaignFile) => CampaignFile][])(
    'by a file %s',
    async (_what, purpose, waits, edited) => {
      const { world } = await waits();
      const file = await exported(world);
      const wanted = edited(file);
      const { guildId, by, now, campaignId, version } = await asChange(world);
      const content = { kind: 'campaign', file: wanted } as const;
      const importId = await world.store.imports.keep({ guildId, by, content, pictures: new Map() });
      const lines = await linesOf(world, purpose, async ({ imports }) =>
        imports.apply({
          importId,
          guildId,
          by,
          now,
          wanted,
          target: { campaignId, version },
          differences: differences(file, wanted),
          schedules: [],
          pictures: new Map(),
        }),
      );
      expect(lines).toEqual(await ended(world, purpose, 'campaign.import'));
    },
  );

  test('by approving what it asks for', async () => {
    const world = await approvingWorld(1, '2027-01-08T15:00:00Z');
    await world.planner.tick();
    const lines = await linesOf(world, 'notice', async (store) => approve({ ...world, store }, people.ada));
    expect(lines).toEqual(await ended(world, 'notice', 'approval.vote', 'replaced'));
  });

  test('by leaving out what it asks for', async () => {
    const world = await approvingWorld(1, '2027-01-08T15:00:00Z');
    await world.planner.tick();
    const approval = await asked(world);
    const lines = await linesOf(world, 'notice', async ({ approvals }) =>
      approvals.end(approval, 'skipped', world.clock.now()),
    );
    expect(lines).toEqual(await ended(world, 'notice', 'approval.end', 'replaced'));
  });

  test('by changing what it asks for', async () => {
    const world = await approvingWorld(1, '2027-01-08T15:00:00Z');
    await world.planner.tick();
    const approval = await asked(world);
    const { settings } = world.store;
    await settings.changeChannel(await asChange(world), world.publicChannel.id, { language: 'es' });
    const lines = await linesOf(world, 'notice', async (store) =>
      approvalsNow({ ...world, store }).look(approval),
    );
    expect(lines).toEqual(await ended(world, 'notice', 'approval.ask', 'replaced'));
  });
});

async function exported({ store, campaign, clock }: World): Promise<CampaignFile> {
  return fileOf({
    campaign,
    channels: await store.campaigns.channels(campaign.id),
    schedules: await store.campaigns.schedules(campaign.id),
    standing: await store.slots.of(campaign.id),
    actions: await store.actions.list([campaign.id], ['open']),
    announcements: await store.announcements.standing(campaign.guildId, 10),
    record: testRecord(),
    now: clock.now(),
    names: new Map(),
    pictures: new Map(),
  });
}
