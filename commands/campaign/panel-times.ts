import { defaultSchedules } from '../../campaigns/calendar/defaults.ts';
import type { Campaign, CampaignTimes } from '../../campaigns/campaign.ts';
import type { Consequences } from '../../campaigns/ports/settings.ts';
import type { Saved } from '../../campaigns/saved.ts';
import { readTimeOfDay } from '../../campaigns/typed-time/time-of-day.ts';
import {
  timesForm,
  timesPage,
  timesProblems,
  typedTimes,
  typedTimesLength,
  zoneForm,
  type TypedTimes,
} from '../../messages/campaigns/panel-times.ts';
import { customId, routes } from '../../messages/campaigns/routes.ts';
import { typed as shown } from '../../messages/text.ts';
import type { Asker, Deps, Handler, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';
import { changeOf } from './panel.ts';
import { savedOf } from './saving.ts';
import { claimOnce } from './server.ts';
import { campaignPressed } from './which.ts';
import { zoneMeant } from './zone.ts';

const fields = ['remembrance', 'days', 'weekday', 'digest', 'lateness'] as const;

/** Opens the form, with what was typed before when there is any: `times-form:<campaign>:<version>[:<typed>]`. */
const openTimes: Handler = {
  route: routes.timesForm,
  needs: 'organiser',
  run: async ({ args: [id, version, packed] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    const change = changeOf(campaign, version, asker, deps);
    const before = (packed === undefined ? null : unpack(packed)) ?? typedTimes(campaign.times);
    return { kind: 'form', form: timesForm(campaign.id, change.version, before, asker.speech) };
  },
};

/** The form was submitted: `times-save:<campaign>:<version>`. */
const saveTimes: Handler = {
  route: routes.timesSave,
  needs: 'organiser',
  run: async ({ args: [id, version], fields: given }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    const change = changeOf(campaign, version, asker, deps);
    const typed: TypedTimes = {
      remembrance: given['remembrance'] ?? '',
      days: given['days'] ?? '',
      weekday: given['weekday'] ?? '',
      digest: given['digest'] ?? '',
      lateness: given['lateness'] ?? '',
    };
    const { times, problems } = read(typed, campaign.times, asker);
    if (problems.length > 0) {
      const again = customId('timesForm', campaign.id, change.version, ...pack(typed));
      return { kind: 'update', answer: timesProblems(campaign, problems, typed, again, asker.speech) };
    }
    await claimOnce(asker, deps);
    const next = { ...campaign, times };
    const saved = await deps.store.settings.change(change, { times }, consequences(next, deps));
    return saidSaved(saved, asker);
  },
};

/** Opens the form of the zone: `zone-form:<campaign>:<version>`. */
const openZone: Handler = {
  route: routes.zoneForm,
  needs: 'organiser',
  run: async ({ args: [id, version] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    const change = changeOf(campaign, version, asker, deps);
    const form = zoneForm({ ...campaign, version: change.version }, campaign.zone, asker.speech);
    return { kind: 'form', form };
  },
};

/** The form was submitted: `zone-save:<campaign>:<version>`. */
const saveZone: Handler = {
  route: routes.zoneSave,
  needs: 'organiser',
  run: async ({ args: [id, version], fields: { zone: typed = '' } }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    const change = changeOf(campaign, version, asker, deps);
    const zone = zoneMeant(typed);
    await claimOnce(asker, deps);
    const next = { ...campaign, zone };
    const saved = await deps.store.settings.change(change, { zone }, consequences(next, deps));
    return saidSaved(saved, asker);
  },
};

export const timesHandlers: readonly Handler[] = [openTimes, saveTimes, openZone, saveZone];

/** What a campaign posts by itself at its times; nothing is planned anew while its pack is not there. */
function consequences({ pack: packId, zone, times }: Campaign, { library }: Deps): Consequences {
  const record = library.shelf(packId)?.record;
  if (record === undefined) throw new UserError('campaign.errors.packGone');
  return { schedules: defaultSchedules(record, zone, times) };
}

function saidSaved(saved: Saved<Campaign> | 'taken', { speech }: Asker): Reply {
  if (saved === 'taken') throw new Error('no name was changed');
  return { kind: 'update', answer: timesPage(savedOf(saved), speech, speech.t('panel.saved')) };
}

function read(
  typed: TypedTimes,
  before: CampaignTimes,
  { speech }: Asker,
): { readonly times: CampaignTimes; readonly problems: readonly string[] } {
  const remembrance = timeOf(typed.remembrance);
  const digest = timeOf(typed.digest);
  const planningDays = numberOf(typed.days, 60);
  const hours = numberOf(typed.lateness, 168);
  const digestWeekday = numberOf(typed.weekday, 7) ?? before.digestWeekday;
  const wrong = (key: 'wrongTime' | 'wrongDays' | 'wrongHours', text: string): string =>
    speech.t(`panel.times.${key}`, { text: shown(text) });
  // What was not touched stays as it is, to the minute.
  const untouched = typed.lateness.trim() === typedTimes(before).lateness;
  return {
    times: {
      remembrance: remembrance ?? before.remembrance,
      planningDays: planningDays ?? before.planningDays,
      digestWeekday,
      digest: digest ?? before.digest,
      latenessMinutes: untouched || hours === null ? before.latenessMinutes : hours * 60,
    },
    problems: [
      ...(remembrance === null ? [wrong('wrongTime', typed.remembrance)] : []),
      ...(planningDays === null ? [wrong('wrongDays', typed.days)] : []),
      ...(digest === null ? [wrong('wrongTime', typed.digest)] : []),
      ...(hours === null ? [wrong('wrongHours', typed.lateness)] : []),
    ],
  };
}

/** `HH:MM`; null when it is no time of day. */
function timeOf(text: string): string | null {
  return readTimeOfDay(text.trim().toLowerCase())?.toString({ smallestUnit: 'minute' }) ?? null;
}

function numberOf(text: string, most: number): number | null {
  const number = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : null;
}

/** What was typed, as a part of a custom id; none when it does not fit there. */
function pack(typed: TypedTimes): readonly string[] {
  const packed = fields.map((field) => encodeURIComponent(typed[field].toWellFormed())).join('~');
  return packed.length <= 60 ? [packed] : [];
}

function unpack(packed: string): TypedTimes | null {
  try {
    const [remembrance, days, weekday, digest, lateness] = packed
      .split('~')
      .map((part) => decodeURIComponent(part).slice(0, typedTimesLength));
    if (lateness === undefined) return null;
    return {
      remembrance: remembrance ?? '',
      days: days ?? '',
      weekday: weekday ?? '',
      digest: digest ?? '',
      lateness,
    };
  } catch {
    return null;
  }
}
