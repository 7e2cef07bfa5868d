import { Temporal } from 'temporal-polyfill';
import type { Store } from '../../../campaigns/ports/store.ts';
import { startChannels, startIds } from '../../../src/sandbox/world/start.ts';

/** When a post is due, on the wall of a zone, and how late it may go out. */
export interface Due {
  /** `YYYY-MM-DDTHH:MM`; this minute when left out. */
  readonly wall?: string;
  readonly zone?: string;
  /** 6 hours when left out. */
  readonly latenessMinutes?: number;
}

/** An active campaign, as an organiser made it. */
export interface AskedCampaign {
  readonly id: string;
  /** Asks for one more post: an announcement of its own. @returns its id */
  post(due?: Due): Promise<string>;
}

export interface Asked {
  /** How many posts. */
  readonly posts: number;
  /** When they are due; now when left out. */
  readonly at?: Temporal.Instant;
  readonly latenessMinutes?: number;
}

const organiser = '100000000000000101';
let campaigns = 0;

/** @param createdAt nothing that is due earlier is planned; an hour ago when left out */
export async function openCampaign(
  store: Store,
  createdAt: Temporal.Instant = Temporal.Now.instant().subtract({ hours: 1 }),
): Promise<AskedCampaign> {
  campaigns += 1;
  const campaign = await store.campaigns.create({
    guildId: startIds.guild,
    name: `Drill ${campaigns}`,
    pack: 'drill',
    zone: 'UTC',
    language: 'en',
    createdBy: organiser,
    createdAt,
    channels: [
      { channelId: startChannels.campaign, audience: 'public', language: 'en' },
      { channelId: startChannels.organisers, audience: 'organisers', language: 'en' },
    ],
    schedules: [],
  });
  if (campaign === 'taken') throw new Error('the campaign is there already');
  await store.campaigns.setState(startIds.guild, campaign.id, 'active', organiser);
  let posts = 0;
  return {
    id: campaign.id,
    post: async ({ wall = wallOf(Temporal.Now.instant()), zone = 'UTC', latenessMinutes = 360 } = {}) => {
      posts += 1;
      const text = `Post ${posts}`;
      const { id, version } = await store.announcements.draft({
        campaignId: campaign.id,
        title: text,
        text,
        at: wall,
        createdBy: organiser,
      });
      const asked = { guildId: startIds.guild, id, seen: version, by: organiser, now: askedAt(wall, zone) };
      await store.announcements.schedule(asked, {
        purpose: 'announcement',
        subject: id,
        rule: { kind: 'once', at: wall },
        zone,
        latenessMinutes,
      });
      return id;
    },
  };
}

/** Asks for posts that are due at a moment, in a campaign of their own. */
export async function ask(
  store: Store,
  { posts, at = Temporal.Now.instant(), latenessMinutes = 360 }: Asked,
): Promise<void> {
  const campaign = await openCampaign(store, at.subtract({ hours: 1 }));
  for (let asked = 0; asked < posts; asked += 1) await campaign.post({ wall: wallOf(at), latenessMinutes });
}

function wallOf(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO('UTC').toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** Asked for before it was due, whenever that was. */
function askedAt(wall: string, zone: string): Temporal.Instant {
  const due = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant();
  const now = Temporal.Now.instant();
  return Temporal.Instant.compare(due, now) < 0 ? due : now;
}
