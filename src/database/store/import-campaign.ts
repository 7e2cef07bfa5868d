import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Campaign, CampaignChannel, Id } from '../../../campaigns/campaign.ts';
import { weekdays, type CampaignFile, type FileChannel } from '../../../campaigns/file/model.ts';
import type { ImportPlan, ImportSaved } from '../../../campaigns/ports/imports.ts';
import type { EndedDelivery } from '../../../campaigns/ports/planning.ts';
import type { CampaignSettings, Change } from '../../../campaigns/ports/settings.ts';
import type { Saved } from '../../../campaigns/saved.ts';
import { auditOver } from './bookkeeping.ts';
import { createIn, findCampaign } from './campaigns.ts';
import { addChannel, changeChannel, removeChannel, replaceChannel } from './channels.ts';
import { followMourning } from './digest-days.ts';
import { importActions } from './import-actions.ts';
import { importAnnouncements } from './import-announcements.ts';
import { importDecisions } from './import-decisions.ts';
import { channelsIn, NotApplied, useUp } from './import-step.ts';
import type { Db } from './rows.ts';
import { changeSettings } from './settings.ts';
import { ending } from './ending.ts';

/**
 * {@link ../../../campaigns/ports/imports.ts Imports.apply}, in a transaction.
 *
 * @throws NotApplied when somebody was faster
 */
export async function applyImport(tx: Db, plan: ImportPlan): Promise<Saved<Campaign>> {
  // One after the other: of two files that name the same things, the second sees which ids are free no more.
  await sql`select pg_advisory_xact_lock(hashtextextended('imports', 0))`.execute(tx);
  await useUp(tx, plan);
  const { campaign, ended } =
    plan.target === null
      ? { campaign: await make(tx, plan), ended: [] }
      : await change(tx, plan, plan.target);
  const actions = await importActions(tx, plan, campaign);
  const announcements = await importAnnouncements(tx, plan, campaign);
  await importDecisions(tx, plan, campaign, new Map([...actions.renamed, ...announcements.renamed]));
  await followMourning(tx, campaign.id, plan.now, { ended: true });
  await auditOver(tx).note({
    guildId: plan.guildId,
    campaignId: campaign.id,
    by: plan.by,
    what: 'campaign.import',
    details: countsOf(plan),
    at: plan.now,
  });
  const { version } = campaign;
  await tx
    .updateTable('campaigns')
    .set({ version: version + 1, changed_by: plan.by, changed_at: plan.now.toString() })
    .where('id', '=', campaign.id)
    .execute();
  const value = await findCampaign(tx, plan.guildId, campaign.id);
  if (value === null) throw new Error('a campaign that was just imported is not there');
  return ending({ kind: 'saved', value }, [...ended, ...actions.ended, ...announcements.ended]);
}

function countsOf({ differences, target }: ImportPlan): Readonly<Record<string, string>> {
  const counts = Map.groupBy(
    differences,
    (one) => `${one.about} ${'change' in one ? one.change : 'changed'}`,
  );
  return {
    into: target === null ? 'new' : 'existing',
    ...Object.fromEntries([...counts].map(([name, all]) => [name, String(all.length)])),
  };
}

async function make(tx: Db, plan: ImportPlan): Promise<Campaign> {
  const { wanted, guildId, by, now, schedules } = plan;
  const { id } = await createIn(tx, {
    ...wanted.campaign,
    guildId,
    createdBy: by,
    createdAt: now,
    channels: wanted.channels.map(({ id: channelId, audience, language }) => ({
      channelId,
      audience,
      language,
    })),
    schedules,
  });
  const { times, organiserRole, approvals, unanswered } = settingsIn(wanted);
  await tx
    .updateTable('campaigns')
    .set({
      organiser_role: organiserRole,
      approvals,
      unanswered,
      remembrance_time: times.remembrance,
      planning_days: times.planningDays,
      digest_weekday: times.digestWeekday,
      digest_time: times.digest,
      lateness_minutes: times.latenessMinutes,
    })
    .where('id', '=', id)
    .execute();
  for (const channel of wanted.channels) {
    await tx
      .updateTable('campaign_channels')
      .set({
        gets: [...channel.gets],
        ping_role: channel.ping?.role.id ?? null,
        ping_for: [...(channel.ping?.for ?? [])],
      })
      .where('campaign_id', '=', id)
      .where('channel_id', '=', channel.id)
      .where('audience', '=', channel.audience)
      .execute();
  }
  const made = await findCampaign(tx, guildId, id);
  if (made === null) throw new Error('a campaign that was just made is not there');
  return made;
}

