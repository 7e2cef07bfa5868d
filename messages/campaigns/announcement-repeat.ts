import { Temporal } from 'temporal-polyfill';
import { usualHour, type Announcement } from '../../campaigns/announcement.ts';
import { inZone, readWall } from '../../campaigns/calendar/wall-time.ts';
import type { Campaign, Id } from '../../campaigns/campaign.ts';
import type { Form } from '../payload.ts';
import { dayName } from '../posts/moments.ts';
import type { Speech } from '../words.ts';
import { choiceField, formWith, textField } from './form.ts';
import { nameOfWeekday, typedMoment, yourTime } from './moments.ts';
import { customId } from './routes.ts';

/** How an announcement can come again, as the form names it. */
export const repeatKinds = ['none', 'weekly', 'monthly', 'yearly'] as const;
export const tones = ['plain', 'mourning'] as const;
/** How many days before a day of memory a post can go out. */
export const leadDays = [0, 1, 2, 3, 5, 7, 10, 14, 21, 30] as const;
/** What can be typed as a day, in characters. */
const dayLength = 100;

const kindWords = {
  none: 'announce.repeatForm.kinds.none',
  weekly: 'announce.repeatForm.kinds.weekly',
  monthly: 'announce.repeatForm.kinds.monthly',
  yearly: 'announce.repeatForm.kinds.yearly',
} as const;
const toneWords = {
  plain: 'announce.repeatForm.tones.plain',
  mourning: 'announce.repeatForm.tones.mourning',
} as const;

/** Whether it comes again and how; for a day of memory also since when and how long before; and in which tone. */
export function repeatForm(
  {
    id,
    version,
    repeat,
    mourning,
  }: Pick<Announcement, 'version' | 'repeat' | 'mourning'> & {
    readonly id: Id;
  },
  speech: Speech,
): Form {
  const yearly = repeat?.kind === 'yearly' ? repeat : null;
  return formWith(customId('announcementRepeatForm', id, version), speech.t('announce.repeatForm.heading'), [
    choiceField({
      id: 'repeat',
      label: speech.t('announce.repeatForm.kind'),
      hint: speech.t('announce.repeatForm.kindHint'),
      required: true,
      options: repeatKinds.map((value) => ({ value, label: speech.t(kindWords[value]) })),
      chosen: [repeat?.kind ?? 'none'],
    }),
    textField({
      id: 'of',
      label: speech.t('announce.repeatForm.of'),
      hint: speech.t('announce.repeatForm.ofHint'),
      value: yearly?.of ?? yearly?.typed ?? '',
      required: false,
      maxLength: dayLength,
    }),
    choiceField({
      id: 'lead',
      label: speech.t('announce.repeatForm.lead'),
      required: true,
      options: leadDays.map((count) => ({
        value: String(count),
        label:
          count === 0
            ? speech.t('announce.repeatForm.onTheDay')
            : speech.t('announce.repeatForm.before', { count }),
      })),
      chosen: [String(yearly?.leadDays ?? 0)],
    }),
    choiceField({
      id: 'tone',
      label: speech.t('announce.repeatForm.tone'),
      required: true,
      options: tones.map((value) => ({ value, label: speech.t(toneWords[value]) })),
      chosen: [mourning ? 'mourning' : 'plain'],
    }),
  ]);
}

/** How it comes again, and when it goes out the next times. */
export function repeatText(
  { at, repeat }: Pick<Announcement, 'at' | 'repeat'>,
  { zone }: Campaign,
  next: readonly string[],
  speech: Speech,
): string {
  const time = at?.slice('YYYY-MM-DDT'.length) ?? usualHour;
  const times = speech.t('announce.repeat.next', {
    times: next.map((wall) => momentOf(wall, zone, speech)).join('; '),
  });
  const how = howText(at, repeat, time, speech);
  return [how, ...(next.length > 0 ? [times] : [])].join(' ');
}

function howText(at: string | null, repeat: Announcement['repeat'], time: string, speech: Speech): string {
  if (repeat?.kind === 'yearly') {
    const of = repeat.of === null ? repeat.typed : dayName(Temporal.PlainDate.from(repeat.of), speech);
    return repeat.leadDays === 0
      ? speech.t('announce.repeat.yearly', { of, time })
      : speech.t('announce.repeat.lead', { count: repeat.leadDays, of, time });
  }
  if (repeat === null || at === null) return '';
  const { dayOfWeek, day } = readWall(at);
  return repeat.kind === 'weekly'
    ? speech.t('announce.repeat.weekly', { weekday: nameOfWeekday(dayOfWeek, speech), time })
    : speech.t('announce.repeat.monthly', { day, time });
}

function momentOf(wall: string, zone: string, speech: Speech): string {
  const instant = inZone(readWall(wall), zone).toInstant();
  return speech.t('announce.repeat.moment', {
    moment: typedMoment(instant, zone, speech),
    yours: yourTime(instant),
  });
}
