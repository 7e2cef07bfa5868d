import { ComponentType } from 'discord-api-types/v10';
import { inZone, readWall, writeWall } from '../../campaigns/calendar/wall-time.ts';
import type { TypedTime } from '../../campaigns/typed-time/read.ts';
import { button, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { capital, shorten, typed } from '../text.ts';
import type { Speech } from '../words.ts';
import { draftButtons, type Draft } from './announcement.ts';
import { typedMoment, wallName } from './moments.ts';
import { customId } from './routes.ts';

/** Why a draft cannot be confirmed as it is. */
export type DraftProblem =
  | (Exclude<TypedTime, { kind: 'at' }> & { readonly typed: string })
  | { readonly kind: 'blank' }
  | { readonly kind: 'too-long'; readonly by: number };

/** What is wrong with a draft, what was typed, and how to go on. Nothing of it is lost. */
export function problemAnswer(problem: DraftProblem, draft: Draft, speech: Speech): Answer {
  const { title, text, id } = draft.announcement;
  const readings = problem.kind === 'ambiguous' ? problem.readings : [];
  const kept = [title, text].map((part) => part.trim()).filter((part) => part !== '');
  return {
    components: [
      words(problemText(problem, draft, speech)),
      ...(kept.length === 0
        ? []
        : [
            {
              type: ComponentType.Container as const,
              components: [words(shorten(kept.join('\n\n'), 2_500))],
            },
          ]),
      ...(readings.length === 0
        ? []
        : [
            row(
              ...readings.map((wall) =>
                button(
                  customId('announcementAt', id, packWall(wall)),
                  capital(wallName(wall, speech), speech.language),
                  'main',
                ),
              ),
            ),
          ]),
      row(...draftButtons(draft, speech)),
    ],
  };
}

/** A wall time without colons, as it stands in a custom id: `2027-01-09T1000`. */
function packWall(wall: string): string {
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

function problemText(problem: DraftProblem, { campaign: { zone } }: Draft, speech: Speech): string {
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
    case 'blank':
      return speech.t('announce.problem.blank', { button: change });
    case 'too-long':
      return speech.t('announce.problem.tooLong', { count: problem.by, button: change });
  }
}

function nameOf(wall: string, zone: string, speech: Speech): string {
  return typedMoment(inZone(readWall(wall), zone).toInstant(), zone, speech);
}
