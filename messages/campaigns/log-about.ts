import type { LogEntry, LoggedPost } from '../../campaigns/ports/logbook.ts';
import { inLanguage } from '../../content/language.ts';
import type { PackRecord } from '../../content/record.ts';
import { inline } from '../posts/inline.ts';
import { shorten } from '../text.ts';
import type { Speech } from '../words.ts';
import { concernOf } from './log-decisions.ts';
import { wallName } from './moments.ts';
import { purposeName } from './post-words.ts';

type Decision = Extract<LogEntry, { kind: 'decision' }>;
type Named = Pick<LoggedPost, 'purpose' | 'subject'> & { readonly title: string | null };

/** Characters of a title: ten entries have to fit on a page. */
const titleLength = 60;
const mostChannels = 3;

/** What a decision is about, in the words of organisers; empty where nobody knows any more, or it is plain anyway. */
export function aboutText(decision: Decision, record: PackRecord | null, speech: Speech): string {
  return partsOf(decision, record, speech)
    .filter((part) => part !== '')
    .join(', ');
}

function partsOf(decision: Decision, record: PackRecord | null, speech: Speech): readonly string[] {
  const { what, details, about } = decision;
  switch (concernOf(what)) {
    case 'action':
    case 'announcement': {
      const known = (details['action'] ?? details['announcement']) !== undefined;
      if (about.title === null) return known ? [speech.t('log.about.gone')] : [];
      const { reached, at = '' } = details;
      return [
        titled(about.title, speech),
        reached === undefined ? '' : speech.t('log.about.reached', { reached: inline(reached, 12) }),
        what === 'announcement.schedule' ? wall(at, speech) : '',
      ];
    }
    case 'post':
      return about.post === null ? [] : decidedPost(decision, about.post, record, speech);
    case 'channel':
      return [channels(details['channel'] ?? '', speech)];
    case 'settings':
      return settingNames
        .filter((name) => details[name] !== undefined)
        .map((name) => speech.t(`log.about.${name}`));
    case 'approvals':
      return approvals(details, speech);
    case 'role': {
      const role = after(details['organiserRole']);
      if (role === undefined) return [];
      return [role === '' ? speech.t('log.about.noRole') : `<@&${inline(role, 20)}>`];
    }
    case null:
      return [];
  }
}

function decidedPost(
  { what, details, about: { title } }: Decision,
  post: NonNullable<Decision['about']['post']>,
  record: PackRecord | null,
  speech: Speech,
): readonly string[] {
  const { to } = details;
  return [
    details['amendment'] !== undefined && what.startsWith('approval.')
      ? speech.t('log.about.correction')
      : '',
    speech
      .t(`log.about.purposes.${post.purpose}`, {
        title: quoted(postTitle({ ...post, title }, record, speech), speech),
      })
      .trim(),
    wall(post.slot, speech),
    postChannels(post.channelIds, speech),
    what === 'slot.move' && to !== undefined ? speech.t('log.about.to', { when: wall(to, speech) }) : '',
  ];
}

/** A post at the beginning of a line: "A post of remembrance “The march”". */
export function postNamed(post: Named, record: PackRecord | null, speech: Speech): string {
  const title = postTitle(post, record, speech);
  const what = purposeName(post.purpose, speech);
  return title === null ? what : `${what} ${titled(title, speech)}`;
}

/** The same as plain text, as labels show it. */
export function postLabel(post: Named, record: PackRecord | null, speech: Speech): string {
  const title = postTitle(post, record, speech);
  const what = purposeName(post.purpose, speech);
  if (title === null) return what;
  return `${what} ${speech.t('record.text.titled', { title: shorten(title, 40) })}`;
}

/** What an announcement or action is called, or the event that is remembered; null where a post has no such name. */
function postTitle(
  { purpose, subject, title }: Named,
  record: PackRecord | null,
  { language }: Speech,
): string | null {
  if (purpose !== 'remembrance' && purpose !== 'planning-note') return title;
  const event = record?.ofKind('event').find(({ id }) => id === subject);
  return event && record ? inLanguage(event.title, language, record.pack.languages).text : null;
}

function titled(title: string, speech: Speech): string {
  return speech.t('record.text.titled', { title: inline(title, titleLength) });
}

function quoted(title: string | null, speech: Speech): string {
  return title === null ? '' : titled(title, speech);
}

/** Some of the channels of a post: a line has little room. */
function postChannels(ids: readonly string[], speech: Speech): string {
  if (ids.length === 0) return '';
  const some = ids.slice(0, mostChannels).map((id) => `<#${id}>`);
  const channel = [...some, ...(ids.length > some.length ? ['…'] : [])].join(' ');
  return speech.t('log.about.in', { channel });
}

function wall(moment: string, speech: Speech): string {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(moment) ? wallName(moment, speech) : '';
}

/** One channel, or "old → new". */
function channels(noted: string, speech: Speech): string {
  const [one, other] = noted.split(' → ').map((id) => (/^\d{1,20}$/.test(id) ? `<#${id}>` : ''));
  if (one === undefined || one === '') return '';
  return other === undefined || other === '' ? one : speech.t('log.about.instead', { from: one, to: other });
}

/** What of the settings can be told by a name. */
const settingNames = [
  'name',
  'language',
  'zone',
  'remembrance',
  'planningDays',
  'digestWeekday',
  'digest',
  'latenessMinutes',
] as const;

function approvals(details: Decision['details'], speech: Speech): readonly string[] {
  const mode = (['0', '1', '2'] as const).find((one) => one === after(details['approvals']));
  const unanswered = (['hold', 'post', 'skip'] as const).find((one) => one === after(details['unanswered']));
  return [
    mode === undefined ? '' : speech.t(`log.about.mode${mode}`),
    unanswered === undefined ? '' : speech.t(`log.about.${unanswered}`),
  ];
}

/** What a setting became, of "old → new". */
function after(noted: string | undefined): string | undefined {
  return noted?.split(' → ').at(-1)?.trim();
}
