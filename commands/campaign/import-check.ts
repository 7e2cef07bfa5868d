import { ruleOf, type Announcement } from '../../campaigns/announcement.ts';
import { nextOccurrence } from '../../campaigns/calendar/expand.ts';
import type { Campaign, CampaignChannel } from '../../campaigns/campaign.ts';
import type { CampaignFile, FileAnnouncement } from '../../campaigns/file/model.ts';
import type { Missing } from '../../messages/campaigns/import-preview.ts';
import { inline } from '../../messages/posts/inline.ts';
import { problemOf } from '../announce/problem.ts';
import type { Asker, Deps } from '../contract.ts';
import { UserError } from '../errors.ts';
import { wallNow } from '../announce/card.ts';
import { checkChannel } from './channels.ts';
import { checkPing, checkRole } from './roles.ts';
import { serverOf } from './server.ts';

interface Checked {
  /** With channels and roles of this server. */
  readonly wanted: CampaignFile;
  readonly target: Campaign | null;
  readonly missing: readonly Missing[];
}

/** Why a file cannot be imported by this person into this server, in words; the checks of the panel, all at once. */
export async function importProblems(
  { wanted, target, missing }: Checked,
  asker: Asker,
  deps: Deps,
): Promise<readonly string[]> {
  const { speech } = asker;
  const found: string[] = [];
  const check = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const text = error.inWords(speech);
      if (!found.includes(text)) found.push(text);
    }
  };
  if (!asker.permissions.manageServer) {
    if (target === null) found.push(speech.t('export.preview.managerNew'));
    else if (changesPower(wanted, target)) found.push(speech.t('export.preview.manager'));
  }
  if (target !== null && target.pack !== wanted.campaign.pack) {
    found.push(speech.t('export.preview.packChanged', { pack: inline(target.pack, 60) }));
  }
  const ids = wanted.channels.map(({ id }) => id);
  if (new Set(ids).size < ids.length) found.push(speech.t('export.preview.sameChannel'));
  const absent = new Set(missing.map(({ id }) => id));
  const channels = rowsOf(wanted, asker).filter(({ channelId }) => !absent.has(channelId));
  // What the campaign has already was looked at when it was chosen, and may be lost for a while now.
  const there = target === null ? [] : await deps.store.campaigns.channels(target.id);
  for (const channel of channels) {
    const before = there.find(({ channelId }) => channelId === channel.channelId);
    if (!before) await check(checkChannel(channel.channelId, asker, deps));
    if (channel.ping !== null && channel.ping.role !== before?.ping?.role) {
      await check(checkPing(channel.ping.role, channel, asker, deps));
    }
  }
  const role = wanted.organiserRole?.id ?? null;
  if (role !== null && role !== target?.organiserRole) await check(checkRole(role, asker, deps));
  return [...found, ...announcementProblems(wanted, target, asker, deps)];
}

/** Whether it changes what only who manages the server may change. */
function changesPower({ organiserRole, approvals }: CampaignFile, target: Campaign): boolean {
  return (
    (organiserRole?.id ?? null) !== target.organiserRole ||
    approvals.people !== target.approvals ||
    approvals.unanswered !== target.unanswered
  );
}

/** The channels as they would be. */
function rowsOf({ channels }: CampaignFile, asker: Asker): readonly CampaignChannel[] {
  return channels.map((channel) => ({
    id: channel.id,
    campaignId: '',
    guildId: serverOf(asker),
    channelId: channel.id,
    audience: channel.audience,
    language: channel.language,
    gets: channel.gets,
    ping: channel.ping && { role: channel.ping.role.id, for: channel.ping.for },
    quarantine: null,
  }));
}

/** What is wrong with announcements that are to be posted. One whose time is over is not posted anyway. */
function announcementProblems(
  wanted: CampaignFile,
  target: Campaign | null,
  asker: Asker,
  deps: Deps,
): readonly string[] {
  const { speech } = asker;
  const now = deps.clock.now();
  const campaign: Campaign = {
    ...(target ?? { id: '', state: 'paused', createdAt: now, changedAt: now, version: 1 }),
    ...wanted.campaign,
    guildId: serverOf(asker),
    createdBy: asker.userId,
    changedBy: asker.userId,
    organiserRole: null,
    approvals: 0,
    unanswered: 'hold',
    times: { ...wanted.times, digestWeekday: 1 },
  };
  const offered = rowsOf(wanted, asker).filter(
    ({ audience, gets }) => audience === 'public' && gets.some((one) => one === 'announcement'),
  );
  return wanted.announcements.flatMap((entry) => {
    if (entry.state !== 'scheduled') return [];
    const announcement = announcementOf(entry, campaign, asker);
    const channels = offered.filter(({ id }) => entry.channels === null || entry.channels.includes(id));
    const rule = ruleOf(announcement, wallNow(campaign, deps));
    const next =
      rule &&
      nextOccurrence({ purpose: 'announcement', subject: entry.id ?? '', rule, zone: campaign.zone }, now);
    const card = {
      announcement,
      campaign,
      offered,
      channels,
      languages: [],
      crosspostable: false,
      views: [],
    };
    const wrong = problemOf({ ...card, next: next ? [next.wall] : [] }, deps);
    if (wrong === null || (wrong.about === 'time' && wrong.kind === 'past')) return [];
    const what =
      wrong.kind === 'too-long'
        ? speech.t('export.preview.tooLong', { count: wrong.by })
        : wrong.kind === 'tone'
          ? speech.t('export.preview.tone', { signs: wrong.signs.slice(0, 20).join(' ') })
          : speech.t('export.preview.announcementOther');
    return [speech.t('export.preview.announcement', { title: inline(entry.title, 60), what })];
  });
}

function announcementOf(entry: FileAnnouncement, campaign: Campaign, asker: Asker): Announcement {
  const { picture: _, ...rest } = entry;
  return {
    ...rest,
    id: entry.id ?? '',
    campaignId: campaign.id,
    picture: null,
    createdBy: asker.userId,
    version: 1,
    changedBy: asker.userId,
    changedAt: campaign.changedAt,
  };
}
