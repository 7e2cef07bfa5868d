import type { EventClaim } from '../../content/schema/claim.ts';
import type { Edtf } from '../../content/schema/edtf.ts';
import { claimName } from '../answers/facts.ts';
import { recordFoot } from '../answers/foot.ts';
import { dateName } from '../dates.ts';
import { tickFormat } from '../intl.ts';
import { say, type Telling } from '../say.ts';
import { capital, oneLine } from '../text.ts';
import { Column, descent, lineHeight, margin, width } from './column.ts';
import { drawKey, timeKey } from './key.ts';
import { dayMark, laneGround, softFills, softPatch, spanMark, type Lane } from './lane.ts';
import { textWidth, wrapped } from './measure.ts';
import { altText, type Picture } from './picture.ts';
import { dayNumber, timeScale, type TimeScale } from './scale.ts';
import { element, headedText, text } from './svg.ts';

type Dated = EventClaim & { readonly date: Edtf };

/** More events than this would make the picture too long to be read. */
const mostEvents = 24;
const size = 25;
const [left, right] = [margin, width - margin];

/**
 * Events on an axis of time, one row each, as exactly as their dates are known: a day is a dot, a longer time a
 * bar, and what is only about so has no edge. Days of mourning look like all others.
 *
 * @param chosen the topic and period in words; empty when nothing was chosen
 * @returns undefined when there is nothing to set in order
 */
export function timelinePicture(
  events: readonly EventClaim[],
  chosen: string,
  telling: Telling,
): Picture | undefined {
  const dated = events.filter((event): event is Dated => event.date !== undefined);
  if (dated.length < 2) return undefined;
  const { speech } = telling;
  const shown = dated.slice(0, mostEvents);
  const days = shown.flatMap(({ date }) => [date.first, date.last]).toSorted();
  const scale = timeScale(days[0] ?? '', days.at(-1) ?? '');
  const column = new Column(softFills);
  column.say(
    chosen === '' ? speech.t('pictures.timeline.title') : speech.t('pictures.timeline.titleIn', { chosen }),
    { size: 36, bold: true, most: 2 },
  );
  column.gap(10);
  drawAxis(column, scale, telling);
  for (const event of shown) drawEvent(column, event, scale, telling);
  drawAxis(column, scale, telling);
  if (events.length > shown.length) {
    column.gap(12);
    const count = events.length - shown.length;
    column.say(speech.t('pictures.timeline.rest', { count }), { size: 24, most: 2 });
  }
  drawKey(column, timeKey(formsOf(shown), telling));
  column.gap(18);
  column.say(recordFoot(telling), { size: 22, quiet: true, most: 3 });
  return { name: 'timeline', svg: column.done(), alt: alt(dated, telling) };
}

/** The names of the steps, the year under the first one and under each that begins another. */
function drawAxis(column: Column, { unit, from, to, ticks }: TimeScale, { speech }: Telling): void {
  const format = tickFormat(speech.t('record.dates.locale'), unit);
  const year = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();
  const label = { size: 21, quiet: true };
  const rows = unit === 'year' ? 1 : 2;
  column.draw(rows * lineHeight(21) + 6, (top) =>
    ticks.flatMap((tick, index) => {
      const x = left + ((tick - from) / (to - from)) * (right - left);
      const before = ticks[index - 1];
      return [
        element('line', { x1: x, x2: x, y1: top + 4, y2: top + 22, stroke: '#6d6a62', 'stroke-width': 2 }),
        text(format.format(tick * 86_400_000), { x: x + 7, y: top + 22 }, label),
        ...(rows === 2 && (before === undefined || year(before) !== year(tick))
          ? [text(String(year(tick)), { x: x + 7, y: top + 22 + lineHeight(21) }, label)]
          : []),
      ];
    }),
  );
}

/** When and what in words, and under them the strip with the mark. */
function drawEvent(column: Column, event: Dated, scale: TimeScale, telling: Telling): void {
  const { speech } = telling;
  const when = capital(dateName(event.date, speech, 'short'), speech.language);
  const indent = textWidth(when, size, true) + 14;
  const [first = '', ...others] = wrapped(oneLine(say(event.title, telling)), {
    size,
    width: right - left,
    most: 2,
    indent,
  });
  const step = lineHeight(size);
  column.gap(10);
  column.draw((others.length + 1) * step, (top) => {
    const y = top + step - descent(size);
    return [
      headedText(when, first, { x: left, y }, size),
      ...others.map((line, index) => text(line, { x: left, y: y + (index + 1) * step }, { size })),
    ];
  });
  column.draw(30, (top) => {
    const lane: Lane = { from: left, to: right, y: top + 15, height: 26 };
    const ticks = scale.ticks.slice(1).map((tick) => xOf(tick, scale));
    return [laneGround(lane, ticks), mark(event.date, scale, lane)];
  });
}

function mark(date: Edtf, scale: TimeScale, lane: Lane): string {
  const from = xOf(dayNumber(date.first), scale);
  const to = xOf(dayNumber(date.last) + 1, scale);
  const middle = (from + to) / 2;
  if (date.precision === 'day') {
    const x = Math.min(Math.max(middle, lane.from + 14), lane.to - 14);
    return date.approximate
      ? softPatch(Math.max(x - 42, lane.from), Math.min(x + 42, lane.to), lane)
      : dayMark(x, lane);
  }
  const [start = '', end = start] = date.written.split('/');
  const soft = { from: start.endsWith('~'), to: end.endsWith('~') };
  // Two days on an axis of months are still to be seen as a bar.
  const half = Math.max((to - from) / 2, soft.from || soft.to ? 40 : 16);
  const centre = Math.min(Math.max(middle, lane.from + half), lane.to - half);
  return spanMark(centre - half, centre + half, soft, lane);
}

function formsOf(events: readonly Dated[]): { day: boolean; span: boolean; about: boolean } {
  const dates = events.map(({ date }) => date);
  return {
    day: dates.some(({ precision, approximate }) => precision === 'day' && !approximate),
    span: dates.some(({ precision }) => precision !== 'day'),
    about: dates.some(({ approximate }) => approximate),
  };
}

function xOf(day: number, { from, to }: TimeScale): number {
  return left + ((day - from) / (to - from)) * (right - left);
}

function alt(events: readonly Dated[], telling: Telling): string {
  const { speech } = telling;
  const parts = events.map((event) =>
    speech.t('pictures.timeline.altPart', {
      date: dateName(event.date, speech, 'short'),
      title: claimName(event, telling, 70),
    }),
  );
  return altText(speech.t('pictures.timeline.alt'), parts, (count) =>
    speech.t('pictures.timeline.rest', { count }),
  );
}