/** What a file says of a campaign as a whole. */
export function settingsIn({ campaign, times, organiserRole, approvals }: CampaignFile): CampaignSettings {
  const people = ([0, 1, 2] as const).find((one) => one === approvals.people) ?? 0;
  return {
    name: campaign.name,
    language: campaign.language,
    zone: campaign.zone,
    times: {
      remembrance: times.remembrance,
      planningDays: times.planningDays,
      digestWeekday: weekdays.indexOf(times.digestWeekday) + 1,
      digest: times.digest,
      latenessMinutes: times.latenessMinutes,
    },
    organiserRole: organiserRole?.id ?? null,
    approvals: people,
    unanswered: approvals.unanswered,
  };
}

/** Changes what is different, one thing after the other, each as an organiser would have done it. */
async function change(
  tx: Db,
  plan: ImportPlan,
  target: NonNullable<ImportPlan['target']>,
): Promise<{ readonly campaign: Campaign; readonly ended: readonly EndedDelivery[] }> {
  const { guildId, by, now, wanted, schedules } = plan;
  const { campaignId } = target;
  let version = target.version;
  const ended: EndedDelivery[] = [];
  const step = async (work: (change: Change) => Promise<ImportSaved | 'there' | 'last'>): Promise<void> => {
    const saved = await work({ guildId, campaignId, version, by, now });
    if (saved === 'there' || saved === 'last') throw new NotApplied('settled');
    if (typeof saved === 'string' || saved.kind !== 'saved') throw new NotApplied(saved);
    version = saved.value.version;
    ended.push(...(saved.ended ?? []));
  };
  const { organiserRole, approvals, unanswered, ...settings } = settingsIn(wanted);
  const before = await findCampaign(tx, guildId, campaignId);
  if (before === null) throw new NotApplied({ kind: 'gone' });
  // Also when nothing is different here, so that the version is looked at.
  await step(async (one) => await changeSettings(tx, one, settings, { schedules }));
  if (before.organiserRole !== organiserRole) {
    const notice = { kind: 'organiser-role', by, role: organiserRole } as const;
    await step(async (one) => await changeSettings(tx, one, { organiserRole }, { notice }));
  }
  if (before.approvals !== approvals || before.unanswered !== unanswered) {
    const notice = { kind: 'approvals', by, approvals, unanswered } as const;
    await step(async (one) => await changeSettings(tx, one, { approvals, unanswered }, { notice }));
  }
  await changeChannels(tx, wanted, campaignId, step);
  const changed = await findCampaign(tx, guildId, campaignId);
  if (changed === null) throw new NotApplied({ kind: 'gone' });
  return { campaign: changed, ended };
}

async function changeChannels(
  tx: Db,
  wanted: CampaignFile,
  campaignId: Id,
  step: (work: (change: Change) => Promise<ImportSaved | 'there' | 'last'>) => Promise<void>,
): Promise<void> {
  const there = await channelsIn(tx, campaignId);
  const [organisers, ownOrganisers] = [wanted.channels, there].map((all) =>
    all.find(({ audience }) => audience === 'organisers'),
  );
  const to = organisers && 'channelId' in organisers ? organisers.channelId : organisers?.id;
  const from = ownOrganisers && 'channelId' in ownOrganisers ? ownOrganisers : undefined;
  if (from && to !== undefined && from.channelId !== to) {
    await step(async (one) => await replaceChannel(tx, one, from.id, to));
  }
  const known = new Set(there.map(({ channelId }) => channelId));
  for (const { id: channelId, audience, language, gets } of wanted.channels) {
    if (audience === 'public' && !known.has(channelId)) {
      await step(async (one) => await addChannel(tx, one, { channelId, language, gets }));
    }
  }
  // The language of the campaign took channels along: each is looked at as it is by now.
  for (const row of await channelsIn(tx, campaignId)) {
    const channel = wanted.channels.find(
      ({ id, audience }) => id === row.channelId && audience === row.audience,
    );
    if (channel === undefined) await step(async (one) => await removeChannel(tx, one, row.id));
    else if (!saysSame(row, channel)) {
      const { language, gets } = channel;
      const ping = channel.ping && { role: channel.ping.role.id, for: channel.ping.for };
      const changes = row.audience === 'public' ? { language, gets, ping } : { language };
      await step(async (one) => await changeChannel(tx, one, row.id, changes));
    }
  }
}

function saysSame(row: CampaignChannel, channel: FileChannel): boolean {
  const sorted = (all: readonly string[] = []): readonly string[] => all.toSorted();
  const organisers = row.audience === 'organisers';
  return (
    row.language === channel.language &&
    (organisers ||
      (isDeepStrictEqual(sorted(row.gets), sorted(channel.gets)) &&
        row.ping?.role === channel.ping?.role.id &&
        isDeepStrictEqual(sorted(row.ping?.for), sorted(channel.ping?.for))))
  );
}
