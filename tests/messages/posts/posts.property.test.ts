import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { runs } from '../../support/runs.ts';
import { actionKinds } from '../../../campaigns/action/action.ts';
import { unprovenReasons, type Notice } from '../../../campaigns/notice.ts';
import { loadLibrary } from '../../../content/load/library.ts';
import { announcementExcess } from '../../../messages/posts/announcement.ts';
import type { PostFacts } from '../../../messages/posts/facts.ts';
import { markerOf } from '../../../messages/posts/marker.ts';
import { freezeDelivery, renderDelivery } from '../../../messages/posts/render.ts';
import { announcementOf } from '../../support/announcements.ts';
import { actionOf } from '../../support/actions.ts';
import { campaign, now, setting, voice } from '../../support/post-voice.ts';
import { testRecord } from '../../support/record.ts';

const loaded = await loadLibrary(new URL('../../../content/packs/', import.meta.url));
const packs = loaded.ok ? loaded.library.shelves.map(({ record }) => record) : [];
const records = [...packs, testRecord()];

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom('@everyone', '<@1>', '**', '```', 'x'.repeat(3000), '\n\n# Title\n> quote', '👩‍👩‍👧'),
);
const language = fc.constantFrom('en', 'es');
const instant = fc.integer({ min: -400, max: 400 }).map((days) => now.add({ hours: days * 24 }));
const maybe = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: null });

const action = fc
  .record({
    kind: fc.constantFrom(...actionKinds),
    title: anyText,
    text: anyText,
    link: maybe(fc.oneof(fc.webUrl({ withQueryParameters: true }), anyText)),
    place: maybe(anyText),
    placeOnRequest: fc.boolean(),
    deadline: maybe(instant),
    ends: maybe(instant),
    goal: maybe(fc.nat()),
    unit: maybe(anyText),
    reached: maybe(fc.nat()),
    state: fc.constantFrom('open' as const, 'closed' as const),
    createdAt: instant,
    publishedAt: instant,
    contentChangedAt: instant,
    reachedAt: maybe(instant),
    closedAt: maybe(instant),
  })
  .map((more) => actionOf(more));
const stated = fc.record({
  pledges: fc.constant(new Map([['action', { promised: 23, done: 7 }]])),
  since: maybe(instant),
});
const about = {
  deliveryId: fc.constant('abcdefghijklmnop'),
  purpose: fc.constantFrom('remembrance', 'digest', 'announcement', 'planning-note', 'notice'),
  subject: fc.constant('subject'),
  slot: fc.constant('2027-01-09T10:00'),
  channelId: fc.constant('100000000000000003'),
  reason: fc.oneof(anyText, fc.constantFrom(...unprovenReasons)),
} as const;
const moment = instant.map(String);
const notice: fc.Arbitrary<Notice> = fc.oneof(
  fc.record({
    kind: fc.constant('missed' as const),
    count: fc.integer({ min: 1 }),
    first: moment,
    last: moment,
  }),
  fc.record({ kind: fc.constant('channel-lost' as const), channelId: fc.constant('1'), reason: anyText }),
  fc.record({ kind: fc.constant('channel-back' as const), channelId: fc.constant('1') }),
  fc.record({ kind: fc.constant('refused' as const), ...about }),
  fc.record({ kind: fc.constant('unproven' as const), ...about }),
  fc.record({
    kind: fc.constant('report' as const),
    pack: fc.constantFrom('test', 'other'),
    claim: fc.constant('count-first'),
    shown: anyText,
    language,
    wrong: anyText,
    link: maybe(fc.webUrl({ withQueryParameters: true })),
    by: fc.constant('100000000000000009'),
  }),
);
const named = anyText.map((name) => ({ ...campaign, name }));
const facts: fc.Arbitrary<PostFacts> = fc.oneof(
  fc.record({
    campaign: named,
    purpose: fc.constant('digest' as const),
    actions: fc.array(action, { maxLength: 30 }),
    comingUp: fc.constant([]),
    stated,
  }),
  fc.record({
    campaign: named,
    purpose: fc.constant('announcement' as const),
    announcement: fc
      .record({ title: anyText, text: anyText })
      .map((typed) => announcementOf({ ...typed, translations: { es: { ...typed, title: 'Hola' } } })),
    occasion: maybe(fc.record({ years: fc.nat(200), days: fc.integer({ min: -40, max: 40 }) })),
    picture: fc.constant(null),
  }),
  fc.record({ campaign: named, purpose: fc.constant('reminder' as const), action }),
  fc.record({ campaign: named, purpose: fc.constant('notice' as const), notice }),
);

