import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { actionKinds } from '../action/action.ts';
import { actionLengths } from '../action/parse.ts';
import { TypedAction } from '../action/typed.ts';
import { usableLink } from '../action/where.ts';
import { readWall } from '../calendar/wall-time.ts';
import { publicPurposes } from '../schedule.ts';
import { fileLimits, fileYears } from './limits.ts';

/** The version of the format. Another one is refused, and not guessed at. */
export const fileFormat = 1;

/** Days of the week as a file names them, Monday first. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** What is wrong with a value, as a code that words are found for; zod carries it as a message. */
export const wrong = {
  id: 'id',
  day: 'day',
  wall: 'wall',
  time: 'time',
  moment: 'moment',
  years: 'years',
  link: 'link',
  language: 'language',
  opaque: 'opaque',
  blank: 'blank',
  picture: 'picture',
} as const;

const text = (max: number) => z.string().max(max);
const said = (max: number) => text(max).refine((value) => value.trim() !== '', wrong.blank);
/** Discord's ids, which are too long for a number. */
const Snowflake = z.string().regex(/^[1-9]\d{0,19}$/, wrong.id);
const OpaqueId = z.string().regex(/^[\w-]{16}$/, wrong.opaque);
export const FileLanguage = z.string().regex(/^[a-z]{2,3}$/, wrong.language);
const Time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, wrong.time);

const inRange = (year: number): boolean => year >= fileYears.first && year <= fileYears.last;
const Wall = z.string().superRefine((value, context) => {
  try {
    if (!inRange(readWall(value).year)) context.addIssue(wrong.years);
  } catch {
    context.addIssue(wrong.wall);
  }
});
/** A moment with its offset, such as `2026-11-22T18:00:00-05:00`. */
const Moment = z.string().superRefine((value, context) => {
  try {
    if (!inRange(Temporal.Instant.from(value).toZonedDateTimeISO('UTC').year)) context.addIssue(wrong.years);
  } catch {
    context.addIssue(wrong.moment);
  }
});
const Day = z.iso.date(wrong.day);

const Role = z.strictObject({ id: Snowflake, name: text(100).default('') });
const purposes = z.array(z.enum(publicPurposes)).max(publicPurposes.length);

const Channel = z.strictObject({
  id: Snowflake,
  name: text(100).default(''),
  audience: z.enum(['public', 'organisers']),
  language: FileLanguage,
  /** Which posts a public channel gets. */
  gets: purposes.default([]),
  ping: z.strictObject({ role: Role, for: purposes }).nullable().default(null),
});

/** What was decided about one post of the calendar. */
const Decision = z.strictObject({
  purpose: z.enum([...publicPurposes, 'planning-note']),
  /** The event, action or announcement that it is about; empty for a digest. */
  about: text(100).default(''),
  /** When it was first meant to be, as the clock on the wall shows it. */
  slot: Wall,
  movedTo: Wall.nullable().default(null),
  skipped: z.boolean().default(false),
  note: said(1_000).nullable().default(null),
  /** It was posted ahead of its time, or its time passed: it does not come again. */
  over: z.boolean().default(false),
});

const Count = z.number().finite().min(0).max(1_000_000_000);
const Action = z.strictObject({
  id: OpaqueId.nullable().default(null),
  kind: z.enum(actionKinds),
  state: z.enum(['draft', 'open', 'closed']),
  title: text(actionLengths.title).default(''),
  text: text(actionLengths.text).default(''),
  link: text(1_000)
    .refine((value) => usableLink(value) !== null, wrong.link)
    .nullable()
    .default(null),
  place: said(actionLengths.where).nullable().default(null),
  placeOnRequest: z.boolean().default(false),
  /** When it begins, or the last moment to take part. */
  when: Moment.nullable().default(null),
  ends: Moment.nullable().default(null),
  goal: Count.refine((value) => value > 0)
    .nullable()
    .default(null),
  unit: said(actionLengths.unit).nullable().default(null),
  reached: Count.nullable().default(null),
  pledges: z.boolean().default(false),
  reminderHours: z.int().min(1).max(1_000).nullable().default(null),
  /** What was typed and is not published: letter for letter. */
  typed: TypedAction.nullable().default(null),
  created: Moment.nullable().default(null),
  published: Moment.nullable().default(null),
  changed: Moment.nullable().default(null),
  reachedGoal: Moment.nullable().default(null),
  closed: Moment.nullable().default(null),
});

