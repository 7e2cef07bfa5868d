import type { CasualtiesClaim } from '../../content/schema/claim.ts';
import { asOfWords, documentName, voiceName } from '../answers/sources.ts';
import { dateName } from '../dates.ts';
import { figure, harmed, harmHeading, harms, numberName } from '../figures.ts';
import { say, type Telling } from '../say.ts';
import { capital } from '../text.ts';
import { Column, descent, lineHeight, margin, width } from './column.ts';
import { drawKey, figureKey } from './key.ts';
import { figureMark, laneGround, softFills, type Lane } from './lane.ts';
import { wrapped } from './measure.ts';
import { altText, type Picture } from './picture.ts';
import { numberTicks } from './scale.ts';
import { text } from './svg.ts';

/** More figures than this would make the picture too long to be read. */
const mostFigures = 14;
const words = { size: 28, width: 290, bold: true, most: 2 };
const lane = { from: 336, to: width - margin, height: 40 };

/**
 * The figures side by side, one row each: the number with its qualifier, when it happened, who is counted,
 * and the source with its date. Each kind of harm has its own axis; nothing is added up.
 *
 * @param claims in the order in which they are shown, each kind of harm together
 * @param event what they are about when that was chosen
 * @returns undefined when there is nothing to set side by side
 */
export function figuresPicture(
  claims: readonly CasualtiesClaim[],
  event: string | undefined,
  telling: Telling,
): Picture | undefined {
  if (claims.length < 2) return undefined;
  const { speech, record } = telling;
  const shown = claims.slice(0, mostFigures);
  const rest = claims.length - shown.length;
  const column = new Column(softFills);
  column.say(
    event === undefined
      ? speech.t('pictures.figures.title')
      : speech.t('pictures.figures.titleOf', { event }),
    { size: 36, bold: true, most: 3 },
  );
  column.gap(8);
  column.say(speech.t('pictures.figures.never'), { size: 24, quiet: true, most: 3 });
  for (const harm of harms) {
    const ofHarm = shown.filter((claim) => claim.harm === harm);
    if (ofHarm.length === 0) continue;
    const ticks = numberTicks(Math.max(...ofHarm.map(({ number }) => number)));
    column.gap(34);
    drawAxis(column, harmHeading(harm, speech), ticks, telling);
    for (const claim of ofHarm) drawFigure(column, claim, ticks, telling);
  }
  if (rest > 0) {
    column.gap(16);
    column.say(speech.t('pictures.figures.rest', { count: rest }), { size: 24, most: 2 });
  }
  drawKey(column, figureKey(new Set(shown.map(({ qualifier }) => qualifier)), telling));
  column.gap(22);
  column.say(say(record.pack.caveat, telling), { size: 22, quiet: true, most: 4 });
  return { name: 'figures', svg: column.done(), alt: alt(claims, telling) };
}

function drawAxis(column: Column, heading: string, ticks: readonly number[], { speech }: Telling): void {
  column.say(heading, { size: 32, bold: true, most: 1 });
  column.draw(lineHeight(22), (top) =>
    ticks.map((value, index) => {
      const anchor = index === 0 ? 'start' : index === ticks.length - 1 ? 'end' : 'middle';
      const at = { x: place(value, ticks), y: top + lineHeight(22) - descent(22), anchor } as const;
      return text(numberName(value, speech), at, { size: 22, quiet: true });
    }),
  );
}

function drawFigure(
  column: Column,
  claim: CasualtiesClaim,
  ticks: readonly number[],
  telling: Telling,
): void {
  const { speech } = telling;
  const said = capital(figure(claim.number, claim.qualifier, speech), speech.language);
  const lines = wrapped(said, words);
  const step = lineHeight(words.size);
  const height = Math.max(lines.length * step, lane.height);
  column.draw(height + 2, (top) => {
    const strip: Lane = { ...lane, y: top + height / 2 };
    const first = top + (height - lines.length * step) / 2;
    return [
      ...lines.map((line, index) =>
        text(line, { x: margin, y: first + (index + 1) * step - descent(words.size) }, words),
      ),
      laneGround(
        strip,
        ticks.slice(1, -1).map((value) => place(value, ticks)),
      ),
      figureMark(claim.qualifier, place(claim.number, ticks), strip),
    ];
  });
  const who = say(claim.counted, telling);
  const counted = claim.date
    ? speech.t('pictures.figures.countedWhen', {
        who,
        when: capital(dateName(claim.date, speech, 'short'), speech.language),
      })
    : speech.t('pictures.figures.counted', { who });
  column.say(counted, { size: 23, most: 3 });
  column.say(sourceOf(claim, telling, 'whole'), { size: 22, quiet: true, most: 3 });
  column.gap(20);
}

function place(value: number, ticks: readonly number[]): number {
  return lane.from + (value / (ticks.at(-1) ?? 1)) * (lane.to - lane.from);
}

/** Document, who says it there, and as of when: of the most important citation. */
function sourceOf(claim: CasualtiesClaim, telling: Telling, length: 'whole' | 'short'): string {
  const [citation] = claim.citations;
  if (!citation) return '';
  const voice = length === 'whole' ? voiceName(citation.by, telling) : undefined;
  const said = [
    documentName(citation.document, telling, length === 'whole' ? 46 : 30),
    ...(voice === undefined ? [] : [telling.speech.t('record.source.voice', { voice })]),
    asOfWords(claim, citation, telling),
  ];
  return said.join(' · ');
}

function alt(claims: readonly CasualtiesClaim[], telling: Telling): string {
  const { speech } = telling;
  const parts = claims.map((claim) =>
    speech.t('pictures.figures.altPart', {
      figure: harmed(claim.number, claim.qualifier, claim.harm, speech),
      source: sourceOf(claim, telling, 'short'),
    }),
  );
  return altText(speech.t('pictures.figures.alt'), parts, (count) =>
    speech.t('pictures.figures.rest', { count }),
  );
}
