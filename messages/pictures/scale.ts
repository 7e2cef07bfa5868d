/**
 * Round numbers from 0 to beyond the greatest one, at most six of them, so that what leads on to the right of
 * the greatest still has room.
 */
export function numberTicks(greatest: number): readonly number[] {
  const least = Math.max(greatest, 1) * 1.25;
  const power = 10 ** Math.floor(Math.log10(least));
  const step =
    [0.1, 0.2, 0.25, 0.5, 1, 2]
      .map((part) => part * power)
      .find((size) => Number.isInteger(size) && Math.ceil(least / size) <= 5) ?? Math.ceil(least / 5);
  return Array.from({ length: Math.ceil(least / step) + 1 }, (_, index) => index * step);
}

/** An axis of time: days since 1970, the last one excluded, and where its ticks are. */
export interface TimeScale {
  readonly from: number;
  readonly to: number;
  readonly unit: 'day' | 'month' | 'year';
  readonly ticks: readonly number[];
}

const most = 8;

/** The number of a day `YYYY-MM-DD`, counted from 1970. */
export function dayNumber(day: string): number {
  return Date.parse(day) / 86_400_000;
}

/** An axis from the first to the last day, both included: widened to whole steps, with at most eight ticks. */
export function timeScale(first: string, last: string): TimeScale {
  const [start, end] = [dayNumber(first), dayNumber(last) + 1];
  for (const step of [1, 7]) {
    const steps = Math.ceil((end - start) / step);
    if (steps <= most) return scaleOf('day', steps, (index) => start + index * step);
  }
  const year = Number(first.slice(0, 4));
  const months = (Number(last.slice(0, 4)) - year) * 12 + Number(last.slice(5, 7));
  for (const step of [1, 2, 3, 6]) {
    const begin = Math.floor((Number(first.slice(5, 7)) - 1) / step) * step;
    const steps = Math.ceil((months - begin) / step);
    if (steps <= most) return scaleOf('month', steps, (index) => monthNumber(year, begin + index * step));
  }
  const years = Number(last.slice(0, 4)) - year + 1;
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((size) => years / size <= most - 1) ?? 2000;
  const begin = Math.floor(year / step) * step;
  const steps = Math.ceil((year + years - begin) / step);
  return scaleOf('year', steps, (index) => monthNumber(begin + index * step, 0));
}

function scaleOf(unit: TimeScale['unit'], steps: number, at: (index: number) => number): TimeScale {
  return { unit, from: at(0), to: at(steps), ticks: Array.from({ length: steps }, (_, index) => at(index)) };
}

/** The first day of a month that is counted from 0, on into the years that follow. */
function monthNumber(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month, 1) / 86_400_000;
}
