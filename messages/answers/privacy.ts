import { line, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import type { Speech } from '../words.ts';

/** What is stored about whom, and who can see what. */
export function privacyAnswer(speech: Speech): Answer {
  const sections = [
    [
      `### ${speech.t('help.privacy.stored.heading')}`,
      speech.t('help.privacy.stored.members'),
      speech.t('help.privacy.stored.reports'),
      speech.t('help.privacy.stored.organisers'),
      speech.t('help.privacy.stored.server'),
    ],
    [
      `### ${speech.t('help.privacy.seen.heading')}`,
      speech.t('help.privacy.seen.discord'),
      speech.t('help.privacy.seen.operator'),
      speech.t('help.privacy.seen.channel'),
    ],
    [`### ${speech.t('help.privacy.leave.heading')}`, speech.t('help.privacy.leave.how')],
  ];
  return {
    components: [
      words(speech.t('help.privacy.lead')),
      ...sections.flatMap((section) => [line(), words(section.join('\n'))]),
    ],
  };
}
