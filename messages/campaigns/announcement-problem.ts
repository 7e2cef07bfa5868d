import { ComponentType } from 'discord-api-types/v10';
import { Temporal } from 'temporal-polyfill';
import { inZone, readWall, writeWall } from '../../campaigns/calendar/wall-time.ts';
import type { TypedDay } from '../../campaigns/typed-time/read-day.ts';
import type { TypedTime } from '../../campaigns/typed-time/read.ts';
import type { Language } from '../../content/language.ts';
import { button, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { dayName } from '../posts/moments.ts';
import { languageName } from '../say.ts';
import { capital, shorten, typed } from '../text.ts';
import type { Speech } from '../words.ts';
import type { AnnouncementCard } from './announcement-card.ts';
import { controlRows } from './announcement-controls.ts';
import { typedMoment, wallName } from './moments.ts';
import { customId } from './routes.ts';

/** Why an announcement cannot be scheduled as it is. */
export type AnnouncementProblem =
  | (Exclude<TypedTime, { kind: 'at' }> & { readonly about: 'time'; readonly typed: string })
  | (Exclude<TypedDay, { kind: 'day' }> & { readonly about: 'day'; readonly typed: string })
  | { readonly about: 'words'; readonly kind: 'blank'; readonly language: Language }
  | {
      readonly about: 'words';
      readonly kind: 'too-long';
      readonly language: Language;
      /** Characters. */
      readonly by: number;
    }
  /** It mourns, and has signs that do not. */
  | { readonly about: 'words'; readonly kind: 'tone'; readonly signs: readonly string[] }
  | { readonly about: 'repeat'; readonly kind: 'no-time' | 'no-day' }
  /** None of the chosen channels gets announcements any more. */
  | { readonly about: 'channels'; readonly kind: 'none' };

/** What is wrong with an announcement, what was written, and how to go on. Nothing of it is lost. */
export function problemAnswer(problem: AnnouncementProblem, card: AnnouncementCard, speech: Speech): Answer {
  const { title, text } = card.announcement;
  const kept = [title, text].map((part) => part.trim()).filter((part) => part !== '');
  const readings = readingButtons(problem, card, speech);
  return {
    components: [
      words(problemText(problem, card, speech)),
      ...(kept.length === 0
        ? []
        : [
            {
              type: ComponentType.Container as const,
              components: [words(shorten(kept.join('\n\n'), 2_500))],
            },
          ]),
      ...(readings.length === 0 ? [] : [row(...readings)]),
      ...controlRows(card, null, [], speech),
    ],
  };
}

function readingButtons(problem: AnnouncementProblem, { announcement }: AnnouncementCard, speech: Speech) {
  if (problem.kind !== 'ambiguous') return [];
  const { id, version } = announcement;
  return problem.readings.map((reading) =>
    problem.about === 'time'
      ? button(
          customId('announcementAt', id, version, packWall(reading)),
          capital(wallName(reading, speech), speech.language),
          'main',
        )
      : button(
          customId('announcementDay', id, version, reading),
          dayName(Temporal.PlainDate.from(reading), speech),
          'main',
        ),
  );
}

/** A wall time without colons, as it stands in a custom id: `2027-01-09T1000`. */
export function packWall(wall: string): string {
  return wall.replace(':', '');
}

/** The wall time in a custom id; undefined when it is none. */
export function unpackWall(part: string | undefined): string | undefined {
  const [, day, minutes] = /^(\d{4}-\d{2}-\d{2}T\d{2})(\d{2})$/.exec(part ?? '') ?? [];
  if (day === undefined || minutes === undefined) return undefined;
  try {
    return writeWall(readWall(`${day}:${minutes}`));
  } catch {
    return undefined;
  }
}

function problemText(problem: AnnouncementProblem, card: AnnouncementCard, speech: Speech): string {
  const change = speech.t('announce.buttons.change');
  const repeat = speech.t('announce.buttons.repeat');
  switch (problem.about) {
    case 'time':
      return timeProblem(problem, card, speech);
    case 'day':
      return dayProblem(problem, speech);
    case 'repeat':
      return problem.kind === 'no-day'
        ? speech.t('announce.problem.noDay', { button: repeat })
        : speech.t('announce.problem.noTime', { button: change });
    case 'channels':
      return speech.t('announce.problem.noChannels', { button: speech.t('announce.buttons.channels') });
    case 'words':
      return wordsProblem(problem, card, speech);
  }
}

function timeProblem(
  problem: Extract<AnnouncementProblem, { about: 'time' }>,
  { campaign: { zone } }: AnnouncementCard,
  speech: Speech,
): string {
  const change = speech.t('announce.buttons.change');
  switch (problem.kind) {
    case 'unreadable':
      return speech.t('announce.problem.unreadable', { text: typed(problem.typed), button: change });
    case 'ambiguous':
      return speech.t('announce.problem.ambiguous', { text: typed(problem.typed) });
    case 'past':
      return speech.t('announce.problem.past', { moment: nameOf(problem.at, zone, speech), button: change });
    case 'far':
      return speech.t('announce.problem.far', { moment: nameOf(problem.at, zone, speech), button: change });
  }
}

function dayProblem(problem: Extract<AnnouncementProblem, { about: 'day' }>, speech: Speech): string {
  const repeat = speech.t('announce.buttons.repeat');
  switch (problem.kind) {
    case 'unreadable':
      return speech.t('announce.problem.dayUnreadable', { text: typed(problem.typed), button: repeat });
    case 'ambiguous':
      return speech.t('announce.problem.dayAmbiguous', { text: typed(problem.typed) });
    case 'ahead': {
      const day = dayName(Temporal.PlainDate.from(problem.day), speech);
      return speech.t('announce.problem.dayAhead', { day, button: repeat });
    }
  }
}

function wordsProblem(
  problem: Extract<AnnouncementProblem, { about: 'words' }>,
  { campaign }: AnnouncementCard,
  speech: Speech,
): string {
  const change = speech.t('announce.buttons.change');
  switch (problem.kind) {
    case 'blank':
      return speech.t('announce.problem.blank', { button: change });
    case 'tone':
      return speech.t('announce.problem.tone', {
        signs: problem.signs.slice(0, 20).join(' '),
        button: change,
      });
    case 'too-long': {
      if (problem.language === campaign.language) {
        return speech.t('announce.problem.tooLong', { count: problem.by, button: change });
      }
      const language = languageName(problem.language, speech);
      return speech.t('announce.problem.tooLongIn', { count: problem.by, language });
    }
  }
}

function nameOf(wall: string, zone: string, speech: Speech): string {
  return typedMoment(inZone(readWall(wall), zone).toInstant(), zone, speech);
}
