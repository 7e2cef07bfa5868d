import { Temporal } from 'temporal-polyfill';
import type { PackRecord } from '../../content/record.ts';
import type { Action } from '../action/action.ts';
import { parseAction } from '../action/parse.ts';
import type { Announcement } from '../announcement.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import { writeWall } from '../calendar/wall-time.ts';
import type { Campaign, CampaignChannel, Id, Snowflake } from '../campaign.ts';
import type { StandingSlot } from '../ports/slots.ts';
import type { Schedule } from '../schedule.ts';
import { fileLimits } from './limits.ts';
import {
  fileFormat,
  weekdays,
  type CampaignFile,
  type FileAction,
  type FileAnnouncement,
  type FileChannel,
  type FileDecision,
} from './model.ts';

/** Everything that a file is made of. */
export interface CampaignParts {
  readonly campaign: Campaign;
  readonly channels: readonly CampaignChannel[];
  readonly schedules: readonly Schedule[];
  readonly standing: readonly StandingSlot[];
  /** Drafts, open and closed ones. */
  readonly actions: readonly Action[];
  /** Drafts and what is scheduled. */
  readonly announcements: readonly Announcement[];
  /** Null when the pack is not loaded. */
  readonly record: PackRecord | null;
  readonly now: Temporal.Instant;
  /** What channels and roles are called, by Discord's id. */
  readonly names: ReadonlyMap<Snowflake, string>;
  /** The names in the file of pictures whose bytes are in it, by announcement. */
  readonly pictures: ReadonlyMap<Id, string>;
}

/** No period is longer than a year: what is older decides about nothing that lies ahead. */
const daysBack = 400;
const yearsAhead = 2;

/** A campaign as a file holds it. The same campaign comes to the same file, in the same order. */
export function fileOf(parts: CampaignParts): CampaignFile {
  const { campaign, names } = parts;
  const { times } = campaign;
  const actions = chosenActions(parts.actions);
  const announcements = parts.announcements
    .toSorted((a, b) => compare(a.title, b.title) || compare(a.id, b.id))
    .slice(0, fileLimits.announcements);
  const role = (id: Snowflake) => ({ id, name: named(names, id) });
  return {
    format: fileFormat,
    campaign: { name: campaign.name, pack: campaign.pack, zone: campaign.zone, language: campaign.language },
    times: {
      remembrance: times.remembrance,
      planningDays: times.planningDays,
      digestWeekday: weekdays[times.digestWeekday - 1] ?? 'monday',
      digest: times.digest,
      latenessMinutes: times.latenessMinutes,
    },
    approvals: { people: campaign.approvals, unanswered: campaign.unanswered },
    organiserRole: campaign.organiserRole === null ? null : role(campaign.organiserRole),
    channels: parts.channels
      .toSorted((a, b) => compare(b.audience, a.audience) || compare(a.channelId, b.channelId))
      .map((channel): FileChannel => ({
        id: channel.channelId,
        name: named(names, channel.channelId),
        audience: channel.audience,
        language: channel.language,
        gets: [...channel.gets],
        ping: channel.ping && { role: role(channel.ping.role), for: [...channel.ping.for] },
      })),
    calendar: decisionsOf(parts, new Set([...actions, ...announcements].map(({ id }) => id))),
    actions: actions.map((action) => actionOf(action, parts)),
    announcements: announcements.map((announcement) => announcementOf(announcement, parts)),
  };
}

function named(names: ReadonlyMap<Snowflake, string>, id: Snowflake): string {
  return (names.get(id) ?? '').slice(0, 100);
}

/** What is not over first; of what is closed, the newest, as long as there is room. */
function chosenActions(all: readonly Action[]): readonly Action[] {
  const age = (one: Action, other: Action) =>
    Temporal.Instant.compare(one.createdAt, other.createdAt) || compare(one.id, other.id);
  const closed = all.filter(({ state }) => state === 'closed').toSorted((a, b) => age(b, a));
  return [...all.filter(({ state }) => state === 'draft' || state === 'open').toSorted(age), ...closed]
    .slice(0, fileLimits.actions)
    .toSorted(age);
}

