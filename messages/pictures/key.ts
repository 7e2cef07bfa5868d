import type { Qualifier } from '../../content/schema/claim.ts';
import type { Telling } from '../say.ts';
import type { Words } from '../words.generated.ts';
import { lineHeight, margin, width, type Column } from './column.ts';
import { dayMark, figureMark, laneGround, softPatch, spanMark, type Lane } from './lane.ts';
import { wrapped } from './measure.ts';
import { text } from './svg.ts';

/** What one form of mark means. */
interface KeyEntry {
  readonly said: string;
  readonly mark: (lane: Lane) => string;
}

const size = 22;
const left = margin + 136;

type MarkKey = Extract<keyof Words, `pictures.figures.marks.${string}`>;
/** Where on its strip the mark of each qualifier stands, so that it has room, as part of the strip. */
const figureMarks: readonly (readonly [MarkKey, readonly Qualifier[], number])[] = [
  ['pictures.figures.marks.exact', ['exact'], 0.5],
  ['pictures.figures.marks.at-least', ['at-least'], 0.2],
  ['pictures.figures.marks.more-than', ['more-than'], 0.2],
  ['pictures.figures.marks.nearly', ['nearly'], 0.85],
  ['pictures.figures.marks.up-to', ['up-to'], 0.85],
  ['pictures.figures.marks.about', ['estimated', 'about'], 0.5],
];

/** The marks of these qualifiers. */
export function figureKey(qualifiers: ReadonlySet<Qualifier>, { speech }: Telling): readonly KeyEntry[] {
  return figureMarks.flatMap(([key, of, part]) => {
    const used = of.find((qualifier) => qualifiers.has(qualifier));
    if (used === undefined) return [];
    const mark = (lane: Lane): string => figureMark(used, lane.from + part * (lane.to - lane.from), lane);
    return [{ said: speech.t(key), mark }];
  });
}

/** The marks of a timeline, those that occur. */
export function timeKey(
  used: { readonly day: boolean; readonly span: boolean; readonly about: boolean },
  { speech }: Telling,
): readonly KeyEntry[] {
  const middle = ({ from, to }: Lane): number => (from + to) / 2;
  const span = (lane: Lane): string =>
    spanMark(lane.from + 20, lane.to - 20, { from: false, to: false }, lane);
  return [
    ...(used.day
      ? [
          {
            said: speech.t('pictures.timeline.marks.day'),
            mark: (lane: Lane) => dayMark(middle(lane), lane),
          },
        ]
      : []),
    ...(used.span ? [{ said: speech.t('pictures.timeline.marks.span'), mark: span }] : []),
    ...(used.about
      ? [
          {
            said: speech.t('pictures.timeline.marks.about'),
            mark: (lane: Lane) => softPatch(lane.from + 12, lane.to - 12, lane),
          },
        ]
      : []),
  ];
}

/** Draws the key, a line for each mark. */
export function drawKey(column: Column, entries: readonly KeyEntry[]): void {
  column.gap(16);
  for (const { said, mark } of entries) {
    const lines = wrapped(said, { size, width: width - margin - left, most: 2 });
    column.draw(Math.max(lines.length * lineHeight(size), 40), (top) => {
      const lane: Lane = { from: margin, to: left - 18, y: top + 18, height: 30 };
      return [
        laneGround(lane, []),
        mark(lane),
        ...lines.map((line, index) =>
          text(line, { x: left, y: top + 26 + index * lineHeight(size) }, { size, quiet: true }),
        ),
      ];
    });
  }
}
