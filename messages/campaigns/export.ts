import { ComponentType } from 'discord-api-types/v10';
import type { Campaign } from '../../campaigns/campaign.ts';
import { fileLimits } from '../../campaigns/file/limits.ts';
import { words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { small } from '../text.ts';
import type { Speech } from '../words.ts';

/** A campaign as a file, and how much of it had no room there. */
export interface Exported {
  readonly campaign: Pick<Campaign, 'name'>;
  readonly bytes: Uint8Array;
  readonly leftOut: { readonly actions: number; readonly announcements: number; readonly pictures: number };
}

/** Everything that was decided about a campaign, to keep or to take elsewhere. */
export function exportAnswer({ campaign, bytes, leftOut }: Exported, speech: Speech): Answer {
  const name = exportName(campaign.name);
  const notes = [
    ...(leftOut.actions === 0
      ? []
      : [speech.t('export.leftOut.actions', { count: leftOut.actions, most: fileLimits.actions })]),
    ...(leftOut.announcements === 0
      ? []
      : [
          speech.t('export.leftOut.announcements', {
            count: leftOut.announcements,
            most: fileLimits.announcements,
          }),
        ]),
    ...(leftOut.pictures === 0 ? [] : [speech.t('export.leftOut.pictures', { count: leftOut.pictures })]),
  ];
  return {
    files: [{ name, type: 'application/yaml', bytes }],
    components: [
      words(speech.t('export.done', { name: inline(campaign.name, 60) })),
      ...(notes.length > 0 ? [words(notes.map(small).join('\n'))] : []),
      { type: ComponentType.File, file: { url: `attachment://${name}` } },
    ],
  };
}

/** A name that every system takes: small letters, digits and dashes. */
function exportName(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${slug === '' ? 'campaign' : slug}.yaml`;
}
