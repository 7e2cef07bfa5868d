import { Temporal } from 'temporal-polyfill';
import type { PackRecord } from '../../content/record.ts';
import type { Override, Purpose, Schedule } from '../schedule.ts';
import { expand } from './expand.ts';
import { anniversaryIn } from './rule.ts';

/** An override, and whose slot it stands on. */
export type CampaignOverride = Override & { readonly purpose: Purpose; readonly subject: string };

/** Where the days of mourning of a campaign come from: its pack, and what its organisers announce. */
export interface Mourning {
  /** Null when the pack is not loaded: then none of its days is known. */
  readonly record: PackRecord | null;
  /** Schedules of the campaign. Those that are off, as of a draft or of what was withdrawn, say nothing. */
  readonly schedules: readonly Pick<Schedule, 'purpose' | 'subject' | 'rule' | 'zone' | 'enabled'>[];
  readonly overrides: readonly CampaignOverride[];
}

/**
 * Whether a day is a day of mourning of a campaign.
 *
 * - Of an event of the pack, and of a group's own day of memory: that day itself and its anniversaries, whatever
 *   becomes of their posts. One that goes out days before makes no other day of it. An event that is not known to
 *   the day has no such day, and none is made up.
 * - Of any other announcement that mourns: the day on which it goes out, after a move; none when it is skipped.
 *
 * It is one of the whole campaign, whichever of its channels get the post: a digest is the same for all of them.
 */
export function mourningDays({
  record,
  schedules,
  overrides,
}: Mourning): (day: Temporal.PlainDate) => boolean {
  const mourned = schedules.filter(({ enabled, rule }) => enabled && rule.mourned === true);
  const ofPack = (record?.remembered() ?? [])
    .filter(({ remember }) => remember.as === 'mourning')
    .map(({ date }) => date.first);
  const ofGroup = mourned.flatMap(({ rule }) => (rule.kind === 'yearly' ? [rule.of] : []));
  const days = [...ofPack, ...ofGroup].map((day) => Temporal.PlainDate.from(day));
  const others = mourned
    .filter(({ rule }) => rule.kind !== 'yearly')
    .map((schedule) => ({ schedule, overrides: overridesOf(schedule, overrides) }));
  // The month first: this is asked of every day of a calendar.
  return (day) =>
    days.some(
      (of) => day.month === of.month && day.year >= of.year && anniversaryIn(day.year, of).equals(day),
    ) || others.some((one) => goesOutOn(day, one));
}

/** What stands about the slots of one schedule. */
export function overridesOf<Standing extends CampaignOverride>(
  schedule: Pick<Schedule, 'purpose' | 'subject'>,
  overrides: readonly Standing[],
): readonly Standing[] {
  return overrides.filter(
    ({ purpose, subject }) => purpose === schedule.purpose && subject === schedule.subject,
  );
}

/** Whether something of a schedule is posted on that day in its zone, or was. */
function goesOutOn(
  day: Temporal.PlainDate,
  {
    schedule,
    overrides,
  }: { readonly schedule: Mourning['schedules'][number]; readonly overrides: readonly Override[] },
): boolean {
  const from = day.toZonedDateTime(schedule.zone).toInstant();
  const until = day.add({ days: 1 }).toZonedDateTime(schedule.zone).toInstant();
  return expand(schedule, { from, until }, { overrides }).some(({ dropped }) => dropped !== 'skipped');
}
