import type { Qualifier } from '../../content/schema/claim.ts';
import { element, ink } from './svg.ts';

/** A strip on which something stands at its place: from left to right, in pixels. */
export interface Lane {
  readonly from: number;
  readonly to: number;
  /** The middle of the strip, from above. */
  readonly y: number;
  readonly height: number;
}

const dot = 11;
const soft = 46;
const stroke = { stroke: ink.text, 'stroke-width': 5 };

/** The strip itself, with a fine line at each tick. */
export function laneGround({ from, to, y, height }: Lane, ticks: readonly number[]): string {
  const top = y - height / 2;
  return [
    element('rect', { x: from, y: top, width: to - from, height, rx: 6, fill: ink.lane }),
    ...ticks.map((x) =>
      element('line', { x1: x, x2: x, y1: top, y2: top + height, stroke: ink.tick, 'stroke-width': 1.5 }),
    ),
  ].join('');
}

/**
 * A number with its qualifier, each of them in a form of its own: a dot is the number as printed; an arrow to
 * the right leads away from it (at least; more than, the number itself left open); an arrow to a stroke comes up
 * to it (nearly); a bar ends at it (up to); a soft patch has no edge (about, estimated).
 */
export function figureMark(qualifier: Qualifier, x: number, lane: Lane): string {
  switch (qualifier) {
    case 'exact':
      return fullDot(x, lane.y);
    case 'at-least':
      return arrow(x, Math.min(x + 110, lane.to - 6), lane.y) + fullDot(x, lane.y);
    case 'more-than':
      return arrow(x + dot, Math.min(x + 110, lane.to - 6), lane.y) + openDot(x, lane.y);
    case 'nearly':
      return arrow(Math.max(x - 90, lane.from + 4), x - 5, lane.y) + upright(x, lane);
    case 'up-to':
      return line(lane.from + 4, x, lane.y) + upright(x, lane);
    case 'about':
    case 'estimated':
      return softPatch(x - soft, x + soft, lane);
  }
}

/** One day. */
export function dayMark(x: number, lane: Lane): string {
  return fullDot(x, lane.y);
}

/** A time with edges that are known, or soft where they are only about so. */
export function spanMark(
  from: number,
  to: number,
  softEdges: { readonly from: boolean; readonly to: boolean },
  lane: Lane,
): string {
  const parts: string[] = [];
  const fade = 30;
  const [solidFrom, solidTo] = [softEdges.from ? from + fade : from, softEdges.to ? to - fade : to];
  const [start, end] = solidFrom < solidTo ? [solidFrom, solidTo] : [(from + to) / 2, (from + to) / 2];
  const bar = { y: lane.y - 9, height: 18 };
  if (softEdges.from) parts.push(element('rect', { ...bar, x: from, width: start - from, fill: 'url(#in)' }));
  if (end > start) parts.push(element('rect', { ...bar, x: start, width: end - start, fill: ink.text }));
  if (softEdges.to) parts.push(element('rect', { ...bar, x: end, width: to - end, fill: 'url(#out)' }));
  return parts.join('');
}

/** Something about here, without an edge on either side. */
export function softPatch(from: number, to: number, { y }: Lane): string {
  return element('rect', { x: from, y: y - 11, width: to - from, height: 22, fill: 'url(#soft)' });
}

/** What the soft marks are filled with; stands once in a drawing. */
export const softFills = element(
  'defs',
  {},
  [gradient('in', [0, 1]), gradient('out', [1, 0]), gradient('soft', [0, 0.85, 0])].join(''),
);

function gradient(id: string, opacities: readonly number[]): string {
  const stops = opacities.map((opacity, index) =>
    element('stop', {
      offset: index / (opacities.length - 1),
      'stop-color': ink.text,
      'stop-opacity': String(opacity),
    }),
  );
  return element('linearGradient', { id }, stops.join(''));
}

function fullDot(cx: number, cy: number): string {
  return element('circle', { cx, cy, r: dot, fill: ink.text });
}

function openDot(cx: number, cy: number): string {
  return element('circle', { cx, cy, r: dot - 2, fill: 'none', ...stroke, 'stroke-width': 4 });
}

function upright(x: number, { y, height }: Lane): string {
  const half = height / 2 - 3;
  return element('line', { x1: x, x2: x, y1: y - half, y2: y + half, ...stroke });
}

function line(from: number, to: number, y: number): string {
  return element('line', { x1: from, x2: to, y1: y, y2: y, ...stroke });
}

function arrow(from: number, to: number, y: number): string {
  const head = `M ${to - 16} ${y - 11} L ${to} ${y} L ${to - 16} ${y + 11} Z`;
  return line(from, to - 10, y) + element('path', { d: head, fill: ink.text });
}
