import type { Id } from '../../campaigns/campaign.ts';
import type { PostRecord } from '../../campaigns/post-record.ts';
import { postView } from '../../messages/campaigns/post-view.ts';
import type { Answer } from '../../messages/payload.ts';
import { serverOf } from '../campaign/server.ts';
import { organised, type WorksOn } from '../campaign/which.ts';
import type { Asker, Deps } from '../contract.ts';
import { UserError } from '../errors.ts';

/** How many of the last tries are shown. */
const attemptsShown = 5;

/**
 * The post of a custom id, if it is of a campaign that the asker may organise. One of somebody else's is told of no
 * more than one that does not exist.
 *
 * @throws UserError as {@link organised} does
 */
export async function recordPressed(
  id: Id | undefined,
  asker: Asker,
  deps: Deps,
  worksOn?: WorksOn,
): Promise<PostRecord> {
  const found = id === undefined ? null : await deps.store.posts.find(serverOf(asker), id);
  const notFound = new UserError('manage.errors.notFound');
  organised(found?.campaign, notFound, asker, worksOn);
  if (found === null) throw notFound;
  return found;
}

/** A post as it stands now, to be managed. */
export async function viewOf(
  record: PostRecord,
  { speech }: Asker,
  { store, library, linkTo }: Deps,
  news?: string,
): Promise<Answer> {
  const attempts = await store.posts.attempts(record.delivery.id, attemptsShown);
  const pack = library.shelf(record.campaign.pack)?.record ?? null;
  return postView({ record, attempts, pack }, linkTo, speech, news);
}

/** The channel of a post, as it is named in a message. */
export function channelOf({ delivery }: PostRecord): string {
  return `<#${delivery.channel.channelId}>`;
}
