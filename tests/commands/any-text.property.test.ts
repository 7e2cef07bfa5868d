import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import * as fc from 'fast-check';
import type { Reply } from '../../commands/contract.ts';
import { standardRegistry } from '../../commands/registry.ts';
import { readAloud } from '../support/asking.ts';
import { crawl, offersOf, routeOf, type Offer } from '../support/crawl.ts';
import { everySituation } from '../support/every-offer.ts';
import { presses, takesAway } from '../support/every-press.ts';
import { managing } from '../support/managing.ts';
import { brokenLimits } from '../support/message-limits.ts';
import { runs } from '../support/runs.ts';

const world = await managing();
const { dispatch, deps, organiser, press, firstOffers } = presses(world);

let campaign = '';
/** The buttons and choices that open forms, by the route that the form is sent to. */
const openers = new Map<string, Offer[]>();

beforeAll(async () => {
  campaign = await everySituation(world, 'Zitronenfalter');
  await crawl(await firstOffers(campaign, 'Zitronenfalter'), async (offer) => {
    // What takes something away, or sends a form, would leave little to send forms about.
    if (takesAway.has(routeOf(offer)) || Object.keys(offer.fields).length > 0) return { kind: 'left' };
    const reply = await press(offer, organiser());
    if (reply.kind !== 'form') return reply;
    const route = routeOf({ customId: reply.form.custom_id });
    openers.set(route, [...(openers.get(route) ?? []), offer]);
    return reply;
  });
}, 120_000);

/** What nobody can see, or what marks open places in posts. */
const unmeant = /[[\p{Cc}\p{Cs}\u{E000}-\u{E002}]--[\n\t]]/v;

/** What somebody, or something that is not Discord, may send as a text. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  // Halves of characters and control characters.
  fc
    .array(fc.integer({ min: 0, max: 0xff_ff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        '\0',
        '\u0007',
        '\r\n',
        '\n',
        '\t',
        '\uD83D',
        '\uDE00',
        '\uE000',
        '\uE001',
        '\uE002',
        'a',
      ),
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(
      fc.constantFrom('a', '😀', 'ñ ', '\u0301', '@everyone ', '**', '`', '<@&1>', '\0', '\n'),
      fc.integer({ min: 1, max: 4_100 }),
    )
    .map(([unit, times]) => unit.repeat(times)),
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1e309',
    '9'.repeat(30),
    '٣',
    'NaN',
    'null',
    '{"a":1}',
    "' or 1=1 --",
    'tomorrow 25:00',
    '29 February 2027',
    '31/02/2027 18:00',
    '0000-00-00',
    '9999-12-31 23:59',
    '-271821-04-20',
    '+275760-09-13 00:00',
    '10:00',
    '24:00',
    'America/Lima',
    'javascript:alert(1)',
    'https://',
    'https://example.org/' + 'a'.repeat(3_000),
    'https://example.org/\u0000',
    'https://user:pass@example.org',
    '100000000000000003',
    '100000000000000003,100000000000000004',
    'all',
  ),
);

const usual: Readonly<Record<string, string>> = {
  title: 'A',
  text: 'B',
  what: 'C',
  when: '3/4/2027 18:00',
  reason: 'D',
};

/** A form with any texts in it, and in some fields what an organiser would type. */
function filled(
  fields: Readonly<Record<string, string>>,
  texts: Iterator<[string, boolean]>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, first]) => {
      const [text, any] = texts.next().value;
      return [name, any ? text : first || (usual[name] ?? '11:00')];
    }),
  );
}

/** Opens a form anew, because it carries the version of what it is about; null when nothing opens one any more. */
async function firstForm(offers: readonly Offer[]): Promise<Offer | null> {
  for (const offer of offers) {
    const opened = await press(offer, organiser());
    if (opened.kind !== 'form') continue;
    const [form] = offersOf(opened);
    if (form === undefined) throw new Error('a form without an id');
    return form;
  }
  return null;
}

function check(reply: Reply, what: string): void {
  expect(
    world.faults.map(({ during, cause }) => ({ during, cause })),
    what,
  ).toEqual([]);
  if (reply.kind !== 'answer' && reply.kind !== 'update') return;
  expect(brokenLimits(reply.answer), what).toEqual([]);
  expect(readAloud(reply.answer), what).not.toMatch(unmeant);
}

test('no text in any form of organisers is a fault of the bot, and every answer keeps the limits', async () => {
  expect(openers.size).toBeGreaterThan(15);
  for (const [route, offers] of openers) {
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(offers, { minLength: offers.length }),
        fc.infiniteStream(fc.tuple(anyText, fc.boolean())),
        async (inAnyOrder, texts) => {
          const form = await firstForm(inAnyOrder);
          if (form === null) return;
          sent += 1;
          const fields = filled(form.fields, texts);
          const reply = await dispatch.press(form.customId, { values: [], fields }, organiser(), deps);
          check(reply, `${route} ${JSON.stringify(fields)}`);
        },
      ),
      runs(32),
    );
    expect(sent, route).toBeGreaterThan(0);
  }
  // Whatever was kept of it can be read again: nothing of it poisons what shows it.
  for (const name of [
    'action list',
    'campaign calendar',
    'campaign show',
    'campaign log',
    'campaign export',
  ]) {
    check(await dispatch.command(name, { campaign }, organiser(), deps), name);
  }
  await world.round();
  for (const { post } of world.discord.requests) expect(JSON.parse(post.body).content).not.toMatch(unmeant);
  const { rows } = await sql<{ state: string }>`select distinct state from deliveries`.execute(
    world.database.db,
  );
  expect(rows.length).toBeGreaterThan(1);
}, 240_000);

test('no text in any option of a command is a fault of the bot', async () => {
  for (const command of standardRegistry.commands.values()) {
    const names = command.options(deps).map(({ name }) => name);
    if (names.length === 0) continue;
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), anyText), async (given) => {
        const options = names.includes('campaign') && !('campaign' in given) ? { ...given, campaign } : given;
        const what = `/${command.name} ${JSON.stringify(options)}`;
        check(await dispatch.command(command.name, options, organiser(), deps), what);
        for (const [option, text] of Object.entries(given)) {
          await dispatch.suggest(command.name, { option, text, options }, organiser(), deps);
        }
        expect(world.faults, what).toEqual([]);
      }),
      runs(24),
    );
  }
}, 240_000);
