import { Temporal } from 'temporal-polyfill';
import { takesPlace } from '../action/action.ts';
import { ruleOf } from '../announcement.ts';
import type { CampaignFile, FileAnnouncement, FilePicture } from './model.ts';
import { whereOf } from './issue.ts';
import { problem, type FileProblem, type FileProblemKind } from './problem.ts';

/** What is wrong between the parts of a file, each of which is as it should be. */
export function brokenReferences(
  file: CampaignFile,
  pictures: readonly FilePicture[],
  lineOf: (path: readonly PropertyKey[]) => number,
): readonly FileProblem[] {
  const found: FileProblem[] = [];
  const tell = (kind: FileProblemKind, path: readonly PropertyKey[], value = ''): void =>
    void found.push(problem(kind, { line: lineOf(path), where: whereOf(path), found: value }));

  const organisers = file.channels.filter(({ audience }) => audience === 'organisers').length;
  if (organisers !== 1 || organisers === file.channels.length) tell('audience', ['channels']);
  once(
    file.channels.map(({ id }) => id),
    (id, index) => tell('twice', ['channels', index, 'id'], id),
  );
  once(
    [...file.actions, ...file.announcements].map(({ id }) => id),
    (id, index) => {
      const more = index - file.actions.length;
      tell('twice', more < 0 ? ['actions', index, 'id'] : ['announcements', more, 'id'], id);
    },
  );
  once(
    file.calendar.map(({ purpose, about, slot }) => [purpose, about, slot].join(' ')),
    (_key, index) => tell('twice', ['calendar', index, 'slot'], file.calendar[index]?.slot),
  );

  for (const [index, action] of file.actions.entries()) {
    if (action.state !== 'draft' && action.title.trim() === '') tell('untitled', ['actions', index]);
    if (action.ends === null) continue;
    const ended = action.when !== null && isBefore(action.when, action.ends) && takesPlace(action);
    if (!ended) tell('ends', ['actions', index, 'ends'], action.ends);
  }
  const publicChannels = new Set(
    file.channels.filter(({ audience }) => audience === 'public').map(({ id }) => id),
  );
  for (const [index, announcement] of file.announcements.entries()) {
    const path = ['announcements', index];
    for (const [place, id] of (announcement.channels ?? []).entries()) {
      if (!publicChannels.has(id)) tell('channel', [...path, 'channels', place], id);
    }
    const { picture } = announcement;
    if (picture !== null && picture.file !== null && !pictures.some(({ name }) => name === picture.file)) {
      tell('picture', [...path, 'picture', 'file'], picture.file);
    }
    if (announcement.state !== 'scheduled') continue;
    if (!hasTime(announcement)) tell('no-time', path);
    else if (announcement.title.trim() === '' || announcement.text.trim() === '') tell('untitled', path);
  }
  for (const [index, { purpose, about }] of file.calendar.entries()) {
    if (!isThere(file, purpose, about)) tell('subject', ['calendar', index], about);
  }
  return found;
}

/** Whether it is known when it goes out: "as soon as it is confirmed" is none in a file. */
function hasTime(announcement: FileAnnouncement): boolean {
  if (announcement.repeat === null) return announcement.at !== null;
  return ruleOf(announcement, '2000-01-01T00:00') !== null;
}

/** Whether a file itself has what a decision is about. Days of memory are those of the pack, which it does not have. */
function isThere(file: CampaignFile, purpose: string, about: string): boolean {
  switch (purpose) {
    case 'digest':
      return about === '';
    case 'reminder':
      return file.actions.some(({ id }) => id === about);
    case 'announcement':
      return file.announcements.some(({ id }) => id === about);
    default:
      return about !== '';
  }
}

function once<Key>(keys: readonly (Key | null)[], again: (key: Key, index: number) => void): void {
  const seen = new Set<Key>();
  for (const [index, key] of keys.entries()) {
    if (key === null) continue;
    if (seen.has(key)) again(key, index);
    seen.add(key);
  }
}

function isBefore(one: string, other: string): boolean {
  return Temporal.Instant.from(one).epochMilliseconds < Temporal.Instant.from(other).epochMilliseconds;
}
