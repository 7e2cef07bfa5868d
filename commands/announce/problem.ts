import type { Temporal } from 'temporal-polyfill';
import {
  occasionOf,
  unfitForMourning,
  usualHour,
  type Announcement,
  type AnnouncementWords,
} from '../../campaigns/announcement.ts';
import { inZone, readWall } from '../../campaigns/calendar/wall-time.ts';
import { readTypedDay } from '../../campaigns/typed-time/read-day.ts';
import { readTypedTime } from '../../campaigns/typed-time/read.ts';
import {
  previewAnswer,
  scheduledAnswer,
  type AnnouncementNews,
} from '../../messages/campaigns/announcement.ts';
import type { AnnouncementCard } from '../../messages/campaigns/announcement-card.ts';
import { problemAnswer, type AnnouncementProblem } from '../../messages/campaigns/announcement-problem.ts';
import type { Answer } from '../../messages/payload.ts';
import { announcementExcess, announcementPart } from '../../messages/posts/announcement.ts';
import { pingOf } from '../../messages/posts/ping.ts';
import type { Asker, Deps } from '../contract.ts';

/** An announcement as it stands: its preview, or what is wrong with it. */
export function judged(
  card: AnnouncementCard,
  { speech }: Pick<Asker, 'speech'>,
  deps: Deps,
  news?: AnnouncementNews,
): Answer {
  if (card.announcement.state === 'scheduled') return scheduledAnswer(card, speech);
  const problem = problemOf(card, deps);
  return problem ? problemAnswer(problem, card, speech) : previewAnswer(card, speech, news);
}

/** Why an announcement cannot be scheduled, if it cannot. */
export function problemOf(card: AnnouncementCard, deps: Deps): AnnouncementProblem | null {
  const { announcement } = card;
  const blank = versions(card).find(([, { title, text }]) => title.trim() === '' || text.trim() === '');
  if (blank) return { about: 'words', kind: 'blank', language: blank[0] };
  return (
    timeProblem(card, deps) ??
    repeatProblem(card, deps) ??
    (card.channels.length === 0 ? { about: 'channels', kind: 'none' } : null) ??
    lengthProblem(card, deps) ??
    toneProblem(announcement)
  );
}

function timeProblem(
  { announcement, campaign }: AnnouncementCard,
  { clock }: Deps,
): AnnouncementProblem | null {
  const { at, whenTyped: typed, repeat } = announcement;
  const now = clock.now();
  if (at === null && typed !== '') {
    const read = readTypedTime(typed, { zone: campaign.zone, now, hour: usualHour });
    // What can be read by now could not when it was typed: whether that is what was meant is asked.
    return read.kind === 'at'
      ? { about: 'time', kind: 'ambiguous', readings: [read.at], typed }
      : { about: 'time', ...read, typed };
  }
  // What repeats may have begun already.
  if (
    at === null ||
    repeat !== null ||
    momentOf(at, campaign.zone).epochMilliseconds > now.epochMilliseconds
  ) {
    return null;
  }
  return { about: 'time', kind: 'past', at, typed: at };
}

function momentOf(wall: string, zone: string): Temporal.Instant {
  return inZone(readWall(wall), zone).toInstant();
}

function repeatProblem(
  { announcement: { at, repeat }, campaign: { zone } }: AnnouncementCard,
  { clock }: Deps,
): AnnouncementProblem | null {
  if (repeat === null) return null;
  if (repeat.kind !== 'yearly') return at === null ? { about: 'repeat', kind: 'no-time' } : null;
  if (repeat.of !== null) return null;
  const { typed } = repeat;
  if (typed === '') return { about: 'repeat', kind: 'no-day' };
  const read = readTypedDay(typed, { zone, now: clock.now() });
  return read.kind === 'day'
    ? { about: 'day', kind: 'ambiguous', readings: [read.day], typed }
    : { about: 'day', ...read, typed };
}

/** In every channel's language, with its mention and the sentence of a late post, in whatever year. */
function lengthProblem(card: AnnouncementCard, { clock, languages }: Deps): AnnouncementProblem | null {
  const { announcement, campaign, channels, next } = card;
  const now = clock.now();
  const [wall = null] = next;
  const dueAt = wall === null ? now : momentOf(wall, campaign.zone);
  const setting = { deliveryId: announcement.id, dueAt, zone: campaign.zone, now };
  const first = wall === null ? null : occasionOf(announcement, wall, wall);
  const years = first ? Array.from({ length: 20 }, (_, more) => first.years + more) : [0];
  for (const channel of channels) {
    const facts = {
      purpose: 'announcement',
      campaign,
      announcement,
      occasion: first,
      picture: null,
    } as const;
    const part = announcementPart(facts, channel.language);
    const ping = pingOf(channel, facts);
    const speech = languages.in(channel.language);
    const by = Math.max(
      ...years.map((year) =>
        announcementExcess(
          { ...part, occasion: first && { ...first, years: year } },
          { ...setting, ping },
          speech,
        ),
      ),
    );
    if (by > 0) {
      const translated = announcement.translations[channel.language] !== undefined;
      const language = translated ? channel.language : campaign.language;
      return { about: 'words', kind: 'too-long', language, by };
    }
  }
  return null;
}

function toneProblem(announcement: Announcement): AnnouncementProblem | null {
  if (!announcement.mourning) return null;
  const texts = [announcement, ...Object.values(announcement.translations)];
  const signs = unfitForMourning(texts.map(({ title, text }) => `${title}\n${text}`).join('\n'));
  return signs.length > 0 ? { about: 'words', kind: 'tone', signs } : null;
}

function versions({
  announcement,
  campaign,
}: AnnouncementCard): readonly (readonly [string, AnnouncementWords])[] {
  return [[campaign.language, announcement], ...Object.entries(announcement.translations)];
}
