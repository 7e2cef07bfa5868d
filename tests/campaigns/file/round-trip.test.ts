import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../support/runs.ts';
import { actionKinds } from '../../../campaigns/action/action.ts';
import { nothingTyped } from '../../../campaigns/action/typed.ts';
import { CampaignFile, weekdays, type FilePicture } from '../../../campaigns/file/model.ts';
import { readCampaignFile } from '../../../campaigns/file/read.ts';
import { writeCampaignFile } from '../../../campaigns/file/write.ts';
import { publicPurposes } from '../../../campaigns/schedule.ts';

const known = { packs: ['peru'], languages: ['en', 'es'] };
const encode = (text: string) => new TextEncoder().encode(text);

/** Whatever people type, and what YAML could mistake for something else. */
const typed = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ maxLength, unit: 'grapheme' }),
      fc.string({
        maxLength,
        unit: fc.constantFrom(
          '-',
          '#',
          ':',
          ' ',
          '\n',
          '"',
          "'",
          '|',
          '>',
          '&',
          '*',
          '!',
          '%',
          '@',
          '\t',
          '{',
          'a',
          '---',
          '\u0085',
          '\u2028',
          '\u0000',
          '\r',
        ),
      }),
      fc.constantFrom(
        '---',
        'yes',
        'null',
        '~',
        '0x10',
        '1e3',
        '2023-01-09',
        '<<',
        '# no comment',
        '- a\n- b',
        '\n---\nend',
        '  blanks  ',
        '...',
        'ñandú 🕯️',
      ),
    )
    .map((text) => text.toWellFormed().slice(0, maxLength).toWellFormed());
const said = (maxLength: number) => typed(maxLength).filter((text) => text.trim() !== '');
const id = fc.stringMatching(/^[A-Za-z0-9_-]{16}$/);
const snowflake = fc.bigInt({ min: 1n, max: 10n ** 19n }).map(String);
const wall = fc
  .record({
    year: fc.integer({ min: 1990, max: 2150 }),
    day: fc.integer({ min: 10, max: 28 }),
    hour: fc.integer({ min: 10, max: 23 }),
  })
  .map(({ year, day, hour }) => `${year}-03-${day}T${hour}:30`);
const moment = wall.map((text) => `${text}:00.123456-05:00`);
const orNull = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: null });
const role = fc.record({ id: snowflake, name: typed(50) });
const purposes = fc.subarray([...publicPurposes]);
const channel = (audience: 'public' | 'organisers') =>
  fc.record({
    id: snowflake,
    name: typed(50),
    audience: fc.constant(audience),
    language: fc.constantFrom('en', 'es'),
    gets: purposes,
    ping: orNull(fc.record({ role, for: purposes })),
  });
const action = fc.record({
  id: orNull(id),
  kind: fc.constantFrom(...actionKinds),
  state: fc.constantFrom('draft' as const, 'open' as const, 'closed' as const),
  title: said(100),
  text: typed(1_000),
  link: orNull(fc.constant('https://example.org/a?b=c#d')),
  place: orNull(said(100)),
  placeOnRequest: fc.boolean(),
  when: orNull(moment),
  ends: fc.constant(null),
  goal: orNull(fc.integer({ min: 1, max: 1_000_000_000 })),
  unit: orNull(said(40)),
  reached: orNull(fc.integer({ min: 0, max: 1_000_000_000 })),
  pledges: fc.boolean(),
  reminderHours: orNull(fc.integer({ min: 1, max: 1_000 })),
  typed: orNull(typed(200).map((title) => ({ ...nothingTyped, title }))),
  created: orNull(moment),
  published: orNull(moment),
  changed: orNull(moment),
  reachedGoal: orNull(moment),
  closed: orNull(moment),
});
const announcement = fc.record({
  id: orNull(id),
  state: fc.constantFrom('draft' as const, 'scheduled' as const),
  title: said(150),
  text: said(1_800),
  at: wall,
  whenTyped: typed(100),
  repeat: fc.constantFrom(
    null,
    { kind: 'weekly' as const },
    { kind: 'monthly' as const },
    { kind: 'yearly' as const, of: '2020-02-29', typed: '', leadDays: 7 },
  ),
  mourning: fc.boolean(),
  channels: fc.constant(null),
  translations: fc.dictionary(
    fc.constantFrom('en', 'es'),
    fc.record({ title: typed(150), text: typed(500) }),
    { noNullPrototype: true },
  ),
  picture: orNull(fc.record({ file: fc.constant(null), alt: said(1_000) })),
  crosspost: fc.boolean(),
});
const file = fc
  .record({
    format: fc.constant(1 as const),
    campaign: fc.record({
      name: said(60),
      pack: fc.constant('peru'),
      zone: fc.constant('America/Lima'),
      language: fc.constant('en'),
    }),
    times: fc.record({
      remembrance: fc.constant('10:00'),
      planningDays: fc.integer({ min: 1, max: 60 }),
      digestWeekday: fc.constantFrom(...weekdays),
      digest: fc.constantFrom('09:00', '00:00', '23:59'),
      latenessMinutes: fc.integer({ min: 1, max: 10_080 }),
    }),
    approvals: fc.record({
      people: fc.integer({ min: 0, max: 2 }),
      unanswered: fc.constantFrom('hold' as const, 'post' as const, 'skip' as const),
    }),
    organiserRole: orNull(role),
    channels: fc.tuple(channel('public'), channel('organisers')).filter(([a, b]) => a.id !== b.id),
    calendar: fc.uniqueArray(
      fc.record({
        purpose: fc.constant('remembrance' as const),
        about: said(50),
        slot: wall,
        movedTo: orNull(wall),
        skipped: fc.boolean(),
        note: orNull(said(1_000)),
        over: fc.boolean(),
      }),
      { selector: ({ slot }) => slot, maxLength: 4 },
    ),
    actions: fc.array(action, { maxLength: 3 }),
    announcements: fc.array(announcement, { maxLength: 3 }),
  })
  .filter(({ actions, announcements }) => {
    const ids = [...actions, ...announcements].flatMap((one) => one.id ?? []);
    return new Set(ids).size === ids.length;
  });

