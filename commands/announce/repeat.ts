import { z } from 'zod';
import type { Repeat } from '../../campaigns/announcement.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import { readTypedDay } from '../../campaigns/typed-time/read-day.ts';
import { leadDays, repeatForm, repeatKinds, tones } from '../../messages/campaigns/announcement-repeat.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import type { Deps, Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { announcementPressed, saveChange, versionSeen } from './saving.ts';

const Fields = z.object({
  repeat: z.enum(repeatKinds),
  of: z.string().trim().max(100).default(''),
  lead: z
    .string()
    .default('0')
    .transform(Number)
    .refine((days) => leadDays.some((one) => one === days)),
  tone: z.enum(tones).default('plain'),
});
const Day = z.iso.date();

/** `announce-repeat:<id>` */
const repeat: Handler = {
  route: routes.announcementRepeat,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const { announcement } = await announcementPressed(id, asker, deps);
    return { kind: 'form', form: repeatForm(announcement, asker.speech) };
  },
};

/** `announce-repeat-form:<id>:<version>` */
const submitted: Handler = {
  route: routes.announcementRepeatForm,
  needs: 'organiser',
  run: async ({ args: [id, version], fields }, asker, deps) => {
    const found = await announcementPressed(id, asker, deps);
    const read = Fields.safeParse(fields);
    if (!read.success) throw new UserError('errors.stale');
    const { data } = read;
    const change = {
      repeat: repeatMeant(data, found.campaign, deps),
      mourning: data.tone === 'mourning',
    };
    return await saveChange(found, versionSeen(version), change, [data.of], asker, deps);
  },
};

/** One of the days that an ambiguous one can mean: `announce-day:<id>:<version>:<YYYY-MM-DD>`. */
const dayChosen: Handler = {
  route: routes.announcementDay,
  needs: 'organiser',
  run: async ({ args: [id, version, part] }, asker, deps) => {
    const found = await announcementPressed(id, asker, deps);
    const day = Day.safeParse(part);
    const { repeat: yearly } = found.announcement;
    if (!day.success || yearly?.kind !== 'yearly') throw new UserError('errors.stale');
    const read = readTypedDay(day.data, { zone: found.campaign.zone, now: deps.clock.now() });
    if (read.kind !== 'day') throw new UserError('errors.stale');
    const change = { repeat: { ...yearly, of: read.day, typed: '' } };
    return await saveChange(found, versionSeen(version), change, [], asker, deps);
  },
};

/** `announce-mourning:<id>:<version>`: the other way than it was. */
const mourning: Handler = {
  route: routes.announcementMourning,
  needs: 'organiser',
  run: async ({ args: [id, version] }, asker, deps) => {
    const found = await announcementPressed(id, asker, deps);
    const change = { mourning: !found.announcement.mourning };
    return await saveChange(found, versionSeen(version), change, [], asker, deps);
  },
};

function repeatMeant(
  { repeat: kind, of: typed, lead }: z.infer<typeof Fields>,
  { zone }: Campaign,
  { clock }: Deps,
): Repeat | null {
  if (kind === 'none') return null;
  if (kind !== 'yearly') return { kind };
  const read = readTypedDay(typed, { zone, now: clock.now() });
  const day = read.kind === 'day' ? { of: read.day, typed: '' } : { of: null, typed };
  return { kind, ...day, leadDays: lead };
}

export const repeatHandlers: readonly Handler[] = [repeat, submitted, dayChosen, mourning];
