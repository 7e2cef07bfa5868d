import { button, line, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { place } from '../place.ts';
import { pressId } from '../sheet.ts';
import { say, type Telling } from '../say.ts';
import { oneLine, parts, shorten } from '../text.ts';

/** What of a pack's editorial note has room here; the rest is with its documents. */
const editorialLength = 1500;

/**
 * What members can ask. Who may manage the server is told the first three steps of an organiser; who organises a
 * campaign by its role, for whom Discord hides those commands, is told of the button.
 */
export function helpAnswer(
  telling: Telling,
  reader: { readonly inServer: boolean; readonly organises: 'server' | 'campaign' | 'nothing' },
): Answer {
  const { speech, record } = telling;
  const steps = [
    `### ${speech.t('help.organiser.heading')}`,
    speech.t('help.organiser.create'),
    speech.t('help.organiser.calendar'),
    speech.t('help.organiser.resume'),
    speech.t('help.organiser.more'),
    speech.t('help.organiser.panel'),
  ];
  const byRole = [
    `### ${speech.t('help.organiser.roleHeading')}`,
    speech.t('help.organiser.role', { button: speech.t('panel.organise.button') }),
  ];
  const organising = { server: [steps], campaign: [byRole], nothing: [] }[reader.organises];
  const questions = [
    `### ${speech.t('help.record.heading')}`,
    speech.t('help.record.timeline'),
    speech.t('help.record.demands'),
    speech.t('help.record.casualties'),
    speech.t('help.record.source'),
    speech.t('help.record.check', { menu: speech.t('check.menu') }),
    ...(reader.inServer ? [speech.t('help.record.actions')] : []),
    speech.t('help.record.privacy'),
  ];
  const tips = [
    `### ${speech.t('help.tips.heading')}`,
    speech.t('help.tips.private', { share: speech.t('common.share') }),
    speech.t('help.tips.words'),
    speech.t('help.tips.language', { option: speech.t('commands.options.language.name') }),
    speech.t('help.tips.report', { button: speech.t('report.button') }),
  ];
  const about = [
    `### ${speech.t('help.about.heading')}`,
    `**${shorten(oneLine(say(record.pack.title, telling)), 150)}**`,
    parts(say(record.pack.editorial, telling), editorialLength)[0] ?? '',
  ];
  const sections = [...organising, questions, tips, about];
  return {
    components: [
      words(speech.t('help.lead')),
      ...sections.flatMap((section) => [line(), words(section.join('\n'))]),
      row(button(pressId('go', place('documents'), telling), speech.t('record.links.documents'))),
    ],
  };
}