function actionOf(action: Action, { campaign: { zone }, now }: CampaignParts): FileAction {
  const moment = (at: Temporal.Instant | null) => (at === null ? null : at.toString({ timeZone: zone }));
  const { typed } = action;
  return {
    id: action.id,
    kind: action.kind,
    state: action.state === 'discarded' ? 'draft' : action.state,
    title: action.title,
    text: action.text,
    link: action.link,
    place: action.place,
    placeOnRequest: action.placeOnRequest,
    when: moment(action.deadline),
    ends: moment(action.ends),
    goal: action.goal,
    unit: action.unit,
    reached: action.reached,
    pledges: action.pledges,
    reminderHours: action.reminderHours,
    typed: typed !== null && saysMore(action, typed, zone, now) ? typed : null,
    created: moment(action.createdAt),
    published: moment(action.publishedAt),
    changed: moment(action.contentChangedAt),
    reachedGoal: moment(action.reachedAt),
    closed: moment(action.closedAt),
  };
}

/** Whether what was typed is not what members see. */
function saysMore(
  action: Action,
  typed: NonNullable<Action['typed']>,
  zone: string,
  now: Temporal.Instant,
): boolean {
  if (action.state === 'draft') return true;
  const { content, problems } = parseAction(typed, action.kind, { zone, now });
  if (problems.some(({ kind }) => kind !== 'past' && kind !== 'far')) return true;
  const seen = (one: typeof content) =>
    JSON.stringify([
      one.title,
      one.text,
      one.link,
      one.place,
      one.placeOnRequest,
      one.goal,
      one.unit,
      one.pledges,
      one.reminderHours,
      one.deadline?.epochMilliseconds ?? null,
      one.ends?.epochMilliseconds ?? null,
    ]);
  return seen(action) !== seen(content);
}

function announcementOf(
  announcement: Announcement,
  { channels, schedules, pictures }: CampaignParts,
): FileAnnouncement {
  const { repeat, picture } = announcement;
  const rule = schedules.find(
    ({ purpose, subject }) => purpose === 'announcement' && subject === announcement.id,
  )?.rule;
  // "As soon as it is confirmed" was a minute that is over, and no wish for another one.
  const at = announcement.state === 'scheduled' && rule?.kind === 'once' ? rule.at : announcement.at;
  const chosen = channels.filter(({ id }) => announcement.channels?.includes(id)).map((one) => one.channelId);
  return {
    id: announcement.id,
    state: announcement.state === 'scheduled' ? 'scheduled' : 'draft',
    title: announcement.title,
    text: announcement.text,
    at,
    whenTyped: announcement.whenTyped,
    repeat: repeat === null ? null : { ...repeat },
    mourning: announcement.mourning,
    channels: chosen.length === 0 ? null : chosen.toSorted(compare),
    translations: Object.fromEntries(
      Object.entries(announcement.translations)
        .toSorted(([a], [b]) => compare(a, b))
        .map(([language, { title, text }]) => [language, { title, text }]),
    ),
    picture: picture && { file: pictures.get(announcement.id) ?? null, alt: picture.alt },
    crosspost: announcement.crosspost,
  };
}

function decisionsOf(parts: CampaignParts, inFile: ReadonlySet<Id>): FileDecision[] {
  const { campaign, schedules, standing, record, now } = parts;
  const there = new Set(schedules.filter(({ enabled }) => enabled).map(keyOf));
  const until = now.toZonedDateTimeISO('UTC').add({ years: yearsAhead }).toInstant();
  const over = new Set(
    calendarOf(schedules, standing, record, { from: now, until })
      .filter(({ dropped }) => dropped === 'over')
      .map((one) => `${keyOf(one)} ${one.slot}`),
  );
  const oldest = writeWall(
    now.toZonedDateTimeISO(campaign.zone).subtract({ days: daysBack }).toPlainDateTime(),
  );
  return standing
    .flatMap((one): FileDecision[] => {
      const { purpose, subject, slot, movedTo, skipped, note, version } = one;
      const isOver = over.has(`${keyOf(one)} ${slot}`);
      if (purpose === 'notice' || (version === 0 && !isOver)) return [];
      if (slot < oldest && (movedTo ?? '') < oldest) return [];
      const kept =
        purpose === 'announcement'
          ? inFile.has(subject)
          : there.has(keyOf(one)) && (purpose !== 'reminder' || inFile.has(subject));
      return kept ? [{ purpose, about: subject, slot, movedTo, skipped, note, over: isOver }] : [];
    })
    .toSorted((a, b) => compare(a.slot, b.slot) || compare(a.purpose, b.purpose) || compare(a.about, b.about))
    .slice(-fileLimits.decisions);
}

function keyOf({ purpose, subject }: { readonly purpose: string; readonly subject: string }): string {
  return `${purpose} ${subject}`;
}

/** By code units, the same on every machine. */
function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
