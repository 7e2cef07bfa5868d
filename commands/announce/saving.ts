import type { Announcement } from '../../campaigns/announcement.ts';
import type { Campaign, Id } from '../../campaigns/campaign.ts';
import type {
  AnnouncementChange,
  AnnouncementEdit,
  AnnouncementSaved,
} from '../../campaigns/ports/announcements.ts';
import { conflictAnswer } from '../../messages/campaigns/announcement-conflict.ts';
import type { Asker, Deps, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';
import { claimOnce, serverOf } from '../campaign/server.ts';
import { organised } from '../campaign/which.ts';
import { cardOf } from './card.ts';
import { judged } from './problem.ts';

/** An announcement that somebody may change, and the version that they had before them. */
export interface Found {
  readonly announcement: Announcement;
  readonly campaign: Campaign;
}

/**
 * An announcement of this server, of a campaign that the asker may organise, and not withdrawn.
 *
 * @throws UserError with the same words whether it does not exist or is not theirs
 */
export async function announcementPressed(id: Id | undefined, asker: Asker, deps: Deps): Promise<Found> {
  const found = id === undefined ? null : await deps.store.announcements.find(serverOf(asker), id);
  const notFound = new UserError('announce.errors.notFound');
  organised(found?.campaign, notFound, asker);
  if (!found) throw notFound;
  if (found.state === 'withdrawn') throw new UserError('announce.errors.settled');
  const { campaign, ...announcement } = found;
  return { announcement, campaign };
}

/**
 * The version in a custom id.
 *
 * @throws UserError when it is none
 */
export function versionSeen(part: string | undefined): number {
  if (part === undefined || !/^[1-9]\d{0,8}$/.test(part)) throw new UserError('errors.stale');
  return Number(part);
}

/** Who changes which announcement, and what they saw of it. */
export function editOf(
  { announcement }: Found,
  seen: number,
  asker: Asker,
  { clock }: Deps,
): AnnouncementEdit {
  return { guildId: serverOf(asker), id: announcement.id, seen, by: asker.userId, now: clock.now() };
}

/**
 * Saves a change, and shows what became of the announcement. Where somebody else was faster, nothing is saved, and
 * what was typed is shown back.
 *
 * @param typed what the person typed, to be given back
 */
export async function saveChange(
  found: Found,
  seen: number,
  change: AnnouncementChange,
  typed: readonly string[],
  asker: Asker,
  deps: Deps,
): Promise<Reply> {
  await claimOnce(asker, deps);
  const saved = await deps.store.announcements.change(editOf(found, seen, asker, deps), change);
  if (saved.kind !== 'saved') return notSaved(saved, typed, asker);
  const card = await cardOf(saved.value, found.campaign, deps);
  const news = found.announcement.state === 'scheduled' ? 'halted' : undefined;
  return { kind: 'update', answer: judged(card, asker, deps, news) };
}

/**
 * What is told of something that was not saved.
 *
 * @throws UserError when it is gone, or nothing can be changed about it any more
 */
export function notSaved(
  saved: Exclude<AnnouncementSaved, { kind: 'saved' }>,
  typed: readonly string[],
  { speech }: Asker,
): Reply {
  switch (saved.kind) {
    case 'changed':
      return { kind: 'answer', private: true, answer: conflictAnswer(saved.value, typed, speech) };
    case 'gone':
      throw new UserError('announce.errors.notFound');
    case 'settled':
      throw new UserError('announce.errors.settled');
  }
}
