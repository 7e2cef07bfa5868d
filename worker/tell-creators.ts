import type { Clock } from '../campaigns/ports/clock.ts';
import type { Discord } from '../campaigns/ports/discord.ts';
import type { Log } from '../campaigns/ports/log.ts';
import type { StrandedNotice } from '../campaigns/ports/settings.ts';
import type { Store } from '../campaigns/ports/store.ts';
import { directNotice } from '../messages/posts/direct-notice.ts';
import type { Languages } from '../messages/words.ts';

export interface TellCreatorsOptions {
  readonly store: Pick<Store, 'strandedNotices' | 'campaigns'>;
  readonly discord: Pick<Discord, 'post' | 'directChannel'>;
  readonly clock: Clock;
  readonly languages: Languages;
  readonly log: Log;
}

const atOnce = 20;
const patienceMs = 15_000;

/**
 * Tells who made a campaign what could not be posted to its organisers, because their channel is lost: each notice
 * once, as a direct message. When that fails too, the panel shows it.
 */
export async function tellCreators(options: TellCreatorsOptions): Promise<void> {
  const { store, log } = options;
  for (const stranded of await store.strandedNotices.takeForCreators(atOnce)) {
    const outcome = await tell(stranded, options).catch((error: unknown) => String(error));
    log.info(
      { delivery: stranded.deliveryId, outcome },
      'a notice was tried as a direct message to who made the campaign',
    );
  }
}

async function tell(
  { campaign, notice, deliveryId, dueAt }: StrandedNotice,
  { store, discord, clock, languages }: TellCreatorsOptions,
): Promise<string> {
  const signal = AbortSignal.timeout(patienceMs);
  if (campaign.createdBy === null) return 'nobody is known';
  const channelId = await discord.directChannel(campaign.createdBy, signal);
  if (channelId === null) return 'closed';
  const channels = await store.campaigns.channels(campaign.id);
  const lost = channels.find(({ audience }) => audience === 'organisers');
  const setting = { deliveryId, dueAt, zone: campaign.zone, now: clock.now(), late: false };
  const speech = languages.in(lost?.language ?? campaign.language);
  const { body, files, claims } = directNotice(campaign, notice, lost?.channelId ?? null, setting, speech);
  const { kind } = await discord.post({
    channelId,
    post: { body: JSON.stringify(body), files, claims },
    nonce: `${deliveryId}.direct`,
    signal,
    isOver: () => signal.aborted,
  });
  return kind;
}