const titleLength = 150;
const textLength = 1_800;
const Translation = z.strictObject({ title: text(titleLength), text: text(textLength) });
const Repeat = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('weekly') }),
  z.strictObject({ kind: z.literal('monthly') }),
  z.strictObject({
    kind: z.literal('yearly'),
    /** The day that is remembered. */
    of: Day.nullable().default(null),
    typed: text(100).default(''),
    leadDays: z.int().min(0).max(60).default(0),
    /** Where it stood before any announcement could mourn. */
    mourning: z.boolean().exactOptional(),
  }),
]);
const AnnouncementEntry = z.strictObject({
  id: OpaqueId.nullable().default(null),
  state: z.enum(['draft', 'scheduled']),
  title: text(titleLength),
  text: text(textLength),
  at: Wall.nullable().default(null),
  whenTyped: text(100).default(''),
  repeat: Repeat.nullable().default(null),
  mourning: z.boolean().default(false),
  /** Discord's ids of the channels above that get it; none named: all that get announcements. */
  channels: z.array(Snowflake).min(1).max(fileLimits.channels).nullable().default(null),
  translations: z.record(FileLanguage, Translation).default({}),
  /** Its bytes stand in a document of their own at the end, by this name; null: they are not in the file. */
  picture: z
    .strictObject({
      file: z
        .string()
        .regex(/^picture-\d{1,3}$/, wrong.picture)
        .nullable(),
      alt: said(1_000),
    })
    .nullable()
    .default(null),
  crosspost: z.boolean().default(false),
});
const Announcement = AnnouncementEntry.transform(({ repeat, mourning, ...rest }) => ({
  ...rest,
  repeat: repeat === null ? null : withoutTone(repeat),
  mourning: mourning || (repeat?.kind === 'yearly' && repeat.mourning === true),
}));

function withoutTone(repeat: z.infer<typeof Repeat>) {
  if (repeat.kind !== 'yearly') return repeat;
  const { mourning: _, ...yearly } = repeat;
  return yearly;
}

/** Everything that organisers decided about a campaign. Nothing of it says who they or any members are. */
export const CampaignFile = z.strictObject({
  format: z.literal(fileFormat),
  campaign: z.strictObject({
    name: said(60),
    pack: said(100),
    zone: said(100),
    language: FileLanguage,
  }),
  times: z.strictObject({
    remembrance: Time,
    planningDays: z.int().min(1).max(60),
    digestWeekday: z.enum(weekdays),
    digest: Time,
    latenessMinutes: z
      .int()
      .min(1)
      .max(7 * 24 * 60),
  }),
  approvals: z
    .strictObject({
      people: z.int().min(0).max(2),
      unanswered: z.enum(['hold', 'post', 'skip']),
    })
    .default({ people: 0, unanswered: 'hold' }),
  organiserRole: Role.nullable().default(null),
  channels: z.array(Channel).min(2).max(fileLimits.channels),
  calendar: z.array(Decision).max(fileLimits.decisions).default([]),
  actions: z.array(Action).max(fileLimits.actions).default([]),
  announcements: z.array(Announcement).max(fileLimits.announcements).default([]),
});
export type CampaignFile = z.infer<typeof CampaignFile>;
export type FileChannel = CampaignFile['channels'][number];
export type FileDecision = CampaignFile['calendar'][number];
export type FileAction = CampaignFile['actions'][number];
export type FileAnnouncement = CampaignFile['announcements'][number];

/** The bytes of a picture of an announcement, by the name that the announcement gives. */
export interface FilePicture {
  readonly name: string;
  readonly bytes: Uint8Array;
}
