import type { Temporal } from 'temporal-polyfill';
import { inZone, readWall } from '../../campaigns/calendar/wall-time.ts';
import type { Announcement, Campaign, Id } from '../../campaigns/campaign.ts';
import { readTypedTime, type TypedTime } from '../../campaigns/typed-time/read.ts';
import { previewAnswer, type Draft } from '../../messages/campaigns/announcement.ts';
import { problemAnswer, type DraftProblem } from '../../messages/campaigns/announcement-problem.ts';
import type { AnnouncementWords } from '../../messages/campaigns/announcement-form.ts';
import type { Answer } from '../../messages/payload.ts';
import { announcementFits, announcementPost } from '../../messages/posts/announcement.ts';
import { contentLength } from '../../messages/posts/compose.ts';
import type { Asker, Deps } from '../contract.ts';
import { UserError } from '../errors.ts';
import { claimOnce, serverOf } from '../campaign/server.ts';

/** The hour of an announcement for which only a day was typed. */
const usualHour = '10:00';

/** A draft of this server that is still one. */
export async function draftPressed(id: Id | undefined, asker: Asker, deps: Deps): Promise<Draft> {
  const found = id === undefined ? null : await deps.store.announcements.find(serverOf(asker), id);
  if (!found) throw new UserError('announce.errors.notFound');
  if (found.state !== 'draft') throw new UserError('announce.errors.settled');
  const { campaign, ...announcement } = found;
  return await draftOf(announcement, campaign, deps);
}

export async function draftOf(
  announcement: Announcement,
  campaign: Campaign,
  { store, clock }: Deps,
): Promise<Draft> {
  const channels = await store.campaigns.channels(campaign.id);
  const audience = channels.filter((channel) => channel.audience === 'public');
  if (audience.length === 0) throw new UserError('announce.errors.noChannel');
  return { announcement, campaign, channels: audience.map(({ channelId }) => channelId), now: clock.now() };
}

/**
 * Keeps what was typed, and then judges it: the preview, or what is wrong with it.
 *
 * @param draftId the draft that is changed; null makes a new one
 */
export async function keepAndJudge(
  typed: AnnouncementWords,
  campaign: Campaign,
  draftId: Id | null,
  asker: Asker,
  deps: Deps,
): Promise<Answer> {
  const when = whenMeant(typed.when, campaign, deps);
  const words = {
    title: typed.title.trim(),
    text: typed.text.trim(),
    at: wallOf(when),
  };
  await claimOnce(asker, deps);
  const kept =
    draftId === null
      ? await deps.store.announcements.draft({ ...words, campaignId: campaign.id, createdBy: asker.userId })
      : await deps.store.announcements.change(serverOf(asker), draftId, words);
  if (!kept) throw new UserError('announce.errors.settled');
  const draft = await draftOf(kept, campaign, deps);
  if (when !== null && when.kind !== 'at') {
    return problemAnswer({ ...when, typed: typed.when }, draft, asker.speech);
  }
  return judged(draft, asker, deps);
}

/** A draft as it stands: its preview, or what is wrong with it. */
export function judged(draft: Draft, asker: Asker, deps: Deps): Answer {
  const problem = problemOf(draft, deps);
  return problem ? problemAnswer(problem, draft, asker.speech) : previewAnswer(draft, asker.speech);
}

/** Why a draft cannot be confirmed, if it cannot. */
export function problemOf({ announcement, campaign, now }: Draft, { languages }: Deps): DraftProblem | null {
  const { title, text, at } = announcement;
  if (title.trim() === '' || text.trim() === '') return { kind: 'blank' };
  const speech = languages.in(campaign.language);
  const setting = {
    deliveryId: announcement.id,
    dueAt: dueAt(announcement, campaign) ?? now,
    zone: campaign.zone,
    now,
  };
  if (!announcementFits(announcement, setting, speech)) {
    const frame =
      announcementPost({ title, text: '' }, { ...setting, late: true }, speech).body.content ?? '';
    return { kind: 'too-long', by: Math.max(1, frame.length + 2 + text.trim().length - contentLength) };
  }
  const due = dueAt(announcement, campaign);
  if (at !== null && due !== null && due.epochMilliseconds <= now.epochMilliseconds) {
    return { kind: 'past', at, typed: at };
  }
  return null;
}

function dueAt({ at }: Announcement, { zone }: Campaign): Temporal.Instant | null {
  return at === null ? null : inZone(readWall(at), zone).toInstant();
}

/**
 * The time that is kept with a draft. One that does not count yet is kept too: a draft of another time than
 * the one of an older preview cannot be confirmed there.
 */
function wallOf(when: TypedTime | null): string | null {
  if (when === null || when.kind === 'unreadable') return null;
  return when.kind === 'ambiguous' ? (when.readings[0] ?? null) : when.at;
}

/** Null when it is to be posted as soon as it is confirmed. */
function whenMeant(when: string, { zone }: Campaign, { clock }: Deps): TypedTime | null {
  if (when.trim() === '') return null;
  return readTypedTime(when, { zone, now: clock.now(), hour: usualHour });
}
