import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../commands/contract.ts';
import { standardRegistry } from '../../commands/registry.ts';
import { readAloud } from '../support/asking.ts';
import { offersIn, routeOf, type Offer } from '../support/crawl.ts';
import { everySituation } from '../support/every-offer.ts';
import { presses } from '../support/every-press.ts';
import { managing } from '../support/managing.ts';
import { ids } from '../support/organising.ts';

const world = await managing();
const { dispatch, deps, organiser, press, everything, everyOffer } = presses(world);
const { store } = deps;

let offers: readonly Offer[] = [];
let campaign = '';
let all: readonly string[] = [];

beforeAll(async () => {
  campaign = await everySituation(world, 'Archivado');
  offers = await everyOffer(campaign, 'Archivado');
  all = (await store.campaigns.ofGuild(ids.server)).map(({ id }) => id);
}, 120_000);

beforeEach(async () => {
  for (const id of all) await store.campaigns.setState(ids.server, id, 'archived', ids.organiser);
});

/** What may be done with what was put away. The rest says that it is brought back first. */
const forArchived: Readonly<Record<string, string>> = {
  'campaign-show': 'shows it',
  panel: 'shows it, on its first page',
  'panel-go': 'shows it, its log, and exports it',
  'campaign-restore': 'brings it back',
  'campaign-archive': 'says that it is archived',
  log: 'shows what happened',
  'log-filter': 'the same',
  'log-new': 'the same',
  'post-open': 'shows a post',
  'post-view': 'the same',
  'post-withdraw': 'asks whether a post is to be withdrawn',
  'post-withdraw-sure': 'withdraws it',
  'post-retry': 'tries again to withdraw it',
};
/** What names no campaign: it is about those that stand, or about all. */
const aboutNone: ReadonlySet<string> = new Set([
  'campaign-list',
  'campaign-pause-all',
  'organise',
  'import-page',
  'import-no',
]);
const changing: ReadonlySet<string> = new Set(['campaign-restore', 'post-withdraw-sure', 'post-retry']);

const textOf = (reply: Reply): string => ('answer' in reply ? readAloud(reply.answer) : reply.kind);
/** The campaigns that an answer offers to bring back. */
const broughtBack = (reply: Reply): readonly string[] =>
  'answer' in reply
    ? offersIn(reply.answer.components)
        .filter((offer) => routeOf(offer) === 'campaign-restore')
        .map(({ customId }) => customId.split(':')[1] ?? '')
    : [];

