import { beforeEach, describe, expect, test } from 'vitest';
import { ids, organising } from '../../support/organising.ts';

const world = await organising();
const { organiser, deps } = world;
const role = '100000000000000020';
const volunteer = world.somebody({
  userId: '100000000000000021',
  permissions: { manageServer: false, speak: true },
  roles: [role],
});
const stateOf = async (id: string) => (await deps.store.campaigns.find(ids.server, id))?.state;
const running = async (name: string) => {
  const id = await world.campaign(name);
  await deps.store.campaigns.setState(ids.server, id, 'active', ids.organiser);
  return id;
};
const letOrganise = async (id: string) => {
  const campaign = await deps.store.campaigns.find(ids.server, id);
  await organiser.press(`organiser-role:${id}:${campaign?.version}`, [role]);
};

beforeEach(async () => await world.reset());

describe('pausing everything', () => {
  test('asks which campaign of several that run, and pauses all at once', async () => {
    const [one, two] = [await running('One'), await running('Two')];
    const paused = await world.campaign('Three');
    const which = await organiser.use('campaign pause');
    expect(which.text).toContain('2 are running');
    const all = await organiser.press(which.press['Pause all 2 campaigns that are running']);
    expect(all.text).toContain('2 campaigns are paused now');
    expect(await Promise.all([one, two, paused].map(stateOf))).toEqual(['paused', 'paused', 'paused']);
    expect((await organiser.press('campaign-pause-all')).text).toContain('None of your campaigns is running');
  });

  test('can pause one of them, and without a choice the only one that runs', async () => {
    const [one, two] = [await running('One'), await running('Two')];
    const which = await organiser.use('campaign pause');
    expect((await organiser.press(which.press['Choose a campaign to pause'], [one])).text).toContain(
      '**One**',
    );
    expect([await stateOf(one), await stateOf(two)]).toEqual(['paused', 'active']);
    expect((await organiser.use('campaign pause')).text).toContain('**Two** is paused now');
  });

  test('reaches no campaign that the person may not organise', async () => {
    const [mine, other] = [await running('Mine'), await running('Other')];
    await letOrganise(mine);
    expect((await volunteer.press('campaign-pause-all')).text).toContain('1 campaign is paused');
    expect([await stateOf(mine), await stateOf(other)]).toEqual(['paused', 'active']);
    await world.foreigner.press('campaign-pause-all');
    expect(await stateOf(other)).toBe('active');
  });
});

test('/campaign list shows who organises by a role their own campaigns alone', async () => {
  const mine = await world.campaign('Mine');
  await world.campaign('Other');
  await letOrganise(mine);
  const listed = await volunteer.use('campaign list');
  expect(listed.text).toContain('**Mine**');
  expect(listed.text).not.toContain('Other');
});

describe('/campaign archive', () => {
  test('asks, and can be undone: it comes back paused', async () => {
    const id = await running('One');
    const asked = await organiser.use('campaign archive');
    expect(await stateOf(id)).toBe('active');
    const done = await organiser.press(asked.press['Yes, archive it']);
    expect(done.text).toContain('**One** is archived now');
    expect(await stateOf(id)).toBe('archived');
    expect((await organiser.use('campaign list')).text).toContain('**One** – archived');
    const back = await organiser.press(done.press['Bring it back']);
    expect(back.text).toContain('**One** is back, and paused');
    expect(await stateOf(id)).toBe('paused');
  });
});

describe('the Organise button', () => {
  const messages = () => world.discord.in(ids.organisers).filter(({ ours }) => ours);
  beforeEach(() => {
    world.discord.in(ids.organisers).length = 0;
    world.discord.pinned.length = 0;
    world.discord.forgetNonces();
  });
  beforeEach(async () => void (await world.database.db.deleteFrom('organise_buttons').execute()));

  test('is pinned once, however many campaigns share the channel', async () => {
    await world.campaign('One');
    await world.campaign('Two');
    expect(messages()).toHaveLength(1);
    expect(world.discord.pinned).toEqual([messages()[0]?.id]);
  });

  test('opens the panel for who organises by the role, and for nobody else', async () => {
    const id = await world.campaign('One');
    await letOrganise(id);
    const custom = `organise:${messages()[0]?.marker}`;
    expect((await volunteer.press(custom)).text).toContain('**One** is saved and paused'.slice(0, 7));
    expect((await world.member.press(custom)).text).toContain('Only organisers');
    const two = await world.campaign('Two');
    expect((await volunteer.press(custom)).text).toContain('**One**');
    await letOrganise(two);
    expect((await volunteer.press(custom)).text).toContain('more than one campaign');
  });

  test('is offered again when it was deleted, and replaced', async () => {
    await world.campaign('One');
    messages().length = 0;
    world.discord.in(ids.organisers).length = 0;
    const shown = await organiser.use('campaign show');
    expect(shown.text).toContain('is not in <#');
    const put = await organiser.press(shown.press['Put the button there']);
    expect(put.text).not.toContain('is not in <#');
    expect(messages()).toHaveLength(1);
  });

  test('is found again after a try whose end nobody saw, also when the nonce is forgotten', async () => {
    world.discord.faults.push({ creates: true, answer: () => ({ kind: 'ambiguous', cause: 'reset' }) });
    const id = await world.campaign('One');
    expect(messages()).toHaveLength(1);
    expect((await organiser.use('campaign show')).text).toContain('is not in <#');
    await organiser.press(`organise-put:${id}`);
    expect(messages()).toHaveLength(1);

    await world.database.db
      .updateTable('organise_buttons')
      .set({ message_id: null, tried_at: '2020-01-01T00:00:00Z' })
      .execute();
    world.discord.forgetNonces();
    await organiser.press(`organise-put:${id}`);
    expect(messages()).toHaveLength(1);
  });

  test('that somebody unpinned stays so until an organiser wants it back', async () => {
    await world.campaign('One');
    expect((await organiser.use('campaign show')).text).not.toContain('pinned');
    world.discord.pinned.length = 0;
    const shown = await organiser.use('campaign show');
    expect(shown.text).toContain('is not pinned. It works all the same');
    expect(shown.text).not.toContain('⚠ The message');
    await world.campaign('Two');
    await organiser.use('campaign show', { campaign: 'One' });
    expect(world.discord.pinned).toEqual([]);
    const back = await organiser.press(shown.press['Put it back']);
    expect(world.discord.pinned).toEqual([messages()[0]?.id]);
    expect(back.text).not.toContain('pinned');
    expect(Object.keys(back.press)).not.toContain('Put it back');
    expect(messages()).toHaveLength(1);
  });

  test('that cannot be pinned is there all the same, and it is said', async () => {
    world.discord.pinFaults.push({
      kind: 'refused',
      fix: 'channel',
      code: 50_013,
      reason: 'Missing Permissions',
    });
    const made = await organiser.use('campaign create', {
      name: 'One',
      channel: ids.channel,
      organisers: ids.organisers,
    });
    expect(made.text).toContain('could not pin');
    expect(messages()).toHaveLength(1);
  });
});

test('two campaigns of one record in one channel are a warning in both', async () => {
  await world.campaign('One');
  const second = await organiser.use('campaign create', {
    name: 'Two',
    channel: ids.channel,
    organisers: ids.organisers,
  });
  expect(second.text).toContain('**One** posts from the same record');
  expect((await organiser.use('campaign show', { campaign: 'One' })).text).toContain('**Two** posts from');
});
