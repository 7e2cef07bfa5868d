import type { Difference } from '../../campaigns/file/compare.ts';
import type { FileDecision } from '../../campaigns/file/model.ts';
import { inline } from '../posts/inline.ts';
import type { Speech } from '../words.ts';
import { wallName } from './moments.ts';

/** One thing that an import would make, change or take back, in a line. */
export function differenceLine(difference: Difference, speech: Speech): string {
  if (difference.about === 'setting') {
    const { setting, from, to } = difference;
    const said = (value: string): string => {
      if (value === '') return speech.t('export.preview.none');
      return setting === 'organiserRole' ? `<@&${value}>` : inline(value, 60);
    };
    return speech.t('export.preview.ofPrevious', {
      what: speech.t(`export.preview.settingNames.${setting}`),
      from: said(from),
      to: said(to),
    });
  }
  return speech.t(`export.preview.line.${difference.change}`, { what: whatText(difference, speech) });
}

function whatText(difference: Exclude<Difference, { about: 'setting' }>, speech: Speech): string {
  switch (difference.about) {
    case 'channel':
      return speech.t(`export.preview.what.${difference.audience}`, { channel: `<#${difference.id}>` });
    case 'action':
    case 'announcement': {
      const title = titleOf(difference.title, speech);
      return speech.t(`export.preview.what.${difference.about}`, { title });
    }
    case 'decision': {
      const { decision, change } = difference;
      return speech.t('export.preview.what.decision', {
        post: postText(decision, difference.title, speech),
        slot: wallName(decision.slot, speech),
        decided: change === 'removed' ? speech.t('export.preview.what.withdrawn') : decided(decision, speech),
      });
    }
  }
}

function titleOf(title: string, speech: Speech): string {
  return title === '' ? speech.t('export.preview.what.untitled') : inline(title, 100);
}

function postText({ purpose, about }: FileDecision, title: string, speech: Speech): string {
  switch (purpose) {
    case 'digest':
      return speech.t('export.preview.what.post.digest');
    case 'remembrance':
    case 'planning-note':
      return speech.t(`export.preview.what.post.${purpose}`, { about: inline(about, 60) });
    case 'reminder':
    case 'announcement':
      return speech.t(`export.preview.what.post.${purpose}`, { about: titleOf(title, speech) });
  }
}

function decided({ movedTo, skipped, note }: FileDecision, speech: Speech): string {
  const parts = [
    ...(skipped ? [speech.t('export.preview.what.skipped')] : []),
    ...(movedTo === null ? [] : [speech.t('export.preview.what.moved', { to: wallName(movedTo, speech) })]),
    ...(note === null ? [] : [speech.t('export.preview.what.note', { note: inline(note, 80) })]),
  ];
  return parts.length === 0 ? speech.t('export.preview.what.kept') : parts.join(', ');
}
