import type { CampaignChannel } from '../campaigns/campaign.ts';
import { rememberCooldownsMinutes } from '../campaigns/cooldowns.ts';
import { logDays } from '../campaigns/privacy.ts';
import type { Clock } from '../campaigns/ports/clock.ts';
import type { Discord } from '../campaigns/ports/discord.ts';
import type { Log } from '../campaigns/ports/log.ts';
import type { Store } from '../campaigns/ports/store.ts';
import { reportLimits } from '../campaigns/report-limits.ts';
import type { Languages } from '../messages/words.ts';
import { mostNamed, named } from './delivery-lines.ts';
import { tellCreators } from './tell-creators.ts';

/** How long an uploaded file waits for somebody to say what is to become of it. */
const keepImportsHours = 24;
/** How long a draft that nobody touches is kept, and one that was discarded. */
const keepDraftsDays = 30;
/** How long everything of a server that removed the bot is kept, in case it comes back. */
const keepRemovedDays = 30;

export interface HousekeepingOptions {
  readonly store: Store;
  readonly discord: Pick<Discord, 'channelAccess' | 'directChannel' | 'post'>;
  readonly languages: Languages;
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
  languages,
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
  await chore('prune pledges', async () => {
    await store.pledges.prune(clock.now());
  });
  await chore('prune cooldowns', async () => {
    const now = await store.ledger.time();
    await store.cooldowns.prune(now.subtract({ minutes: rememberCooldownsMinutes }));
  });
  await chore('prune imports', async () => {
    const now = await store.ledger.time();
    await store.imports.prune(now.subtract({ hours: keepImportsHours }));
  });
  await chore('prune drafts', async () => {
    await store.drafts.prune(clock.now().subtract({ hours: 24 * keepDraftsDays }));
  });
  await chore('purge servers', async () => {
    const now = await store.ledger.time();
    const purged = await store.guilds.purge(now.subtract({ hours: 24 * keepRemovedDays }));
    for (const guild of purged) log.info({ guild }, 'a server that removed the bot was forgotten');
  });
  await chore('forget names', async () => {
    const before = clock.now().subtract({ hours: 24 * logDays });
    await store.logbook.forgetNames(before);
    await store.approvalPlanning.forgetNames(before);
  });
  await chore('tell creators', async () => await tellCreators({ store, discord, clock, log, languages }));
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
    if (!lifted) return;
    const waiting = named(await store.ledger.waitingIn(id, mostNamed + 1));
    log.info({ channel: channelId, campaign: campaignId, ...waiting }, 'a channel is back');
  }
}
