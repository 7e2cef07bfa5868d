import type { OwnData } from '../../campaigns/ports/cooldowns.ts';
import { fewestShown, pledgeDays } from '../../campaigns/pledge.ts';
import { logDays } from '../../campaigns/privacy.ts';
import { reportLimits } from '../../campaigns/report-limits.ts';
import { actionId } from '../campaigns/action-routes.ts';
import { button, line, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { dayName } from '../posts/moments.ts';
import { inline } from '../posts/inline.ts';
import type { Speech } from '../words.ts';

/** What is kept about the asker in the server where they ask. */
export interface OwnPrivacy extends OwnData {
  /** The titles of actions that they pledged. */
  readonly pledged: readonly string[];
}

const mostTitles = 10;

/** What is stored about the asker and about others, and who can see what. `own` is null outside a server. */
export function privacyAnswer(own: OwnPrivacy | null, speech: Speech): Answer {
  const counts = { count: fewestShown };
  const sections = [
    [
      `### ${speech.t('privacy.stored.heading')}`,
      speech.t('privacy.stored.members'),
      speech.t('privacy.stored.pledges', { days: pledgeDays, ...counts }),
      speech.t('privacy.stored.reports'),
      speech.t('privacy.stored.organisers', { days: logDays }),
      speech.t('privacy.stored.server'),
    ],
    [
      `### ${speech.t('privacy.seen.heading')}`,
      speech.t('privacy.seen.discord'),
      speech.t('privacy.seen.operator'),
      speech.t('privacy.seen.organisers', counts),
      speech.t('privacy.seen.channel'),
    ],
    [`### ${speech.t('privacy.leave.heading')}`, speech.t('privacy.leave.how')],
  ];
  return {
    components: [
      words(speech.t('privacy.lead')),
      line(),
      ...ownParts(own, speech),
      ...sections.flatMap((section) => [line(), words(section.join('\n'))]),
    ],
  };
}

/** How many pledges were deleted. */
export function forgottenText(count: number, speech: Speech): string {
  return count === 0 ? speech.t('privacy.forgottenNone') : speech.t('privacy.forgotten', { count });
}

function ownParts(own: OwnPrivacy | null, speech: Speech): Answer['components'] {
  if (own === null) return [words(speech.t('privacy.own.elsewhere'))];
  const { pledged, logged, reports } = own;
  const shown = pledged
    .slice(0, mostTitles)
    .map((title) => speech.t('action.digest.title', { title: inline(title, 60) }));
  const left = pledged.length - shown.length;
  const titles = [...shown, ...(left > 0 ? [speech.t('privacy.own.more', { count: left })] : [])].join(', ');
  const day = logged && dayName(logged.oldest.toZonedDateTimeISO('UTC').toPlainDate(), speech);
  const lines = [
    ...(pledged.length > 0 ? [speech.t('privacy.own.pledges', { count: pledged.length, titles })] : []),
    ...(logged && day !== null
      ? [speech.t('privacy.own.logged', { count: logged.count, date: day, days: logDays })]
      : []),
    ...(reports > 0 ? [speech.t('privacy.own.reports', { count: reports, hours: reportLimits.hours })] : []),
  ];
  return [
    words(
      [
        `### ${speech.t('privacy.own.heading')}`,
        ...(lines.length === 0 ? [speech.t('privacy.own.nothing')] : lines.map((text) => `- ${text}`)),
      ].join('\n'),
    ),
    ...(pledged.length === 0 ? [] : [row(button(actionId('forget'), speech.t('privacy.forget')))]),
  ];
}
