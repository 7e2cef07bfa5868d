import { beforeEach, describe, expect, test } from 'vitest';
import { ids, organising, type Somebody } from '../../support/organising.ts';

const world = await organising();
const role = '100000000000000020';
const speak = { manageServer: false, speak: true };
const somebody: Readonly<Record<string, Somebody>> = {
  member: world.member,
  'muted organiser': world.somebody({ muted: true }),
  'organiser of another campaign': world.somebody({ permissions: speak, roles: [role] }),
  'organiser of another server': world.foreigner,
  'somebody in direct messages': world.somebody({ guildId: null, permissions: speak }),
};
let mine = '';
let version = 0;
let channel = '';

/** Everything of the panel that can be pressed about one campaign, with what would be chosen. */
const presses: Readonly<Record<string, () => readonly [string, readonly string[]]>> = {
  'campaign-archive': () => [`campaign-archive:${mine}:yes`, []],
  'campaign-restore': () => [`campaign-restore:${mine}`, []],
  'campaign-pause-chosen': () => ['campaign-pause-chosen', [mine]],
  panel: () => [`panel:${mine}:times`, []],
  'panel-go': () => [`panel-go:${mine}`, ['who']],
  'panel-channel': () => [`panel-channel:${mine}`, [channel]],
  'channel-add': () => [`channel-add:${mine}:${version}`, ['100000000000000005']],
  'channel-gets': () => [`channel-gets:${mine}:${channel}:${version}`, ['digest']],
  'channel-language': () => [`channel-language:${mine}:${channel}:${version}`, ['es']],
  'channel-role': () => [`channel-role:${mine}:${channel}:${version}`, [role]],
  'channel-ping': () => [`channel-ping:${mine}:${channel}:${version}`, ['digest']],
  'channel-replace': () => [`channel-replace:${mine}:${channel}:${version}`, ['100000000000000005']],
  'channel-remove': () => [`channel-remove:${mine}:${channel}:${version}:yes`, []],
  'times-form': () => [`times-form:${mine}:${version}`, []],
  'times-save': () => [`times-save:${mine}:${version}`, []],
  'zone-form': () => [`zone-form:${mine}:${version}`, []],
  'zone-save': () => [`zone-save:${mine}:${version}`, []],
  'name-form': () => [`name-form:${mine}:${version}`, []],
  'name-save': () => [`name-save:${mine}:${version}`, []],
  'organiser-role': () => [`organiser-role:${mine}:${version}`, [role]],
  'approvals-mode': () => [`approvals-mode:${mine}:${version}`, ['2']],
  'approvals-unanswered': () => [`approvals-unanswered:${mine}:${version}`, ['post']],
  'organise-put': () => [`organise-put:${mine}`, []],
};
const everything = async () => {
  const { db } = world.database;
  return {
    campaigns: await db.selectFrom('campaigns').selectAll().orderBy('id').execute(),
    channels: await db.selectFrom('campaign_channels').selectAll().orderBy('id').execute(),
    notices: await db.selectFrom('notices').selectAll().execute(),
  };
};
const refusals = /not in this server|Only organisers|Manage Server|only in a server|muted/;

beforeEach(async () => {
  await world.reset();
  mine = await world.campaign('Mine');
  const other = await world.campaign('Other');
  const otherNow = await world.deps.store.campaigns.find(ids.server, other);
  await world.organiser.press(`organiser-role:${other}:${otherNow?.version}`, [role]);
  await world.campaign('Foreign', world.foreigner);
  version = (await world.deps.store.campaigns.find(ids.server, mine))?.version ?? 0;
  channel =
    (await world.deps.store.campaigns.channels(mine)).find((one) => one.audience === 'public')?.id ?? '';
});

describe.each(Object.keys(presses))('%s', (route) => {
  test('is out of reach of everybody who may not', async () => {
    const before = await everything();
    for (const [who, asker] of Object.entries(somebody)) {
      const [customId, values] = presses[route]?.() ?? ['', []];
      const answer = await asker.press(customId, values);
      expect(answer.text, `${who}: ${answer.kind}`).toMatch(refusals);
    }
    expect(await everything()).toEqual(before);
    expect(world.faults).toEqual([]);
  });

  test('forged or stale says so, changes nothing and breaks nothing', async () => {
    const before = await everything();
    const [customId = ''] = presses[route]?.() ?? [];
    const forged = [
      route,
      `${route}:x`,
      `${route}:${'A'.repeat(16)}:x:y:z`,
      `${route}:${mine}:x:y:z`,
      `${route}:${'9'.repeat(60)}`,
      customId.replace(channel, 'A'.repeat(16)).replace(mine, 'A'.repeat(16)),
    ];
    for (const id of forged) {
      const answer = await world.organiser.press(id, ['x']);
      const wanted = id.includes(mine) ? /./ : /not in this server|out of date|no longer exists/;
      expect(answer.text, id).toMatch(wanted);
    }
    expect(await everything()).toEqual(before);
    expect(world.faults).toEqual([]);
  });
});
