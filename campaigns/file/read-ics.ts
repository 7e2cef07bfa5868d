import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { actionLengths } from '../action/parse.ts';
import type { ActionListRead, ListedAction } from './action-list.ts';
import { fileLimits } from './limits.ts';
import { problem, type FileProblem } from './problem.ts';
import { textOf } from './text.ts';

/**
 * Reads events and tasks of an iCalendar file (RFC 5545) as actions: an event is a meeting, a task has until it is
 * due. Of what repeats only the first time is taken, and no rule is ever followed.
 */
export function readIcs(bytes: Uint8Array): ActionListRead {
  if (bytes.byteLength > fileLimits.list) {
    return refused([problem('large', { allowed: String(fileLimits.list / 1024) })]);
  }
  const decoded = textOf(bytes);
  if ('problem' in decoded) return refused([decoded.problem]);
  const lines = beginnings(decoded.text);
  if ('problem' in lines) return refused([lines.problem]);
  const calendar = parsed(decoded.text);
  if ('problem' in calendar) return refused([calendar.problem]);
  const parts = calendar.roots.flatMap((root) => [
    ...root.getAllSubcomponents('vevent'),
    ...root.getAllSubcomponents('vtodo'),
  ]);
  // In the file events and tasks may take turns; the lines of each are in their own order.
  const next = { vevent: 0, vtodo: 0 };
  const actions: ListedAction[] = [];
  const problems: FileProblem[] = [];
  for (const part of parts) {
    const name = part.name === 'vtodo' ? 'vtodo' : 'vevent';
    const line = lines[name][next[name]++] ?? 1;
    const action = actionOf(part, name, line);
    if ('problem' in action) problems.push(action.problem);
    else actions.push(action);
  }
  if (problems.length > 0) return refused(problems);
  return actions.length === 0 ? refused([problem('nothing')]) : { kind: 'actions', actions };
}

/** Where events and tasks begin. Counted before anything is read: a file of thousands of them is refused at once. */
function beginnings(
  text: string,
):
  | { readonly vevent: readonly number[]; readonly vtodo: readonly number[] }
  | { readonly problem: FileProblem } {
  const found = { vevent: [] as number[], vtodo: [] as number[] };
  let depth = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const [, what = '', name = ''] = /^(BEGIN|END):([\w-]{1,40})[ \t]*$/i.exec(line) ?? [];
    if (what === '') continue;
    depth += what.toUpperCase() === 'BEGIN' ? 1 : -1;
    if (depth > fileLimits.depth) {
      return { problem: problem('deep', { line: index + 1, allowed: String(fileLimits.depth) }) };
    }
    if (what.toUpperCase() !== 'BEGIN') continue;
    const kind = name.toLowerCase();
    if (kind === 'vevent' || kind === 'vtodo') found[kind].push(index + 1);
  }
  if (found.vevent.length + found.vtodo.length > fileLimits.actions) {
    return { problem: problem('rows', { allowed: String(fileLimits.actions) }) };
  }
  return found;
}

function parsed(
  text: string,
): { readonly roots: readonly ICAL.Component[] } | { readonly problem: FileProblem } {
  try {
    const read: unknown = ICAL.parse(text);
    if (!Array.isArray(read) || read.length === 0) return { problem: problem('ics') };
    // One calendar, or a list of them.
    const all: readonly unknown[] = typeof read[0] === 'string' ? [read] : read;
    return { roots: all.flatMap((one) => (Array.isArray(one) ? [new ICAL.Component(one)] : [])) };
  } catch (error) {
    const found = error instanceof Error ? error.message.slice(0, 100) : '';
    return { problem: problem('ics', { found }) };
  }
}

function actionOf(
  part: ICAL.Component,
  name: 'vevent' | 'vtodo',
  line: number,
): ListedAction | { readonly problem: FileProblem } {
  try {
    const title = textIn(part, 'summary');
    const description = textIn(part, 'description');
    const place = textIn(part, 'location');
    const url = textIn(part, 'url');
    const over = [
      ['SUMMARY', title, actionLengths.title],
      ['DESCRIPTION', description, actionLengths.text],
      ['LOCATION', place, actionLengths.where],
      ['URL', url, actionLengths.also],
    ] as const;
    const long = over.find(([, text, most]) => text.length > most);
    if (long) return { problem: problem('long', { line, where: long[0], allowed: String(long[2]) }) };
    return {
      line,
      kind: name === 'vevent' ? 'meeting' : 'other',
      title,
      text: description,
      when: timeIn(part, name === 'vevent' ? 'dtstart' : 'due') || timeIn(part, 'dtstart'),
      end: name === 'vevent' ? timeIn(part, 'dtend') : '',
      where: place,
      also: url,
      goal: '',
      repeats: part.hasProperty('rrule') || part.hasProperty('rdate'),
    };
  } catch (error) {
    const found = error instanceof Error ? error.message.slice(0, 100) : '';
    return { problem: problem('ics', { line, found }) };
  }
}

function textIn(part: ICAL.Component, name: string): string {
  const value: unknown = part.getFirstPropertyValue(name);
  return typeof value === 'string' ? value.trim() : '';
}

/**
 * A time as it is typed: a day, a wall time, or a moment in UTC when its zone is known. A whole day that ends on the
 * next one, as calendars write it, has no end.
 */
function timeIn(part: ICAL.Component, name: string): string {
  const property = part.getFirstProperty(name);
  // As it stands in the file: the library's own times make 1 April of 32 March.
  const written: unknown = property?.toJSON()[3];
  if (property === null || typeof written !== 'string') return '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(written)) {
    return name === 'dtend' ? '' : Temporal.PlainDate.from(written, { overflow: 'reject' }).toString();
  }
  const wall = Temporal.PlainDateTime.from(written.replace(/Z$/, ''), { overflow: 'reject' });
  if (written.endsWith('Z')) return wall.toZonedDateTime('UTC').toInstant().toString();
  const zone: unknown = property.getParameter('tzid');
  const moment = typeof zone === 'string' ? inNamedZone(wall, zone) : null;
  return moment ?? wall.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

function inNamedZone(wall: Temporal.PlainDateTime, zone: string): string | null {
  try {
    return wall.toZonedDateTime(zone).toInstant().toString();
  } catch {
    return null;
  }
}

function refused(problems: readonly FileProblem[]): ActionListRead {
  return { kind: 'problems', problems };
}
