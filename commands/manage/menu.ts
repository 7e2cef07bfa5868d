import { logRoutes } from '../../messages/campaigns/log-routes.ts';
import { serverOf } from '../campaign/server.ts';
import type { Handler, MessageMenu } from '../contract.ts';
import { UserError } from '../errors.ts';
import { recordPressed, viewOf } from './record.ts';

/** Manages the post on which the menu was opened. What another message says is looked at by nobody. */
export const manage: MessageMenu = {
  name: 'manage.menu',
  scope: 'server',
  needs: 'organiser',
  run: async ({ id, ours, marker }, asker, deps) => {
    if (!ours) {
      throw new UserError('manage.errors.notOurs', { check: asker.speech.t('check.menu') });
    }
    const delivery = (await deps.store.posts.byMessage(serverOf(asker), id)) ?? marker;
    if (delivery === null) throw new UserError('manage.errors.noPost');
    const record = await recordPressed(delivery, asker, deps, 'archived too');
    return { kind: 'answer', private: true, answer: await viewOf(record, asker, deps) };
  },
};

/** A post chosen from the log, or the button of a notice: `post-open[:<delivery>]`, the delivery as value. */
const open: Handler = {
  route: logRoutes.open,
  needs: 'organiser',
  run: async ({ args: [id], values }, asker, deps) => {
    const record = await recordPressed(id ?? values[0], asker, deps, 'archived too');
    return { kind: 'answer', private: true, answer: await viewOf(record, asker, deps) };
  },
};

/** Back to it, in place of what stands there: `post-view:<delivery>`. */
const view: Handler = {
  route: logRoutes.view,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const record = await recordPressed(id, asker, deps, 'archived too');
    return { kind: 'update', answer: await viewOf(record, asker, deps) };
  },
};

export const openHandlers: readonly Handler[] = [open, view];
