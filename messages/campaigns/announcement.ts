import { ComponentType, type APIContainerComponent } from 'discord-api-types/v10';
import { inZone, readWall } from '../../campaigns/calendar/wall-time.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import { button, gallery, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { languageName } from '../say.ts';
import { small } from '../text.ts';
import type { Speech } from '../words.ts';
import type { AnnouncementCard, AnnouncementView } from './announcement-card.ts';
import { controlRows } from './announcement-controls.ts';
import { repeatText } from './announcement-repeat.ts';
import { typedMoment, yourTime } from './moments.ts';
import { customId } from './routes.ts';

/** Characters of an answer. Discord allows 4,000 in all. */
const roomForText = 3_900;

/** What happened right before an announcement is shown. */
export type AnnouncementNews = 'halted';

/** A draft as it will be posted, by the same hand that makes the post, with all that decides on it. */
export function previewAnswer(card: AnnouncementCard, speech: Speech, news?: AnnouncementNews): Answer {
  const { announcement, campaign } = card;
  const { at, repeat } = announcement;
  const now = at === null && repeat === null;
  const confirm = speech.t(now ? 'announce.buttons.postNow' : 'announce.buttons.schedule');
  const paused = pausedText(campaign, speech);
  const soon = now && paused.length === 0 ? [speech.t('announce.preview.now', { button: confirm })] : [];
  const lead = [
    ...(news === 'halted' ? [speech.t('announce.preview.halted', { button: confirm })] : []),
    speech.t('announce.preview.look', { channels: channelNames(card) }),
    ...(now ? soon : [timeText(card, speech)]),
  ];
  const notes = [...sideNotes(card, speech), ...paused];
  return withViews(card, [lead.join(' '), ...notes].join('\n'), confirm, speech);
}

/** What is scheduled, as it will be posted, with the way back. */
export function scheduledAnswer(card: AnnouncementCard, speech: Speech): Answer {
  const { campaign, announcement } = card;
  const { at, repeat } = announcement;
  const channels = channelNames(card);
  if (at === null && repeat === null) {
    const what = speech.t(campaign.state === 'active' ? 'announce.posting' : 'announce.held', { channels });
    return {
      components: [
        words([what, ...pausedText(campaign, speech)].join('\n')),
        row(button(customId('announcementWithdraw', announcement.id), speech.t('announce.buttons.withdraw'))),
      ],
    };
  }
  const what =
    at !== null && repeat === null
      ? speech.t('announce.scheduled', { channels, ...moments(at, campaign, speech) })
      : `${speech.t('announce.repeating', { channels })} ${timeText(card, speech)}`;
  const notes = [speech.t('announce.changing'), ...sideNotes(card, speech), ...pausedText(campaign, speech)];
  return withViews(card, [what, ...notes].join('\n'), null, speech);
}

/** One of the messages alone, exactly as it is posted. */
export function viewAnswer(view: AnnouncementView, speech: Speech): Answer {
  return {
    components: [
      words(speech.t('announce.preview.view', { channels: namesOf(view) })),
      container(view, null, true),
    ],
    files: view.post.files,
  };
}

function withViews(card: AnnouncementCard, lead: string, confirm: string | null, speech: Speech): Answer {
  const { views } = card;
  const shown: AnnouncementView[] = [];
  let room = roomForText - lead.length;
  for (const view of views) {
    const length = (view.post.body.content ?? '').length + headingOf(view, speech).length;
    if (shown.length > 0 && length > room) break;
    shown.push(view);
    room -= length;
  }
  return {
    components: [
      words(lead),
      ...shown.map((view, index) =>
        container(view, views.length > 1 ? headingOf(view, speech) : null, index === 0),
      ),
      ...controlRows(card, confirm, views.slice(shown.length), speech),
    ],
    files: shown[0]?.post.files ?? [],
  };
}

/** @param picture whether the picture is shown here: once is enough */
function container(
  { post }: AnnouncementView,
  heading: string | null,
  picture: boolean,
): APIContainerComponent {
  const alts = post.body.attachments?.map(({ description }) => description ?? '') ?? [];
  return {
    type: ComponentType.Container,
    components: [
      ...(heading === null ? [] : [words(heading)]),
      words(post.body.content ?? ''),
      ...(picture ? post.files.map(({ name }, index) => gallery(name, alts[index] ?? '')) : []),
    ],
  };
}

function headingOf(view: AnnouncementView, speech: Speech): string {
  const language = languageName(view.language, speech);
  return small(speech.t('announce.preview.in', { channels: namesOf(view), language }));
}

function timeText({ announcement, campaign, next }: AnnouncementCard, speech: Speech): string {
  const { at, repeat } = announcement;
  if (repeat !== null) return repeatText(announcement, campaign, next, speech);
  return at === null ? '' : speech.t('announce.preview.at', moments(at, campaign, speech));
}

/** What is true of it besides its words and its time. */
function sideNotes({ announcement, crosspostable }: AnnouncementCard, speech: Speech): readonly string[] {
  return [
    ...(announcement.mourning ? [speech.t('announce.preview.mourning')] : []),
    ...(announcement.crosspost
      ? [speech.t(crosspostable ? 'announce.preview.crosspost' : 'announce.preview.noCrosspost')]
      : []),
  ];
}

/** A paused campaign posts nothing, whatever was confirmed. */
function pausedText({ state, name, times }: Campaign, speech: Speech): readonly string[] {
  if (state === 'active') return [];
  const late = new Intl.NumberFormat(speech.t('record.dates.locale'), { maximumFractionDigits: 1 });
  const hours = late.format(times.latenessMinutes / 60);
  return [speech.t('announce.paused', { campaign: inline(name, 60), hours })];
}

function channelNames({ channels }: AnnouncementCard): string {
  return channels.map(({ channelId }) => `<#${channelId}>`).join(', ');
}

function namesOf({ channels }: AnnouncementView): string {
  return channels.map((channel) => `<#${channel}>`).join(', ');
}

function moments(at: string, { zone }: Campaign, speech: Speech) {
  const instant = inZone(readWall(at), zone).toInstant();
  return { moment: typedMoment(instant, zone, speech), yours: yourTime(instant) };
}
