import type { CampaignChannel, Snowflake } from '../../campaigns/campaign.ts';
import type { PostOutcome } from '../../campaigns/ports/discord.ts';
import type { OrganiseButton } from '../../campaigns/ports/settings.ts';
import { organisePost } from '../../messages/campaigns/organise.ts';
import type { ButtonPlace } from '../../messages/campaigns/overview.ts';
import type { Deps } from '../contract.ts';

/** Somebody waits for the answer, and Discord gives it three seconds. */
const patienceMs = 2_000;
/** For so long Discord knows a nonce again; later the channel is read to find out what became of a try. */
const nonceTrustedMs = 60_000;

type ButtonDeps = Pick<Deps, 'store' | 'discord' | 'languages'>;
type Place = Pick<CampaignChannel, 'guildId' | 'channelId' | 'language'>;

/** Whether the message with the button is where it should be, as far as Discord can be asked in time. */
export async function buttonPlace({ channelId }: Place, deps: ButtonDeps): Promise<ButtonPlace> {
  const button = await deps.store.organiseButtons.find(channelId);
  if (button === null || button.messageId === null) return 'missing';
  return await look(channelId, button.messageId, deps);
}

async function look(
  channelId: Snowflake,
  messageId: Snowflake,
  { discord }: ButtonDeps,
): Promise<ButtonPlace> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const message = await discord.message({ channelId, messageId, signal });
    if (message === null) return 'missing';
    return message.pinned === false ? 'unpinned' : 'there';
  } catch {
    return 'unknown';
  }
}

/**
 * Makes sure that the channel has one message with the button, and pins it when it is new. One that is there is kept;
 * one that was deleted is posted anew. Of two tries at once, or after one whose end nobody saw, one message comes
 * out: both have the same nonce, and later the channel is read first.
 *
 * @param pins `again` pins also what somebody has unpinned: they may have had a reason
 */
export async function ensureButton(
  place: Place,
  deps: ButtonDeps,
  pins: 'new' | 'again' = 'new',
): Promise<Exclude<ButtonPlace, 'unknown'>> {
  const { store } = deps;
  let button = await store.organiseButtons.of(place.guildId, place.channelId);
  if (button.messageId !== null) {
    const found = await look(place.channelId, button.messageId, deps);
    if (found === 'unpinned' && pins === 'new') return found;
    if (found !== 'missing') return await pinned(place.channelId, button.messageId, deps);
    button = await store.organiseButtons.renew(button);
  }
  const earlier = button.messageId ?? (await postedEarlier(button, deps));
  const posted = earlier === null ? await post(button, place, deps) : { button, messageId: earlier };
  if (posted === null) return 'missing';
  await store.organiseButtons.posted(posted.button, posted.messageId);
  return await pinned(place.channelId, posted.messageId, deps);
}

/** The message of a try whose end was not written down. */
async function postedEarlier(button: OrganiseButton, { discord }: ButtonDeps): Promise<Snowflake | null> {
  if (button.triedMsAgo < nonceTrustedMs) return null;
  const history = await discord.history(button.channelId, null, AbortSignal.timeout(patienceMs));
  if (history.kind === 'unreadable') return null;
  return history.messages.find(({ ours, marker }) => ours && marker === button.id)?.id ?? null;
}

/** Null when it could not be posted. One that was deleted right after an unseen try is posted anew. */
async function post(
  button: OrganiseButton,
  place: Place,
  deps: ButtonDeps,
): Promise<{ readonly button: OrganiseButton; readonly messageId: Snowflake } | null> {
  const outcome = await tryToPost(button, place, deps);
  if (outcome.kind === 'sent') return { button, messageId: outcome.messageId };
  if (outcome.kind !== 'gone') return null;
  const renewed = await deps.store.organiseButtons.renew(button);
  const again = await tryToPost(renewed, place, deps);
  return again.kind === 'sent' ? { button: renewed, messageId: again.messageId } : null;
}

async function tryToPost(
  { id, generation, channelId }: OrganiseButton,
  { language }: Place,
  { discord, languages }: ButtonDeps,
): Promise<PostOutcome> {
  const { body, files, claims } = organisePost(id, languages.in(language));
  const signal = AbortSignal.timeout(patienceMs);
  return await discord.post({
    channelId,
    post: { body: JSON.stringify(body), files, claims },
    nonce: `${id}.${generation}`,
    signal,
    isOver: () => signal.aborted,
  });
}

async function pinned(
  channelId: Snowflake,
  messageId: Snowflake,
  { discord }: ButtonDeps,
): Promise<'there' | 'unpinnable'> {
  const signal = AbortSignal.timeout(patienceMs);
  const outcome = await discord.pin({ channelId, messageId, signal });
  return outcome.kind === 'done' ? 'there' : 'unpinnable';
}
