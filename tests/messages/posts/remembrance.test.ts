import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Occurrence } from '../../../campaigns/schedule.ts';
import type { Anniversary } from '../../../messages/posts/facts.ts';
import { renderDelivery } from '../../../messages/posts/render.ts';
import { campaign, setting, text, voice } from '../../support/post-voice.ts';
import { testRecord } from '../../support/record.ts';

const record = testRecord();
const anniversary = (id: string, years = 4): Anniversary => {
  const event = record.remembered().find((one) => one.id === id);
  if (!event) throw new Error(`${id} is not remembered`);
  return { record, event, years };
};
const remembrance = (id: string, years = 4) =>
  ({ campaign, purpose: 'remembrance', anniversary: anniversary(id, years) }) as const;

describe('a day of mourning', () => {
  const post = text(remembrance('day-of-mourning'));

  test('says first how long ago it is, then gives the names, then the rest', () => {
    const [headline, , ...rest] = post.split('\n');
    expect(headline).toBe('**Four years ago today: Title of day-of-mourning**');
    expect(rest.slice(0, 3)).toEqual(['We remember:', '- Rosa Quispe, aged 19', '- Juan Mamani']);
  });

  test('does not tell how people died, but says where that is told', () => {
    expect(post).not.toContain('in words that tell how');
    expect(post).not.toContain('shot');
    expect(post).toContain('/casualties');
  });

  test('says so when the record has none of the names', () => {
    const { record: same, event, years } = anniversary('day-of-mourning');
    const elsewhere = { record: same, event: { ...event, id: 'another-day' }, years };
    const facts = { campaign, purpose: 'remembrance', anniversary: elsewhere } as const;
    expect(text(facts)).toContain('The names of those who died are not in this record.');
    expect(text(facts)).not.toContain('We remember');
    expect(post).not.toContain('not in this record');
  });

  test('never shows a name that is withheld, nor names those who were hurt among the dead', () => {
    expect(post).not.toContain('Reservado');
    expect(post).not.toContain('Herido');
  });

  test('has its sources with title, author, publisher, date and paragraphs', () => {
    expect(post).toContain(
      '- “[First paper](<https://example.org/first-paper>)” (Ana Autora, Publisher of First paper, 7 February 2023), paragraphs 3, 5, 7',
    );
  });

  test('has no emoji, exclamation mark, colour or ping, and nothing to press but the sources', () => {
    const made = renderDelivery(remembrance('day-of-mourning'), setting, voice());
    expect(post).not.toMatch(/[!¡]|\p{Extended_Pictographic}/u);
    expect(made?.body).toEqual({
      content: post,
      components: [
        {
          type: 1,
          components: [{ type: 2, style: 2, custom_id: 'post:abcdefghijklmnop', label: 'Sources' }],
        },
      ],
      allowed_mentions: { parse: [] },
    });
    expect(made?.claims).toEqual(['day-of-mourning', 'person-a', 'person-b']);
  });
});

describe('a milestone', () => {
  test('says what happened', () => {
    expect(text(remembrance('milestone'))).toContain('What happened on the day of milestone');
  });
});

describe('how long ago', () => {
  test.each([
    [1, 'One year ago today', 'Hoy hace un año'],
    [2, 'Two years ago today', 'Hoy hace dos años'],
    [20, 'Twenty years ago today', 'Hoy hace veinte años'],
    [21, '21 years ago today', 'Hoy hace 21 años'],
  ])('%d', (years, english, spanish) => {
    const facts = remembrance('milestone', years);
    expect(text(facts)).toContain(`**${english}: Title of milestone**`);
    expect(text(facts, {}, 'es')).toContain(`**${spanish}: Title of milestone (es)**`);
  });
});

describe('a late post', () => {
  test('says so below its first line', () => {
    const dueAt = Temporal.Instant.from('2027-01-09T15:00:00Z');
    expect(text(remembrance('day-of-mourning'), { dueAt, late: true }).split('\n')[1]).toBe(
      '-# This post comes late: it was due on 9 January 2027, 10:00 (Lima time).',
    );
  });
});

describe('a planning note', () => {
  const occurrence = (more: Partial<Occurrence> = {}): Occurrence => ({
    purpose: 'remembrance',
    subject: 'day-of-mourning',
    slot: '2027-01-09T10:00',
    meant: '2027-01-09T10:00',
    wall: '2027-01-09T10:00',
    zone: 'America/Lima',
    at: Temporal.Instant.from('2027-01-09T15:00:00Z'),
    dropped: null,
    moved: null,
    note: null,
    ...more,
  });
  const note = (planned: Occurrence | null) =>
    text({
      campaign,
      purpose: 'planning-note',
      anniversary: anniversary('day-of-mourning'),
      remembrance: planned,
      channels: ['100000000000000003'],
    });

  test('says what will be posted, when, where and in which tone, and how to stop it', () => {
    const written = note(occurrence());
    expect(written.split('\n')[0]).toBe('**In 4 days: 4 years since “Title of day-of-mourning”**');
    expect(written).toContain(
      'in <#100000000000000003> on 9 January 2027, 10:00 (Lima time), <t:1799506800:R>',
    );
    expect(written).toContain('“Four years ago today: Title of day-of-mourning”');
    expect(written).toContain('day of mourning');
    expect(written).toContain('Because of day-of-mourning');
    expect(written).toContain('/campaign pause');
  });

  test('says when it was skipped, or when none is planned', () => {
    const skipped = note(occurrence({ dropped: 'skipped' }));
    expect(skipped).toContain('skipped the one on 9 January 2027, 10:00 (Lima time)');
    expect(note(null)).toContain('No post is planned');
    for (const written of [skipped, note(null)]) expect(written).not.toContain('The post begins');
  });
});
