import type { Campaign, CampaignChannel, Id, Snowflake } from '../../../campaigns/campaign.ts';
import { newId } from '../../../campaigns/id.ts';
import type { Change, ChannelSettings } from '../../../campaigns/ports/settings.ts';
import type { Saved } from '../../../campaigns/saved.ts';
import { beginChange, endPending, noted } from './changing.ts';
import { toChannel, type Db } from './rows.ts';

/** {@link ../../../campaigns/ports/settings.ts Settings.addChannel}, in a transaction. */
export async function addChannel(
  tx: Db,
  change: Change,
  { channelId, language, gets }: Pick<CampaignChannel, 'channelId' | 'language' | 'gets'>,
): Promise<Saved<Campaign> | 'there'> {
  const changing = await beginChange(tx, change);
  if ('kind' in changing) return changing;
  const there = await standing(tx, change);
  if (there.some((channel) => channel.channelId === channelId)) return 'there';
  await tx
    .insertInto('campaign_channels')
    .values({
      id: newId(),
      campaign_id: change.campaignId,
      guild_id: change.guildId,
      channel_id: channelId,
      audience: 'public',
      language,
      gets: [...gets],
    })
    .execute();
  return await changing.done('channel.add', { channel: channelId });
}

/** {@link ../../../campaigns/ports/settings.ts Settings.changeChannel}, in a transaction. */
export async function changeChannel(
  tx: Db,
  change: Change,
  id: Id,
  { language, gets, ping }: Partial<ChannelSettings>,
): Promise<Saved<Campaign>> {
  const changing = await beginChange(tx, change);
  if ('kind' in changing) return changing;
  const before = (await standing(tx, change)).find((channel) => channel.id === id);
  if (before === undefined) return { kind: 'gone' };
  await tx
    .updateTable('campaign_channels')
    .set({
      ...(language !== undefined && { language }),
      ...(gets !== undefined && { gets: [...gets] }),
      ...(ping !== undefined && { ping_role: ping?.role ?? null, ping_for: [...(ping?.for ?? [])] }),
    })
    .where('id', '=', id)
    .returning('id')
    .execute();
  const lost = gets === undefined ? [] : before.gets.filter((purpose) => !gets.includes(purpose));
  const ended = await endPending(tx, change, id, lost);
  const details = {
    channel: before.channelId,
    ...(language !== undefined && { language: `${before.language} → ${language}` }),
    ...(gets !== undefined && { gets: `${noted(before.gets)} → ${noted(gets)}` }),
    ...(ping !== undefined && {
      ping: `${noted(before.ping?.role ?? null)} → ${noted(ping?.role ?? null)}`,
      pingFor: `${noted(before.ping?.for ?? [])} → ${noted(ping?.for ?? [])}`,
    }),
  };
  return await changing.done('channel.change', details, ended);
}

/** {@link ../../../campaigns/ports/settings.ts Settings.replaceChannel}, in a transaction. */
export async function replaceChannel(
  tx: Db,
  change: Change,
  id: Id,
  to: Snowflake,
): Promise<Saved<Campaign> | 'there'> {
  const changing = await beginChange(tx, change);
  if ('kind' in changing) return changing;
  const channels = await standing(tx, change);
  const before = channels.find((channel) => channel.id === id);
  if (before === undefined) return { kind: 'gone' };
  if (channels.some(({ channelId }) => channelId === to)) return 'there';
  const added = newId();
  await tx
    .insertInto('campaign_channels')
    .values({
      id: added,
      campaign_id: change.campaignId,
      guild_id: change.guildId,
      channel_id: to,
      audience: before.audience,
      language: before.language,
      gets: [...before.gets],
      ping_role: before.ping?.role ?? null,
      ping_for: [...(before.ping?.for ?? [])],
    })
    .execute();
  await tx
    .updateTable('deliveries')
    .set({ campaign_channel_id: added })
    .where('campaign_channel_id', '=', id)
    .where('state', '=', 'pending')
    .execute();
  await takeAway(tx, change, id);
  return await changing.done('channel.replace', { channel: `${before.channelId} → ${to}` });
}

/** {@link ../../../campaigns/ports/settings.ts Settings.removeChannel}, in a transaction. */
export async function removeChannel(tx: Db, change: Change, id: Id): Promise<Saved<Campaign> | 'last'> {
  const changing = await beginChange(tx, change);
  if ('kind' in changing) return changing;
  const channels = await standing(tx, change);
  const before = channels.find((channel) => channel.id === id);
  if (before === undefined) return { kind: 'gone' };
  if (channels.filter(({ audience }) => audience === before.audience).length === 1) return 'last';
  const ended = await endPending(tx, change, id);
  await takeAway(tx, change, id);
  return await changing.done('channel.remove', { channel: before.channelId }, ended);
}

/** The row stays, for what was posted there. */
async function takeAway(tx: Db, { now }: Change, id: Id): Promise<void> {
  await tx
    .updateTable('campaign_channels')
    .set({ removed_at: now.toString() })
    .where('id', '=', id)
    .execute();
}

/** The channels that a campaign has now, locked: what is being sent there is sent first. */
async function standing(tx: Db, { campaignId, guildId }: Change): Promise<readonly CampaignChannel[]> {
  const rows = await tx
    .selectFrom('campaign_channels')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('guild_id', '=', guildId)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(toChannel);
}
