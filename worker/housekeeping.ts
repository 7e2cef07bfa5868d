import type { CampaignChannel } from '../campaigns/campaign.ts';
import type { Clock } from '../campaigns/ports/clock.ts';
import type { Discord } from '../campaigns/ports/discord.ts';
import type { Log } from '../campaigns/ports/log.ts';
import type { Store } from '../campaigns/ports/store.ts';
import { reportLimits } from '../campaigns/report-limits.ts';

export interface HousekeepingOptions {
  readonly store: Store;
  readonly discord: Pick<Discord, 'channelAccess'>;
  readonly clock: Clock;
  readonly log: Log;
  /** How long an interaction is remembered as answered. Discord's own token for it lives 15 minutes. */
  readonly keepInteractionsMinutes?: number;
}

export interface Housekeeping {
  /** Does everything that is not urgent, once. Never rejects; what fails is logged and tried the next time. */
  run(): Promise<void>;
  /** Lets a running round end and begins no other. Safe to call twice. */
  stop(): Promise<void>;
}

/** Looks whether lost channels are back, and forgets what nobody needs. */
export function createHousekeeping(options: HousekeepingOptions): Housekeeping {
  let stopped = false;
  let running: Promise<void> | null = null;
  return {
    run: async () => {
      if (stopped) return;
      running ??= round(options).finally(() => {
        running = null;
      });
      await running;
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

async function round({
  store,
  discord,
  clock,
  log,
  keepInteractionsMinutes = 24 * 60,
}: HousekeepingOptions): Promise<void> {
  async function chore(name: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (err) {
      log.warn({ err, chore: name }, 'a chore of the housekeeping failed');
    }
  }

  await chore('prune interactions', async () => {
    const now = await store.ledger.time();
    await store.interactions.prune(now.subtract({ minutes: keepInteractionsMinutes }));
  });
  await chore('prune reports', async () => {
    const now = await store.ledger.time();
    await store.reports.prune(now.subtract({ hours: reportLimits.hours }));
  });
  await chore('probe channels', async () => {
    for (const channel of await store.campaigns.quarantined()) {
      await chore(`probe ${channel.channelId}`, () => probe(channel));
    }
  });

  async function probe({ id, guildId, channelId, campaignId }: CampaignChannel): Promise<void> {
    const access = await discord.channelAccess(guildId, channelId);
    if (access.kind !== 'usable') return;
    const notice = { kind: 'channel-back', channelId } as const;
    const lifted = await store.campaigns.setQuarantine(id, null, clock.now(), notice);
    if (lifted) log.info({ channel: channelId, campaign: campaignId }, 'a channel is back');
  }
}
