import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CasualtiesClaim } from '../../../content/schema/claim.ts';
import { Qualifier } from '../../../content/schema/claim.ts';
import { figuresPicture } from '../../../messages/pictures/figures.ts';
import { figureMark } from '../../../messages/pictures/lane.ts';
import type { Telling } from '../../../messages/say.ts';
import { loadLanguages } from '../../../messages/words.ts';
import { longWindedPack, riverPack, shelfOf } from '../../support/river-pack.ts';

const languages = await loadLanguages();
const { record } = shelfOf(riverPack());
const figures = record.ofKind('casualties');
const [first] = figures;
if (!first) throw new Error('the pack has no figures');

function tellingIn(language: string, of = record): Telling {
  return { record: of, language, speech: languages.in(language), shared: false };
}

/** All that is written in a drawing. */
function written(svg = ''): string {
  return svg.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

describe('the picture of figures', () => {
  test.each(['en', 'es'])('is drawn as it was when it was last looked at (%s)', async (language) => {
    const picture = figuresPicture(figures, undefined, tellingIn(language));
    await expect(picture?.svg).toMatchFileSnapshot(`golden/figures.${language}.svg`);
  });

  test('has each figure with its qualifier, its day, who is counted, its source and as of when it speaks, in a row', () => {
    const picture = figuresPicture(figures, 'March to the dam', tellingIn('en'));
    const said = written(picture?.svg);
    expect(said).toMatch(/At least 7 1 May 2019 · Counted: marchers “Water and anger” · as of 4 May 2019/);
    expect(said).toMatch(
      /Nearly 11 May 2019 · Counted: everyone in the valley “After the flood” · said by: Nurses of the hospital · as of about June 2019/,
    );
    expect(said).toMatch(/Injured 0 .* An estimated 40 Counted: marchers/);
    expect(said).toContain('Counts may be incomplete.');
    expect(said).not.toMatch(/\b(18|58)\b/);
  });

  test('says all of it in words too', () => {
    expect(figuresPicture(figures, undefined, tellingIn('en'))?.alt).toBe(
      'Figures side by side, never added up. at least 7 people killed (“Water and anger” · as of 4 May 2019); ' +
        'nearly 11 people killed (“After the flood” · as of about June 2019); ' +
        'an estimated 40 people injured (“Water and anger” · as of 2 May 2019).',
    );
  });

  test('gives each qualifier a form of its own, about and estimated the same one', () => {
    const lane = { from: 0, to: 400, y: 20, height: 40 };
    const marks = Qualifier.options.map((qualifier) =>
      figureMark(qualifier, 200, lane).replaceAll(/-?\d+(\.\d+)?/g, '#'),
    );
    expect(new Set(marks).size).toBe(Qualifier.options.length - 1);
    const svg = figuresPicture(figures, undefined, tellingIn('en'))?.svg ?? '';
    for (const form of ['at-least', 'nearly', 'estimated'] as const)
      expect(svg.replaceAll(/-?\d+(\.\d+)?/g, '#')).toContain(marks[Qualifier.options.indexOf(form)]);
  });

  test('is not made of one figure alone', () => {
    expect(figuresPicture([first], undefined, tellingIn('en'))).toBeUndefined();
  });

  test('stays a drawing and a picture of bearable length whatever the texts are', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('</text><script>x</script>', '"/><image href="file:///etc/passwd"/>', '\u0000\uD800&'),
    );
    fc.assert(
      fc.property(
        hostile,
        fc.integer({ min: 0, max: 10 ** 12 }),
        fc.integer({ min: 2, max: 60 }),
        (text, number, count) => {
          const claim: CasualtiesClaim = { ...first, number, counted: { en: text, es: text } };
          const picture = figuresPicture(
            Array.from({ length: count }, () => claim),
            text,
            tellingIn('en'),
          );
          const { svg = '', alt = '' } = picture ?? {};
          expect(svg.match(/<(?!\/?(svg|rect|text|line|circle|path|defs|linearGradient|stop)\b)/)).toBeNull();
          expect(svg).not.toMatch(/[^\P{Cc}\n]/u);
          expect(svg.isWellFormed()).toBe(true);
          expect(Number(/height="(\d+)"/.exec(svg)?.[1])).toBeLessThan(4500);
          expect(alt.length).toBeLessThanOrEqual(1024);
        },
      ),
    );
    const long = shelfOf(longWindedPack(5000)).record;
    expect(
      figuresPicture(long.ofKind('casualties'), 'x'.repeat(5000), tellingIn('es', long))?.alt.length,
    ).toBeLessThanOrEqual(1024);
  });

  test('says how many figures it leaves to the text', () => {
    const many = Array.from({ length: 20 }, () => first);
    expect(written(figuresPicture(many, undefined, tellingIn('en'))?.svg)).toContain(
      '6 more figures stand in the text.',
    );
  });
});