describe('a campaign as a file', () => {
  test('is the same campaign when it is read again, whatever people typed', () => {
    fc.assert(
      fc.property(file, (one) => {
        const wanted = CampaignFile.parse(one);
        const text = writeCampaignFile(wanted);
        expect(readCampaignFile(encode(text), known)).toEqual({
          kind: 'campaign',
          file: wanted,
          pictures: [],
        });
        // And after a Windows editor had it in its hands.
        const windows = `\uFEFF${text.replaceAll('\n', '\r\n')}`;
        expect(readCampaignFile(encode(windows), known)).toEqual({
          kind: 'campaign',
          file: wanted,
          pictures: [],
        });
        expect(writeCampaignFile(wanted)).toBe(text);
      }),
      runs(150),
    );
  });

  test('keeps pictures byte for byte, behind the part that people read', () => {
    fc.assert(
      fc.property(file, fc.uint8Array({ minLength: 1, maxLength: 500 }), (one, bytes) => {
        const wanted = CampaignFile.parse({
          ...one,
          announcements: [
            {
              state: 'draft',
              title: 'A\n---\npicture: picture-9',
              text: 'b',
              picture: { file: 'picture-1', alt: 'Flags' },
            },
          ],
        });
        const pictures: FilePicture[] = [{ name: 'picture-1', bytes }];
        const text = writeCampaignFile(wanted, pictures);
        expect(readCampaignFile(encode(text), known)).toEqual({ kind: 'campaign', file: wanted, pictures });
      }),
      runs(40),
    );
  });

  test('is read also where a day of memory said in its own part that it mourns', () => {
    const [one] = fc.sample(file, { numRuns: 1, seed: 7 });
    const repeat = { kind: 'yearly', of: '2020-02-29', mourning: true };
    const entry = { state: 'draft', title: 'Vigil', text: 'At six.', repeat };
    const [read] = CampaignFile.parse({ ...one, announcements: [entry] }).announcements;
    expect(read?.mourning).toBe(true);
    expect(read?.repeat).toEqual({ kind: 'yearly', of: '2020-02-29', typed: '', leadDays: 0 });
  });

  test('reads like something that people wrote', () => {
    const [one] = fc.sample(file, { numRuns: 1, seed: 7 });
    const text = writeCampaignFile(
      CampaignFile.parse({
        ...one,
        campaign: { name: 'Solidarity', pack: 'peru', zone: 'America/Lima', language: 'en' },
        actions: [
          {
            kind: 'petition',
            state: 'open',
            title: 'Sign',
            text: 'First line.\nSecond line.',
            when: '2026-12-01T18:00:00-05:00',
          },
        ],
        announcements: [],
      }),
    );
    expect(text).toContain('# A campaign of the solidarity campaign bot');
    expect(text).toContain('  name: Solidarity\n  pack: peru\n  zone: America/Lima\n');
    expect(text).toContain('    text: |-\n      First line.\n      Second line.\n');
    expect(text).not.toMatch(/pledged|created_by|null/);
  });
});
