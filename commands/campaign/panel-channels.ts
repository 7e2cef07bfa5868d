import type { Campaign, CampaignChannel } from '../../campaigns/campaign.ts';
import type { ChannelSettings } from '../../campaigns/ports/settings.ts';
import { publicPurposes, type PublicPurpose } from '../../campaigns/schedule.ts';
import {
  channelPage,
  channelsPage,
  mostChannels,
  removeChannelAnswer,
} from '../../messages/campaigns/panel-channels.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import { inline } from '../../messages/posts/inline.ts';
import type { Asker, Deps, Handler, Press, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';
import { checkChannel } from './channels.ts';
import { ensureButton } from './organise-button.ts';
import { changeOf, channelPressed } from './panel.ts';
import { panelChannels } from './panel-facts.ts';
import { checkPing } from './roles.ts';
import { savedOf } from './saving.ts';
import { claimOnce } from './server.ts';
import { campaignPressed } from './which.ts';

/** A channel is added, with everything that it can get: `channel-add:<campaign>:<version>`, its id as value. */
const add: Handler = {
  route: routes.channelAdd,
  needs: 'organiser',
  run: async ({ args: [id, version], values: [channelId] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    const change = changeOf(campaign, version, asker, deps);
    if (channelId === undefined) throw new UserError('errors.stale');
    const channels = await deps.store.campaigns.channels(campaign.id);
    if (channels.filter(({ audience }) => audience === 'public').length >= mostChannels) {
      throw new UserError('panel.errors.full', { count: mostChannels });
    }
    await checkChannel(channelId, asker, deps);
    await claimOnce(asker, deps);
    const { language } = campaign;
    const added = await deps.store.settings.addChannel(change, { channelId, language, gets: publicPurposes });
    if (added === 'there') throw alreadyThere(campaign, channelId);
    return await shownAt(savedOf(added), channelId, asker, deps);
  },
};

/** Another channel takes the place of one: `channel-replace:<campaign>:<channel>:<version>`, its id as value. */
const replace: Handler = {
  route: routes.channelReplace,
  needs: 'organiser',
  run: async ({ args: [id, rowId, version], values: [channelId] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    const change = changeOf(campaign, version, asker, deps);
    const channel = await channelPressed(campaign, rowId, deps);
    if (channelId === undefined) throw new UserError('errors.stale');
    await checkChannel(channelId, asker, deps);
    await claimOnce(asker, deps);
    const replaced = await deps.store.settings.replaceChannel(change, channel.id, channelId);
    if (replaced === 'there') throw alreadyThere(campaign, channelId);
    const saved = savedOf(replaced);
    if (channel.audience === 'organisers') await ensureButton({ ...channel, channelId }, deps);
    return await shownAt(saved, channelId, asker, deps);
  },
};

/** Asks, and removes with `yes` behind it: `channel-remove:<campaign>:<channel>:<version>`. */
const remove: Handler = {
  route: routes.channelRemove,
  needs: 'organiser',
  run: async ({ args: [id, rowId, version, sure] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    const change = changeOf(campaign, version, asker, deps);
    const channel = await channelPressed(campaign, rowId, deps);
    if (sure !== 'yes') {
      return { kind: 'update', answer: removeChannelAnswer(campaign, channel, asker.speech) };
    }
    await claimOnce(asker, deps);
    const removed = await deps.store.settings.removeChannel(change, channel.id);
    if (removed === 'last') throw new UserError('panel.errors.last');
    const saved = savedOf(removed);
    const news = asker.speech.t('panel.saved');
    return {
      kind: 'update',
      answer: channelsPage(saved, await panelChannels(saved, deps), asker.speech, news),
    };
  },
};

/** Something about one channel: `<route>:<campaign>:<channel>:<version>`, what was chosen as values. */
const setting = (
  route: keyof typeof routes,
  read: (
    press: Press,
    channel: CampaignChannel,
    asker: Asker,
    deps: Deps,
  ) => Promise<Partial<ChannelSettings>>,
): Handler => ({
  route: routes[route],
  needs: 'organiser',
  run: async (press, asker, deps) => {
    const [id, rowId, version] = press.args;
    const campaign = await campaignPressed(id, asker, deps);
    const change = changeOf(campaign, version, asker, deps);
    const channel = await channelPressed(campaign, rowId, deps);
    const settings = await read(press, channel, asker, deps);
    await claimOnce(asker, deps);
    const saved = savedOf(await deps.store.settings.changeChannel(change, channel.id, settings));
    return await shownAt(saved, channel.channelId, asker, deps);
  },
});

const gets = setting('channelGets', async ({ values }, channel) => {
  if (channel.audience !== 'public') throw new UserError('errors.stale');
  return { gets: purposesIn(values) };
});

const language = setting('channelLanguage', async ({ values }, _channel, _asker, { languages }) => {
  const found = languages.all.find((one) => one === values[0]);
  if (found === undefined) throw new UserError('errors.stale');
  return { language: found };
});

/** No role mentions nobody; another role is mentioned for the same posts. */
const role = setting('channelRole', async ({ values: [roleId] }, channel, asker, deps) => {
  if (channel.audience !== 'public') throw new UserError('errors.stale');
  if (roleId === undefined) return { ping: null };
  await checkPing(roleId, channel, asker, deps);
  return { ping: { role: roleId, for: channel.ping?.for ?? [] } };
});

const pingFor = setting('channelPing', async ({ values }, { ping }) => {
  if (ping === null) throw new UserError('errors.stale');
  return { ping: { role: ping.role, for: purposesIn(values) } };
});

export const channelHandlers: readonly Handler[] = [add, replace, remove, gets, language, role, pingFor];

function purposesIn(values: readonly string[]): readonly PublicPurpose[] {
  const chosen = publicPurposes.filter((purpose) => values.includes(purpose));
  if (chosen.length !== new Set(values).size) throw new UserError('errors.stale');
  return chosen;
}

function alreadyThere({ name }: Campaign, channelId: string): UserError<'panel.errors.there'> {
  return new UserError('panel.errors.there', { name: inline(name, 60), channel: `<#${channelId}>` });
}

/** The page of a channel of Discord's id, after something about it was saved. */
async function shownAt(campaign: Campaign, channelId: string, asker: Asker, deps: Deps): Promise<Reply> {
  const channels = await deps.store.campaigns.channels(campaign.id);
  const channel = channels.find((one) => one.channelId === channelId);
  if (!channel) throw new UserError('errors.gone');
  const { speech } = asker;
  const answer = channelPage(campaign, channel, deps.languages.all, speech, speech.t('panel.saved'));
  return { kind: 'update', answer };
}
