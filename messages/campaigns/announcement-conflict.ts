import { ComponentType } from 'discord-api-types/v10';
import type { Announcement } from '../../campaigns/announcement.ts';
import { button, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { personName } from '../posts/person.ts';
import { shorten } from '../text.ts';
import type { Speech } from '../words.ts';
import { customId } from './routes.ts';

/** Somebody else was faster: who, what was typed here, to be copied, and the way to what stands there now. */
export function conflictAnswer(
  { id, changedBy, changedAt }: Pick<Announcement, 'id' | 'changedBy' | 'changedAt'>,
  typed: readonly string[],
  speech: Speech,
): Answer {
  const by = personName(changedBy, speech);
  const when = `<t:${Math.floor(changedAt.epochMilliseconds / 1000)}:R>`;
  const kept = typed.map((text) => text.trim()).filter((text) => text !== '');
  return {
    components: [
      words(
        [
          speech.t('announce.conflict.what', { by, when }),
          ...(kept.length > 0 ? [speech.t('announce.conflict.kept')] : []),
        ].join(' '),
      ),
      ...(kept.length > 0
        ? [
            {
              type: ComponentType.Container as const,
              components: [words(shorten(kept.join('\n\n'), 3_000))],
            },
          ]
        : []),
      row(button(customId('announcementOpen', id), speech.t('announce.buttons.open'), 'main')),
    ],
  };
}
