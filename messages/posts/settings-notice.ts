import type { Notice } from '../../campaigns/notice.ts';
import { approvalsMode, unansweredText } from '../campaigns/settings-words.ts';
import type { Speech } from '../words.ts';

/** What organisers are told when somebody who manages the server changed who decides. */
export function settingsNotice(
  campaign: string,
  notice: Extract<Notice, { kind: 'organiser-role' | 'approvals' }>,
  speech: Speech,
): { readonly headline: string; readonly what: string; readonly help: readonly string[] } {
  const by = `<@${notice.by}>`;
  if (notice.kind === 'approvals') {
    return {
      headline: speech.t('panel.notices.approvals.headline', { campaign }),
      what: speech
        .t('panel.notices.approvals.what', {
          by,
          mode: approvalsMode(notice, speech),
          unanswered: unansweredText(notice, speech),
        })
        .trim(),
      help: [speech.t('panel.notices.approvals.help', { by })],
    };
  }
  return {
    headline: speech.t('panel.notices.role.headline', { campaign }),
    what:
      notice.role === null
        ? speech.t('panel.notices.role.cleared', { by })
        : speech.t('panel.notices.role.set', { by, role: `<@&${notice.role}>` }),
    help: [speech.t('panel.notices.role.help', { by })],
  };
}
