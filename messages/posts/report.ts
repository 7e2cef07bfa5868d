import type { Campaign } from '../../campaigns/campaign.ts';
import type { Notice } from '../../campaigns/notice.ts';
import type { Post } from '../payload.ts';
import { languageName } from '../say.ts';
import type { Speech } from '../words.ts';
import { compose } from './compose.ts';
import type { PostSetting } from './facts.ts';
import { address, inline } from './inline.ts';

/** What of a claim's text and of the typed words is shown. */
const length = { shown: 500, wrong: 700 };

/** A report of an error: what was shown, what somebody says about it, and what the organisers can do. */
export function reportPost(
  campaign: Campaign,
  report: Extract<Notice, { kind: 'report' }>,
  setting: PostSetting,
  speech: Speech,
): Post {
  const shown = speech.t('posts.notice.report.shown', {
    language: languageName(report.language, speech),
    text: inline(report.shown, length.shown),
  });
  const wrong = speech.t('posts.notice.report.wrong', {
    member: `<@${report.by}>`,
    text: inline(report.wrong, length.wrong),
  });
  const link = report.link === null ? null : address(report.link);
  const blocks = [
    {
      rank: 1,
      lines: [shown, speech.t('posts.notice.report.claim', { claim: `\`${report.claim}\`` })],
      lineLength: 700,
    },
    { rank: 0, lines: [wrong], lineLength: 900 },
    {
      rank: 2,
      lines: link === null ? [] : [speech.t('posts.notice.report.link', { link })],
      lineLength: 600,
    },
    { rank: 3, lines: [speech.t('posts.notice.report.help')] },
  ];
  // The button shows what a post states from the record of its campaign.
  const claims = report.pack === campaign.pack ? [report.claim] : [];
  const headline = speech.t('posts.notice.report.headline', { campaign: campaign.name });
  return compose({ headline, blocks, claims }, setting, speech);
}