test('whose campaign may be used, and whether it is archived, is decided in one place', () => {
  const root = new URL('../../commands/', import.meta.url).pathname;
  const asking = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => /\bmayOrganise\(|new ArchivedError\(/.test(readFileSync(join(root, name), 'utf8')));
  expect(asking.toSorted()).toEqual(['campaign/which.ts', 'organiser.ts']);
});

describe('an archived campaign', () => {
  test('is changed by no button, choice or form of before; each says to bring it back first, and how', async () => {
    const before = await everything();
    const refused = new Set<string>();
    const other: string[] = [];
    for (const offer of offers) {
      const route = routeOf(offer);
      if (changing.has(route)) continue;
      const reply = await press(offer, organiser());
      const said = textOf(reply);
      const refuses = said.includes('is archived. Nothing was changed. Bring it back first');
      if (refuses && all.includes(broughtBack(reply)[0] ?? '')) refused.add(route);
      else if (!Object.hasOwn(forArchived, route) && !aboutNone.has(route)) {
        other.push(`${JSON.stringify(offer)}: ${said}`);
      }
    }
    expect(other).toEqual([]);
    expect(await everything()).toBe(before);
    expect(world.faults).toEqual([]);
    expect(refused.size).toBeGreaterThan(60);
  });

  test('offers nothing that would be refused', async () => {
    const first = await dispatch.command('campaign show', { campaign }, organiser(), deps);
    const queue = 'answer' in first ? [...offersIn(first.answer.components)] : [];
    const met = new Set<string>();
    for (let offer = queue.shift(); offer !== undefined; offer = queue.shift()) {
      const key = JSON.stringify(offer);
      if (met.has(key) || changing.has(routeOf(offer))) continue;
      met.add(key);
      const reply = await press(offer, organiser());
      expect(textOf(reply), key).not.toContain('Bring it back first');
      if ('answer' in reply) queue.push(...offersIn(reply.answer.components));
    }
    expect(met.size).toBeGreaterThan(10);
  });

  test('is changed by no command', async () => {
    const before = await everything();
    const works = ['campaign show', 'campaign edit', 'campaign log', 'campaign export', 'campaign archive'];
    const [action] = await store.actions.list([campaign], ['draft', 'open', 'closed']);
    const [announcement] = await store.announcements.standing(ids.server, 10);
    for (const { name, needs } of standardRegistry.commands.values()) {
      if (needs === 'nothing' || name === 'campaign create' || name === 'campaign list') continue;
      const given = { campaign, action: action?.id ?? '', kind: 'petition', title: 'A', text: 'B' };
      const reply = await dispatch.command(name, given, organiser(), deps);
      expect(/Bring it back first/.test(textOf(reply)), name).toBe(!works.includes(name));
    }
    const draft = { title: `announcement:${announcement?.id ?? ''}` };
    expect(textOf(await dispatch.command('announce', draft, organiser(), deps))).toContain(
      'Bring it back first',
    );
    for (const [name, option] of [
      ['action edit', 'action'],
      ['action close', 'action'],
      ['announce', 'title'],
    ] as const) {
      const typing = { option, text: 'Arch', options: {} };
      expect(await dispatch.suggest(name, typing, organiser(), deps), name).toEqual([]);
    }
    expect(await everything()).toBe(before);
  });

  test('is found by its name and, where it is the only one, without one', async () => {
    const named = await dispatch.command('campaign pause', { campaign: 'solidarity' }, organiser(), deps);
    expect(textOf(named)).toContain('Bring it back first');
    const several = textOf(await dispatch.command('campaign pause', {}, organiser(), deps));
    expect(several).toContain('`/campaign list`');
    const [, ...others] = all;
    const role = '100000000000000077';
    const { db } = world.database;
    await db.updateTable('campaigns').set({ organiser_role: null }).where('id', 'in', others).execute();
    await db
      .updateTable('campaigns')
      .set({ organiser_role: role })
      .where('id', '=', all[0] ?? '')
      .execute();
    const one = { ...organiser(), permissions: { manageServer: false, speak: true }, roles: [role] };
    const pressed = await dispatch.press('organise', { values: [], fields: {} }, one, deps);
    expect(broughtBack(pressed)).toEqual([all[0]]);
    expect(textOf(pressed)).toContain('posts nothing any more');
  });

  test('lets a post that is out be withdrawn, and that is carried out', async () => {
    const { rows } = await outOnes();
    expect(rows.length).toBeGreaterThan(0);
    for (const id of rows) {
      const asked = await dispatch.press(
        `post-withdraw-sure:${id}`,
        { values: [], fields: {} },
        organiser(),
        deps,
      );
      expect(textOf(asked)).not.toContain('Bring it back first');
    }
    for (const id of rows) await world.deliverer.work(id);
    expect((await outOnes()).rows).toEqual([]);
  });

  test('comes back paused by the button of any refusal', async () => {
    const refusal = await dispatch.press(
      `campaign-resume:${campaign}`,
      { values: [], fields: {} },
      organiser(),
      deps,
    );
    const [id] = broughtBack(refusal);
    const back = await dispatch.press(
      `campaign-restore:${id}`,
      { values: [], fields: {} },
      organiser(),
      deps,
    );
    expect(textOf(back)).toContain('paused');
    expect((await store.campaigns.find(ids.server, campaign))?.state).toBe('paused');
  });
});

async function outOnes() {
  const rows = await world.database.db
    .selectFrom('deliveries')
    .select('id')
    .where('state', '=', 'sent')
    .where('taken_down', 'is', null)
    .execute();
  return { rows: rows.map(({ id }) => id) };
}
