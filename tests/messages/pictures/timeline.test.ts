import { describe, expect, test } from 'vitest';
import type { EventClaim } from '../../../content/schema/claim.ts';
import { parseEdtf } from '../../../content/schema/edtf.ts';
import { timelinePicture } from '../../../messages/pictures/timeline.ts';
import type { Telling } from '../../../messages/say.ts';
import { loadLanguages } from '../../../messages/words.ts';
import { crowdedPack, riverPack, shelfOf } from '../../support/river-pack.ts';

const languages = await loadLanguages();
const { record } = shelfOf(riverPack());
const events = record.events();

function tellingIn(language: string): Telling {
  return { record, language, speech: languages.in(language), shared: false };
}

/** The marks in the order of the rows, without where they stand: `circle`, `rect url(#soft)` … */
function marks(dates: readonly string[]): readonly string[] {
  const drawn = dates.map((written, index) => eventOn(written, `event-${index}`));
  const svg = timelinePicture(drawn, '', tellingIn('en'))?.svg ?? '';
  const strips = svg.split(/<rect[^>]*rx="6"[^>]*\/>/).slice(1, dates.length + 1);
  return strips.map((strip) =>
    [...(strip.split('\n')[1] ?? '').matchAll(/<(circle|rect)[^>]*fill="([^"]*)"/g)]
      .map(([, name = '', fill = '']) => (fill.startsWith('url') ? `${name} ${fill}` : name))
      .join(', '),
  );
}

function eventOn(written: string, id: string): EventClaim {
  const [event] = events;
  const date = parseEdtf(written);
  if (!event || !date) throw new Error(`not a date: ${written}`);
  return { ...event, id, date };
}

describe('the picture of a timeline', () => {
  test.each(['en', 'es'])('is drawn as it was when it was last looked at (%s)', async (language) => {
    const picture = timelinePicture(events, '', tellingIn(language));
    await expect(picture?.svg).toMatchFileSnapshot(`golden/timeline.${language}.svg`);
  });

  test('shows how exactly each date is known', () => {
    const dates = [
      '2019-05-01',
      '2019-05-01~',
      '2019-05',
      '2019-04~',
      '2019-05-20~/2019-06-02',
      '2019-01/2019-06',
    ];
    expect(marks(dates)).toEqual([
      'circle',
      'rect url(#soft)',
      'rect',
      'rect url(#in), rect, rect url(#out)',
      'rect url(#in), rect',
      'rect',
    ]);
  });

  test('draws a day of mourning like every other day', () => {
    const [event] = events.filter(({ remember }) => remember?.as === 'mourning');
    if (!event) throw new Error('the pack has no day of mourning');
    const { remember: _, ...plain } = event;
    const other = eventOn('2019-06-01', 'other');
    expect(timelinePicture([event, other], '', tellingIn('en'))).toEqual(
      timelinePicture([plain, other], '', tellingIn('en')),
    );
  });

  test('says in words when each event was, and names what was chosen', () => {
    const picture = timelinePicture(events, 'The dam, 2019', tellingIn('en'));
    expect(picture?.alt).toBe(
      'Events in order of time. about Apr 2019: Meeting in the school; 1 May 2019: March to the dam; ' +
        'between 20 May and 2 Jun 2019: The flood.',
    );
    expect(picture?.svg).toContain('What happened: The dam, 2019');
  });

  test('of a crowd leaves some to the text, and says how many', () => {
    const crowd = shelfOf(crowdedPack(100)).record.events();
    const { svg = '', alt = '' } = timelinePicture(crowd, '', tellingIn('en')) ?? {};
    expect(svg).toContain('79 more events stand in the text.');
    expect(alt).toMatch(/\d+ more events stand in the text\.$/);
    expect(alt.length).toBeLessThanOrEqual(1024);
  });

  test('is not made of one event alone, nor of events without dates', () => {
    const undated = events.map((event) => {
      const { date: _, ...rest } = event;
      return rest;
    });
    expect(timelinePicture(events.slice(0, 1), '', tellingIn('en'))).toBeUndefined();
    expect(timelinePicture(undated, '', tellingIn('en'))).toBeUndefined();
  });
});
