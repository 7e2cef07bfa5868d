import type { Snowflake } from '../../campaigns/campaign.ts';
import type { Difference } from '../../campaigns/file/compare.ts';
import type { CampaignFile } from '../../campaigns/file/model.ts';
import { button, line, row, words } from '../components.ts';
import { blocksPerPage } from '../pages.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { languageName } from '../say.ts';
import { shorten, small } from '../text.ts';
import type { Speech } from '../words.ts';
import { differenceLine } from './import-changes.ts';
import { importId } from './import-routes.ts';
import { channelTypes } from './panel-channels.ts';
import { chooseChannel, chooseRole } from './selects.ts';

/** A channel or role of a file that this server lacks. */
export interface Missing {
  readonly kind: 'public' | 'organisers' | 'role';
  /** In the file. */
  readonly id: Snowflake;
  readonly name: string;
}

/** What would come of a file. */
export interface ImportPreview {
  readonly id: string;
  readonly wanted: CampaignFile;
  /** The version of the campaign that would be changed; null for a new one. */
  readonly version: number | null;
  readonly differences: readonly Difference[];
  readonly missing: readonly Missing[];
  /** Why it cannot be imported as it is, in words. */
  readonly problems: readonly string[];
  /** What is good to know, in words. */
  readonly remarks: readonly string[];
  /** Names what is shown: another one is shown anew before it counts. */
  readonly fingerprint: string;
}

/** So many lists have room beside everything else. */
const mostLists = 3;

/** What a file would make or change, ten lines a page; nothing is done before somebody says so. */
export function importPreview(preview: ImportPreview, page: number, speech: Speech, news?: string): Answer {
  const { id, differences, missing, problems, version, fingerprint } = preview;
  const pages = Math.max(1, Math.ceil(differences.length / blocksPerPage));
  const number = Math.min(Math.max(page, 0), pages - 1);
  const lines = differences
    .slice(number * blocksPerPage, (number + 1) * blocksPerPage)
    .map((difference) => shorten(differenceLine(difference, speech), 220));
  const turn = (to: number, label: string) =>
    to >= 0 && to < pages ? [button(importId('page', id, to), label)] : [];
  const open = missing.some(({ kind }) => kind !== 'role');
  const ready = problems.length === 0 && !open && (version === null || differences.length > 0);
  const remarks = shorten(preview.remarks.map(small).join('\n'), 900);
  return {
    components: [
      words([news, leadOf(preview, speech)].filter((text) => text !== undefined).join(' ')),
      ...(version === null ? [words(summaryOf(preview.wanted, speech))] : []),
      ...(problems.length > 0 ? [words(shorten(problems.map((text) => `- ${text}`).join('\n'), 1_400))] : []),
      ...(lines.length > 0 ? [line(), words(shorten(lines.join('\n'), 2_300))] : []),
      ...(pages > 1 ? [words(small(speech.t('common.page', { page: number + 1, pages })))] : []),
      ...(remarks === '' ? [] : [words(remarks)]),
      ...missing.slice(0, mostLists).map((one) => row(listFor(one, id, number, speech))),
      row(
        ...(ready
          ? [
              button(
                importId('yes', id, version ?? 'new', fingerprint),
                speech.t('export.buttons.import'),
                'main',
              ),
            ]
          : []),
        button(importId('no', id), speech.t('export.buttons.discard')),
        ...turn(number - 1, speech.t('common.previous')),
        ...turn(number + 1, speech.t('common.next')),
      ),
      words(small(speech.t('export.kept'))),
    ],
  };
}

function leadOf({ wanted, version, differences, missing, problems }: ImportPreview, speech: Speech): string {
  const name = inline(wanted.campaign.name, 60);
  if (problems.length > 0) return speech.t('export.preview.blocked', { name });
  if (missing.some(({ kind }) => kind !== 'role')) return speech.t('export.preview.choose');
  if (version === null) return speech.t('export.preview.new', { name });
  const count = differences.length;
  return count === 0
    ? speech.t('export.preview.same', { name })
    : speech.t('export.preview.changes', { count, name });
}

function summaryOf(wanted: CampaignFile, speech: Speech): string {
  return speech.t('export.preview.settings', {
    zone: inline(wanted.campaign.zone, 60),
    language: languageName(wanted.campaign.language, speech),
    remembrance: wanted.times.remembrance,
    digest: wanted.times.digest,
    channels: wanted.channels.length,
    actions: wanted.actions.length,
    announcements: wanted.announcements.length,
    decisions: wanted.calendar.length,
  });
}

function listFor({ kind, id: wanted, name }: Missing, id: string, page: number, speech: Speech) {
  const customId = importId('choose', id, page, wanted);
  const shown = name === '' ? wanted : name;
  switch (kind) {
    case 'role':
      return chooseRole(customId, speech.t('export.preview.chooseRole', { name: `@${shown}` }), null);
    case 'organisers':
      return chooseChannel(
        customId,
        speech.t('export.preview.chooseOrganisers', { name: `#${shown}` }),
        channelTypes,
      );
    case 'public':
      return chooseChannel(
        customId,
        speech.t('export.preview.chooseChannel', { name: `#${shown}` }),
        channelTypes,
      );
  }
}
