import { ComponentType } from 'discord-api-types/v10';
import type { Id } from '../../campaigns/campaign.ts';
import { button, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import type { Speech } from '../words.ts';
import { customId } from './routes.ts';

const problemWords = {
  'too-large': 'announce.picture.problem.tooLarge',
  'too-slow': 'announce.picture.problem.tooSlow',
  elsewhere: 'announce.picture.problem.elsewhere',
  unreachable: 'announce.picture.problem.unreachable',
  type: 'announce.picture.problem.type',
  broken: 'announce.picture.problem.broken',
  dimensions: 'announce.picture.problem.dimensions',
  polyglot: 'announce.picture.problem.polyglot',
  'no-alt': 'announce.picture.problem.noAlt',
  'no-file': 'announce.picture.problem.noFile',
} as const;

/** Why an upload is not taken. The announcement is as it was, and the words for the picture are given back. */
export function pictureProblemAnswer(
  problem: { readonly kind: keyof typeof problemWords },
  alt: string,
  id: Id,
  limits: { readonly megabytes: number; readonly side: number },
  speech: Speech,
): Answer {
  const { kind } = problem;
  const again = speech.t('announce.picture.problem.again', { button: speech.t('announce.buttons.picture') });
  const what =
    kind === 'too-large'
      ? speech.t('announce.picture.problem.tooLarge', { megabytes: limits.megabytes })
      : kind === 'dimensions'
        ? speech.t('announce.picture.problem.dimensions', { side: limits.side })
        : speech.t(problemWords[kind]);
  return {
    components: [
      words(`${what} ${again}`),
      ...(alt === '' ? [] : [{ type: ComponentType.Container as const, components: [words(alt)] }]),
      row(button(customId('announcementPicture', id), speech.t('announce.buttons.picture'))),
    ],
  };
}
