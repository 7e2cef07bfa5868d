import { isDeepStrictEqual } from 'node:util';
import type { Id, Snowflake } from '../campaign.ts';
import type { CampaignFile, FileAction, FileAnnouncement, FileDecision } from './model.ts';

export type ChangeKind = 'added' | 'changed' | 'removed';
export const fileSettings = [
  'name',
  'zone',
  'language',
  'remembrance',
  'planningDays',
  'digestWeekday',
  'digest',
  'latenessMinutes',
  'organiserRole',
  'people',
  'unanswered',
] as const;
export type FileSetting = (typeof fileSettings)[number];

/** One thing that would be different. */
export type Difference =
  | { readonly about: 'setting'; readonly setting: FileSetting; readonly from: string; readonly to: string }
  | {
      readonly about: 'channel';
      readonly change: ChangeKind;
      readonly id: Snowflake;
      readonly audience: 'public' | 'organisers';
    }
  | {
      readonly about: 'action' | 'announcement';
      readonly change: ChangeKind;
      /** Null for a new one that the file gives none. */
      readonly id: Id | null;
      /** Where it stands in the wanted file; -1 for one that is not there. */
      readonly index: number;
      readonly title: string;
    }
  | {
      readonly about: 'decision';
      readonly change: ChangeKind;
      readonly decision: FileDecision;
      /** The title of the action or announcement that it is about. */
      readonly title: string;
    };

/**
 * The wanted file with the ids of what the current one has already: what has the same id is the same, and else what
 * has the same title.
 */
export function aligned(current: CampaignFile, wanted: CampaignFile): CampaignFile {
  const ids = new Map<Id, Id>();
  const actions = matched(current.actions, wanted.actions, ids);
  const announcements = matched(current.announcements, wanted.announcements, ids);
  return {
    ...wanted,
    actions,
    announcements,
    calendar: wanted.calendar.map((decision) => ({
      ...decision,
      about: ids.get(decision.about) ?? decision.about,
    })),
  };
}

function matched<Entry extends FileAction | FileAnnouncement>(
  current: readonly Entry[],
  wanted: readonly Entry[],
  ids: Map<Id, Id>,
): Entry[] {
  const known = new Set(current.map(({ id }) => id));
  const taken = new Set(wanted.map(({ id }) => id).filter((id) => known.has(id)));
  return wanted.map((entry) => {
    if (entry.id !== null && known.has(entry.id)) return entry;
    const same = current.find(
      (one) => !taken.has(one.id) && nameOf(one) !== '' && nameOf(one) === nameOf(entry),
    );
    if (same?.id === undefined || same.id === null) return entry;
    taken.add(same.id);
    if (entry.id !== null) ids.set(entry.id, same.id);
    return { ...entry, id: same.id };
  });
}

/** What an action or announcement is called, also as long as it is a draft. */
export function nameOf(entry: FileAction | FileAnnouncement): string {
  if (entry.title.trim() !== '' || !('typed' in entry)) return entry.title.trim();
  return entry.typed?.title.trim() ?? '';
}

/**
 * What would be different if the current file became the wanted one.
 *
 * @param current null when there is nothing yet
 * @param wanted {@link aligned} with it
 */
export function differences(current: CampaignFile | null, wanted: CampaignFile): readonly Difference[] {
  return [
    ...(current === null ? [] : settingDifferences(current, wanted)),
    ...channelDifferences(current, wanted),
    ...entryDifferences('action', current?.actions ?? [], wanted.actions),
    ...entryDifferences('announcement', current?.announcements ?? [], wanted.announcements),
    ...decisionDifferences(current, wanted),
  ];
}

/** The settings of a file by name. */
export function settingsOf(file: CampaignFile): Readonly<Record<FileSetting, string>> {
  const { campaign, times, approvals } = file;
  return {
    name: campaign.name,
    zone: campaign.zone,
    language: campaign.language,
    remembrance: times.remembrance,
    planningDays: String(times.planningDays),
    digestWeekday: times.digestWeekday,
    digest: times.digest,
    latenessMinutes: String(times.latenessMinutes),
    organiserRole: file.organiserRole?.id ?? '',
    people: String(approvals.people),
    unanswered: approvals.unanswered,
  };
}