/** What is wrong with a post that any post must have right. */
function faultsOf(made: ReturnType<typeof renderDelivery>): string[] {
  const { content, allowed_mentions: mentions, components } = made?.body ?? {};
  const faults = {
    'too long': (content ?? '').length > 2000,
    'no first line': !/^\*\*.+\*\*$/su.test(content?.split('\n')[0] ?? ''),
    'it could mention somebody': JSON.stringify(mentions) !== '{"parse":[]}',
    'no mark': markerOf(JSON.parse(JSON.stringify(components))) !== 'abcdefghijklmnop',
  };
  return Object.entries(faults).flatMap(([fault, there]) => (there ? [fault] : []));
}

describe('every post, whatever people typed', () => {
  test('fits into a message, has a first line, mentions nobody and carries its mark', () => {
    fc.assert(
      fc.property(facts, language, fc.boolean(), (given, spoken, late) => {
        const made = renderDelivery(given, { ...setting, late }, voice(spoken));
        expect(made === null ? [] : faultsOf(made)).toEqual([]);
      }),
      runs(500),
    );
  });
});

describe('every remembrance of every pack', () => {
  test('the packs of the project are among them', () => {
    expect(packs.length).toBeGreaterThan(0);
  });

  const remembered = records.flatMap((record) => record.remembered().map((event) => ({ record, event })));
  test.each(remembered.flatMap((one) => ['en', 'es'].map((spoken) => [one.event.id, spoken, one] as const)))(
    '%s in %s',
    (_id, spoken, one) => {
      for (const years of [1, 7, 50]) {
        const anniversary = { ...one, years };
        for (const late of [true, false]) {
          const made = renderDelivery(
            { campaign, purpose: 'remembrance', anniversary },
            { ...setting, late },
            voice(spoken),
          );
          expect(faultsOf(made)).toEqual([]);
          expect(made?.claims).toContain(one.event.id);
          const loud = /[!¡]|\p{Extended_Pictographic}/u.test(made?.body.content ?? '');
          expect(loud && one.event.remember.as === 'mourning').toBe(false);
        }
      }
    },
  );

  test('keeps its first names and a source however many there are', () => {
    const record = testRecord();
    const [, event] = record.remembered();
    if (!event) throw new Error('nothing is remembered');
    const [person] = record.ofKind('person');
    if (!person) throw new Error('nobody is named');
    const people = Array.from({ length: 200 }, (_, index) => ({
      ...person,
      id: `person-${index}`,
      name: `Name ${index}`,
    }));
    const crowded = {
      ...record,
      ofKind: ((kind) => (kind === 'person' ? people : [])) as typeof record.ofKind,
    };
    const made = renderDelivery(
      { campaign, purpose: 'remembrance', anniversary: { record: crowded, event, years: 4 } },
      setting,
      voice(),
    );
    expect(faultsOf(made)).toEqual([]);
    expect(made?.body.content).toContain('- Name 0, aged 19');
    expect(made?.body.content).toMatch(/- and \d+ more/);
    expect(made?.body.content).toContain('First paper');
  });
});

describe('an announcement', () => {
  test('that fits goes out whole, and one that does not is known beforehand', () => {
    const long = fc
      .integer({ min: 0, max: 2100 })
      .map((length) => 'word '.repeat(length / 5 + 1).slice(0, length));
    fc.assert(
      fc.property(anyText, long, (title, text) => {
        const made = renderDelivery(
          {
            campaign,
            purpose: 'announcement',
            announcement: announcementOf({ title, text }),
            occasion: null,
            picture: null,
          },
          { ...setting, late: true },
          voice(),
        );
        const fits = announcementExcess({ title, text }, setting, voice().speech) === 0;
        const whole = made?.body.content?.endsWith(text.trim());
        expect(title.length > 180 || whole === fits).toBe(true);
        expect(fits || text.length >= 1500 || title.length > 180).toBe(true);
      }),
      runs(200),
    );
  });
});

test('what is frozen is the same post on time and late', () => {
  const given: PostFacts = { campaign, purpose: 'notice', notice: { kind: 'channel-back', channelId: '1' } };
  const dueAt = Temporal.Instant.from('2027-01-09T15:00:00Z');
  const frozen = freezeDelivery(given, { ...setting, dueAt }, voice());
  expect(frozen?.body).not.toContain('comes late');
  expect(JSON.parse(frozen?.lateBody ?? '{}')).toMatchObject({
    content: expect.stringContaining('comes late'),
  });
});
