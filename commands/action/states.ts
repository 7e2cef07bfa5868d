import { actionStates, type Action, type ActionState } from '../../campaigns/action/action.ts';
import { actionCard } from '../../messages/campaigns/action-card.ts';
import { closeQuestion } from '../../messages/campaigns/action-close.ts';
import { previewAnswer } from '../../messages/campaigns/action-preview.ts';
import { reachedForm } from '../../messages/campaigns/action-form.ts';
import { actionId, actionRoutes } from '../../messages/campaigns/action-routes.ts';
import { typed as shown } from '../../messages/text.ts';
import { savedOf } from '../campaign/saving.ts';
import { claimOnce } from '../campaign/server.ts';
import type { Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { lostReply } from './saving.ts';
import { actionPressed, cardReply, changeBy, versionOf, viewOf } from './view.ts';

/** `action-card:<action>` */
const card: Handler = {
  route: actionRoutes.card,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => cardReply(await actionPressed(id, asker, deps), asker, deps),
};

/** One chosen from a list. */
const opened: Handler = {
  route: actionRoutes.open,
  needs: 'organiser',
  run: async ({ values: [id] }, asker, deps) => cardReply(await actionPressed(id, asker, deps), asker, deps),
};

/** `action-preview:<action>` */
const preview: Handler = {
  route: actionRoutes.preview,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const view = viewOf(await actionPressed(id, asker, deps), deps);
    const posts = deps.languages.in(view.campaign.language);
    return { kind: 'update', answer: previewAnswer(view, asker.speech, posts) };
  },
};

/** Lets members see what was typed: `action-publish:<action>:<version>`. */
const publish: Handler = {
  route: actionRoutes.publish,
  needs: 'organiser',
  run: async ({ args: [id, version] }, asker, deps) => {
    const found = await actionPressed(id, asker, deps);
    const { action, parsed } = viewOf(found, deps);
    if (action.state !== 'draft' && action.state !== 'open') throw turnError(action, asker.speech);
    if (action.version === versionOf(version) && parsed.problems.length > 0) {
      return cardReply(found, asker, deps);
    }
    await claimOnce(asker, deps);
    const change = changeBy(found, versionOf(version), asker, deps);
    const saved = savedOf(await deps.store.actions.publish({ ...change, content: parsed.content }));
    const news = action.state === 'draft' ? 'published' : 'updated';
    return cardReply({ ...found, action: saved }, asker, deps, news);
  },
};

/** Asks before it closes: `action-close:<action>`. */
const close: Handler = {
  route: actionRoutes.close,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const { action } = await actionPressed(id, asker, deps);
    if (action.state !== 'open') throw new UserError('action.errors.notOpen');
    return { kind: 'update', answer: closeQuestion(action, asker.speech) };
  },
};

/** Which state follows which; each of them can be taken back. */
const turns: Readonly<Record<ActionState, ActionState>> = {
  draft: 'discarded',
  discarded: 'draft',
  open: 'closed',
  closed: 'open',
};

/** Closes, opens again, discards or brings back: `action-turn:<action>:<version>:<state>`. */
const turn: Handler = {
  route: actionRoutes.turn,
  needs: 'organiser',
  run: async ({ args: [id, version, wanted] }, asker, deps) => {
    const to = actionStates.find((state) => state === wanted);
    const found = await actionPressed(id, asker, deps);
    if (to === undefined) throw new UserError('errors.stale');
    if (turns[found.action.state] !== to) throw turnError(found.action, asker.speech);
    await claimOnce(asker, deps);
    const change = changeBy(found, versionOf(version), asker, deps);
    const action = savedOf(await deps.store.actions.turn({ ...change, to }));
    return cardReply({ ...found, action }, asker, deps);
  },
};

/** `action-reached:<action>:<version>` */
const reached: Handler = {
  route: actionRoutes.reached,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const { action } = await actionPressed(id, asker, deps);
    const customId = actionId('reachedFilled', action.id, action.version);
    return { kind: 'form', form: reachedForm(customId, action, asker.speech) };
  },
};

/** `action-reached-form:<action>:<version>` */
const reachedFilled: Handler = {
  route: actionRoutes.reachedFilled,
  needs: 'organiser',
  run: async ({ args: [id, version], fields }, asker, deps) => {
    const { speech } = asker;
    const found = await actionPressed(id, asker, deps);
    const text = (fields['reached'] ?? '').trim().replaceAll(/(?<=\d)[., ](?=\d{3}(?:\D|$))/g, '');
    if (text !== '' && !/^\d{1,12}$/.test(text)) {
      const button = speech.t('action.buttons.reached');
      throw new UserError('action.reached.problem', { text: shown(fields['reached'] ?? ''), button });
    }
    await claimOnce(asker, deps);
    const change = changeBy(found, versionOf(version), asker, deps);
    const saved = await deps.store.actions.reach({ ...change, reached: text === '' ? null : Number(text) });
    if (saved.kind === 'changed') return lostReply(saved, fields, asker);
    return { kind: 'update', answer: actionCard(viewOf({ ...found, action: savedOf(saved) }, deps), speech) };
  },
};

export const stateHandlers: readonly Handler[] = [
  card,
  opened,
  preview,
  publish,
  close,
  turn,
  reached,
  reachedFilled,
];

function turnError(
  { state }: Action,
  speech: Parameters<typeof closeQuestion>[1],
): UserError<'action.errors.turned'> {
  return new UserError('action.errors.turned', { state: speech.t(`action.states.${state}`) });
}