function settingDifferences(current: CampaignFile, wanted: CampaignFile): readonly Difference[] {
  const [from, to] = [settingsOf(current), settingsOf(wanted)];
  return fileSettings
    .filter((setting) => from[setting] !== to[setting])
    .map((setting) => ({ about: 'setting', setting, from: from[setting], to: to[setting] }));
}

function channelDifferences(current: CampaignFile | null, wanted: CampaignFile): readonly Difference[] {
  const there = new Map(
    (current?.channels ?? []).map((channel) => [`${channel.audience} ${channel.id}`, channel]),
  );
  const listed = new Set(wanted.channels.map(({ audience, id }) => `${audience} ${id}`));
  const said = (channel: CampaignFile['channels'][number]) => [
    channel.language,
    [...channel.gets].toSorted(),
    channel.ping?.role.id,
    [...(channel.ping?.for ?? [])].toSorted(),
  ];
  return [
    ...wanted.channels.flatMap((channel): Difference[] => {
      const { audience, id } = channel;
      const before = there.get(`${audience} ${id}`);
      if (before && isDeepStrictEqual(said(before), said(channel))) return [];
      return [{ about: 'channel', change: before ? 'changed' : 'added', id, audience }];
    }),
    ...[...there]
      .filter(([key]) => !listed.has(key))
      .map(([, { id, audience }]): Difference => ({ about: 'channel', change: 'removed', id, audience })),
  ];
}

function entryDifferences<Entry extends FileAction | FileAnnouncement>(
  about: 'action' | 'announcement',
  current: readonly Entry[],
  wanted: readonly Entry[],
): readonly Difference[] {
  const there = new Map(current.map((entry) => [entry.id, entry]));
  const listed = new Set(wanted.map(({ id }) => id));
  return [
    ...wanted.flatMap((entry, index): Difference[] => {
      const before = entry.id === null ? undefined : there.get(entry.id);
      if (before && isDeepStrictEqual(told(before), told(entry))) return [];
      return [{ about, change: before ? 'changed' : 'added', id: entry.id, index, title: nameOf(entry) }];
    }),
    ...current
      // What is closed may have had no room in the file.
      .filter((entry) => !listed.has(entry.id) && entry.state !== 'closed')
      .map((entry): Difference => ({
        about,
        change: 'removed',
        id: entry.id,
        index: -1,
        title: nameOf(entry),
      })),
  ];
}

/** What people decided about an entry: when that was is no difference. */
function told(entry: FileAction | FileAnnouncement): object {
  const moments = new Set(['created', 'published', 'changed', 'reachedGoal', 'closed']);
  return Object.fromEntries(
    Object.entries(entry)
      .filter(([name]) => !moments.has(name))
      .map(([name, value]: [string, unknown]) =>
        (name === 'when' || name === 'ends') && typeof value === 'string'
          ? [name, Date.parse(value)]
          : [name, value],
      ),
  );
}

function decisionDifferences(current: CampaignFile | null, wanted: CampaignFile): readonly Difference[] {
  const there = new Map((current?.calendar ?? []).map((decision) => [keyOf(decision), decision]));
  const listed = new Set(wanted.calendar.map(keyOf));
  const titles = new Map(
    [current, wanted].flatMap((file) =>
      [...(file?.actions ?? []), ...(file?.announcements ?? [])].map(
        (entry) => [entry.id, nameOf(entry)] as const,
      ),
    ),
  );
  const titleOf = ({ about }: FileDecision): string => titles.get(about) ?? '';
  const said = ({ movedTo, skipped, note }: FileDecision) => [movedTo, skipped, note];
  return [
    ...wanted.calendar.flatMap((decision): Difference[] => {
      const before = there.get(keyOf(decision));
      if (before && isDeepStrictEqual(said(before), said(decision))) return [];
      return [
        { about: 'decision', change: before ? 'changed' : 'added', decision, title: titleOf(decision) },
      ];
    }),
    ...[...there.values()]
      .filter((decision) => !listed.has(keyOf(decision)) && !decision.over && says(decision))
      .map((decision): Difference => ({
        about: 'decision',
        change: 'removed',
        decision,
        title: titleOf(decision),
      })),
  ];
}

/** Whether it makes any difference: what was decided and taken back again does not. */
function says({ movedTo, skipped, note }: FileDecision): boolean {
  return movedTo !== null || skipped || note !== null;
}

function keyOf({ purpose, about, slot }: FileDecision): string {
  return [purpose, about, slot].join(' ');
}
