import { isOut } from '../../campaigns/post-record.ts';
import { askAnswer } from '../../messages/campaigns/ask.ts';
import { logId, logRoutes } from '../../messages/campaigns/log-routes.ts';
import { button } from '../../messages/components.ts';
import { savedOf } from '../campaign/saving.ts';
import { claimOnce, serverOf } from '../campaign/server.ts';
import { organised } from '../campaign/which.ts';
import type { Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { channelOf, recordPressed, viewOf } from './record.ts';

/** `post-withdraw:<delivery>`: asks first. */
const withdraw: Handler = {
  route: logRoutes.withdraw,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const record = await recordPressed(id, asker, deps, 'archived too');
    if (!isOut(record)) throw new UserError('manage.errors.notOut');
    const { speech } = asker;
    const { id: delivery } = record.delivery;
    const question = speech.t('manage.withdraw.ask', { channel: channelOf(record) });
    const sure = button(logId('withdrawSure', delivery), speech.t('manage.buttons.withdrawSure'), 'main');
    const back = button(logId('view', delivery), speech.t('manage.buttons.back'));
    return { kind: 'update', answer: askAnswer(question, [], sure, back) };
  },
};

/** `post-withdraw-sure:<delivery>`: any one organiser may, at once. */
const withdrawSure: Handler = {
  route: logRoutes.withdrawSure,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const record = await recordPressed(id, asker, deps, 'archived too');
    if (!isOut(record)) throw new UserError('manage.errors.notOut');
    await claimOnce(asker, deps);
    const now = deps.clock.now();
    const { store } = deps;
    savedOf(
      await store.amendments.ask(
        serverOf(asker),
        record.delivery.id,
        { kind: 'withdraw' },
        asker.userId,
        now,
      ),
    );
    const news = asker.speech.t('manage.withdraw.asked', { channel: channelOf(record) });
    const after = await recordPressed(id, asker, deps, 'archived too');
    return { kind: 'update', answer: await viewOf(after, asker, deps, news) };
  },
};

/** `post-retry:<delivery>:<amendment>`: what failed is tried again. */
const retry: Handler = {
  route: logRoutes.retry,
  needs: 'organiser',
  run: async ({ args: [id, amendmentId] }, asker, deps) => {
    const record = await recordPressed(id, asker, deps, 'archived too');
    const amendment = record.amendments.find((one) => one.id === amendmentId);
    const stale = new UserError('errors.stale');
    if (amendment === undefined) throw stale;
    if (amendment.kind !== 'withdraw') organised(record.campaign, stale, asker);
    await claimOnce(asker, deps);
    const now = deps.clock.now();
    if (!(await deps.store.amendments.retry(serverOf(asker), amendment.id, asker.userId, now))) throw stale;
    const after = await recordPressed(id, asker, deps, 'archived too');
    return { kind: 'update', answer: await viewOf(after, asker, deps, asker.speech.t('manage.retry')) };
  },
};

/** `post-probe:<delivery>`: looks whether its channel is mended. */
const probe: Handler = {
  route: logRoutes.probe,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const record = await recordPressed(id, asker, deps);
    const { guildId, channelId, id: channel } = record.delivery.channel;
    const { speech } = asker;
    const variables = { channel: channelOf(record) };
    const access = await deps.discord.channelAccess(guildId, channelId).catch(() => null);
    if (access?.kind !== 'usable') {
      const news =
        access === null
          ? speech.t('manage.probe.unknown')
          : access.kind === 'missing-permissions'
            ? speech.t('manage.probe.missing', { ...variables, missing: access.missing.join(', ') })
            : speech.t('manage.probe.lost', variables);
      return { kind: 'update', answer: await viewOf(record, asker, deps, news) };
    }
    await claimOnce(asker, deps);
    const notice = { kind: 'channel-back', channelId } as const;
    const lifted = await deps.store.campaigns.setQuarantine(channel, null, deps.clock.now(), notice);
    const after = await recordPressed(id, asker, deps);
    const news =
      lifted || after.quarantine === null
        ? speech.t('manage.probe.fixed', variables)
        : speech.t('manage.probe.soon', variables);
    return { kind: 'update', answer: await viewOf(after, asker, deps, news) };
  },
};

export const withdrawHandlers: readonly Handler[] = [withdraw, withdrawSure, retry, probe];
