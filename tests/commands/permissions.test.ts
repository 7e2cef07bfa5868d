import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Asker } from '../../commands/contract.ts';
import { standardRegistry } from '../../commands/registry.ts';
import { readAloud } from '../support/asking.ts';
import { organiserRoutes, routeOf, type Offer } from '../support/crawl.ts';
import { everySituation } from '../support/every-offer.ts';
import { presses } from '../support/every-press.ts';
import { managing } from '../support/managing.ts';
import { ids } from '../support/organising.ts';

const world = await managing();
const { database } = world;
const { dispatch, deps, person, organiser, press, typed, everything, everyOffer } = presses(world);

const role = { lemon: '100000000000000021', plum: '100000000000000022' } as const;
const secret = 'Zitronenfalter';

let offers: readonly Offer[] = [];
let campaign = '';

beforeAll(async () => {
  campaign = await everySituation(world, secret);
  await sql`update campaigns set name = ${secret} where id = ${campaign}`.execute(database.db);
  await sql`update campaigns set organiser_role = ${role.lemon} where id = ${campaign}`.execute(database.db);
  offers = await everyOffer(campaign, secret);
  const other = await world.campaign('Plum');
  await sql`update campaigns set organiser_role = ${role.plum} where id = ${other}`.execute(database.db);
  // The campaign as it was may be archived by now, which must not be why others are refused.
  await deps.store.campaigns.setState(ids.server, campaign, 'active', ids.organiser);
}, 120_000);

/** What is offered only in situations that are not set up here; the tests of each press it by others, too. */
const notMet: Readonly<Record<string, string>> = {
  'announce-day': 'a typed day of memory that can be read in two ways',
  'announce-no-picture': 'an announcement with a picture',
  'announce-preview': 'an announcement whose channels get different posts',
  'campaign-pause-chosen': 'more campaigns than can be paused at once',
  'import-page': 'a file that was uploaded',
  'import-choose': 'the same',
  'import-yes': 'the same',
  'import-no': 'the same',
  'import-drafts': 'the same',
  'import-publish': 'the same',
  'organise-put': 'the pinned button was deleted',
  'post-correct-what': 'a post that the record says differently, before it is corrected',
  'post-probe': 'a post that waits for its channel, where nobody approves',
  'slot-move-back': 'a post that was moved',
  'slot-note': 'a day of memory among the first entries of the calendar',
  'slot-note-form': 'the same',
};

test('the organiser met most of what can be pressed, and nothing of it was a fault of the bot', () => {
  expect(world.faults).toEqual([]);
  const routes = organiserRoutes(standardRegistry);
  const met = new Set(offers.map(routeOf));
  expect(routes.filter((route) => !met.has(route) && !Object.hasOwn(notMet, route))).toEqual([]);
  expect(met.size / routes.length).toBeGreaterThan(0.85);
});

/** What names no campaign is about those of the presser: who organises another one gets an answer about that. */
const aboutOnesOwn: ReadonlySet<string> = new Set([
  'campaign-list',
  'campaign-pause-all',
  'organise',
  'action-list',
]);

const attackers: readonly (readonly [string, () => Asker])[] = [
  ['a member', () => person()],
  ['an organiser of another campaign', () => person({ roles: [role.plum] })],
  ['a muted organiser', () => person({ roles: [role.lemon], muted: true })],
  [
    'a muted manager of the server',
    () => person({ muted: true, permissions: { manageServer: true, speak: true } }),
  ],
  [
    'a manager of another server',
    () => person({ guildId: ids.otherServer, permissions: { manageServer: true, speak: true } }),
  ],
  ['the organiser role in another server', () => person({ guildId: ids.otherServer, roles: [role.lemon] })],
  ['somebody in direct messages', () => person({ guildId: null })],
];

describe.each(attackers)('%s', (_name, attacker) => {
  test('changes nothing and learns nothing by any button, choice or form of the organisers', async () => {
    const before = await everything();
    for (const offer of offers) {
      if (aboutOnesOwn.has(routeOf(offer)) && !offer.customId.includes(campaign)) continue;
      const reply = await press(offer, attacker());
      const what = JSON.stringify(offer);
      expect(reply.kind, what).toBe('answer');
      const answer = reply.kind === 'answer' ? reply : null;
      expect(answer?.private, what).toBe(true);
      expect(answer && readAloud(answer.answer), what).not.toContain(secret);
    }
    expect(await everything()).toBe(before);
  });

  test('cannot use any organiser command on that campaign, nor find it by typing', async () => {
    const before = await everything();
    // Whoever manages a server may make campaigns in it.
    const commands = [...standardRegistry.commands.values()].filter(({ name }) => name !== 'campaign create');
    for (const { name, needs, suggest } of commands) {
      if (needs === 'nothing') continue;
      for (const wanted of [campaign, secret.toLowerCase()]) {
        const given = {
          campaign: wanted,
          action: wanted,
          kind: 'petition',
          title: 'A',
          text: 'B',
          name: 'New',
        };
        const reply = await dispatch.command(name, given, attacker(), deps);
        expect(reply.kind, name).toBe('answer');
        expect(reply.kind === 'answer' && readAloud(reply.answer), name).not.toContain(secret);
      }
      if (!suggest) continue;
      for (const option of ['campaign', 'action']) {
        const choices = await dispatch.suggest(
          name,
          { option, text: secret.slice(0, 4), options: {} },
          attacker(),
          deps,
        );
        expect(JSON.stringify(choices), name).not.toContain(secret);
      }
    }
    expect(await everything()).toBe(before);
  });
});

describe('ids that nobody was given', () => {
  const forged = ['', 'x', 'AAAAAAAAAAAAAAAA', '../../..', '0', '-1', '9'.repeat(30), 'null', "' or 1=1 --"];
  test('are refused at every route, also to who manages the server, and are no fault of the bot', async () => {
    const before = await everything();
    // It stops everything that the presser may organise, whatever is said behind it.
    const routes = organiserRoutes(standardRegistry).filter((route) => route !== 'campaign-pause-all');
    for (const route of routes) {
      for (const id of forged) {
        for (const rest of [[], ['1'], [campaign], ['1', '0', 'x']]) {
          const customId = [route, id, ...rest].join(':').slice(0, 100);
          for (const fields of [{}, typed({ title: '', text: '', when: '', time: '' })]) {
            const reply = await dispatch.press(customId, { values: [id], fields }, organiser(), deps);
            expect(['answer', 'update', 'form'], customId).toContain(reply.kind);
          }
        }
      }
    }
    expect(world.faults).toEqual([]);
    expect(await everything()).toBe(before);
  });
});
