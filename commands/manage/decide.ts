import type { Snowflake } from '../../campaigns/campaign.ts';
import { decisionsFor, needsApprovalAgain, type PostRecord } from '../../campaigns/post-record.ts';
import type { Decision } from '../../campaigns/ports/posts.ts';
import { askAnswer } from '../../messages/campaigns/ask.ts';
import { logId, logRoutes } from '../../messages/campaigns/log-routes.ts';
import { thereForm } from '../../messages/campaigns/post-forms.ts';
import { button } from '../../messages/components.ts';
import { typed } from '../../messages/text.ts';
import { savedOf } from '../campaign/saving.ts';
import { claimOnce, serverOf } from '../campaign/server.ts';
import type { Asker, Deps, Handler, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';
import { findPost, messageThere } from './find-post.ts';
import { channelOf, recordPressed, viewOf } from './record.ts';

/** Each of these custom ids is `<route>:<delivery>:<generation that was seen>`. */
function generationOf(text: string | undefined): number {
  if (text === undefined || !/^\d{1,6}$/.test(text)) throw new UserError('errors.stale');
  return Number(text);
}

async function decided(
  record: PostRecord,
  seen: number,
  decision: Decision,
  asker: Asker,
  deps: Deps,
): Promise<PostRecord> {
  await claimOnce(asker, deps);
  const { id } = record.delivery;
  return savedOf(
    await deps.store.posts.decide(serverOf(asker), id, seen, decision, asker.userId, deps.clock.now()),
  );
}

async function told(record: PostRecord, news: string, asker: Asker, deps: Deps): Promise<Reply> {
  return { kind: 'update', answer: await viewOf(record, asker, deps, news) };
}

/** Looks for it in the channel once more, and records it when it is found. */
const look: Handler = {
  route: logRoutes.look,
  needs: 'organiser',
  run: async ({ args: [id, generation] }, asker, deps) => {
    const record = await recordPressed(id, asker, deps);
    const { speech } = asker;
    const variables = { channel: channelOf(record), there: speech.t('manage.buttons.there') };
    if (!decisionsFor(record).includes('there')) throw new UserError('errors.stale');
    const found = await findPost(record, deps);
    if (found === 'unreadable')
      return await told(record, speech.t('manage.decide.look.unreadable', variables), asker, deps);
    if (found.messageId === null)
      return await told(record, speech.t('manage.decide.look.absent', variables), asker, deps);
    const decision = { kind: 'there', messageId: found.messageId } as const;
    const settled = await decided(record, generationOf(generation), decision, asker, deps);
    return await told(settled, speech.t('manage.decide.look.found', variables), asker, deps);
  },
};

/** Opens the form that asks for its link. */
const there: Handler = {
  route: logRoutes.there,
  needs: 'organiser',
  run: async ({ args: [id, generation] }, asker, deps) => {
    const record = await recordPressed(id, asker, deps);
    return { kind: 'form', form: thereForm(record.delivery.id, generationOf(generation), asker.speech) };
  },
};

/** The form was submitted: it is looked at before it is believed. */
const thereSubmitted: Handler = {
  route: logRoutes.thereForm,
  needs: 'organiser',
  run: async ({ args: [id, generation], fields }, asker, deps) => {
    const record = await recordPressed(id, asker, deps);
    const messageId = messageMeant(fields['link'] ?? '', record);
    await messageThere(record, messageId, deps);
    const settled = await decided(
      record,
      generationOf(generation),
      { kind: 'there', messageId },
      asker,
      deps,
    );
    return await told(settled, asker.speech.t('manage.decide.there'), asker, deps);
  },
};

/** Asks before it is posted once more. */
const again: Handler = {
  route: logRoutes.again,
  needs: 'organiser',
  run: async ({ args: [id, generation] }, asker, deps) => {
    const record = await recordPressed(id, asker, deps);
    const { speech } = asker;
    const variables = { channel: channelOf(record) };
    const { id: delivery, state } = record.delivery;
    const anew = await isApprovedAnew(record, deps);
    const question = anew
      ? speech.t('manage.decide.again.askApproval')
      : state === 'unknown'
        ? speech.t('manage.decide.again.ask', variables)
        : speech.t('manage.decide.again.askSafe', variables);
    const sure = button(
      logId('againSure', delivery, generationOf(generation)),
      anew
        ? speech.t('manage.buttons.askApproval')
        : state === 'missed' || state === 'skipped'
          ? speech.t('manage.buttons.now')
          : speech.t('manage.buttons.againSure'),
      'main',
    );
    const back = button(logId('view', delivery), speech.t('manage.buttons.back'));
    return { kind: 'update', answer: askAnswer(question, [], sure, back) };
  },
};

const againSure: Handler = {
  route: logRoutes.againSure,
  needs: 'organiser',
  run: async ({ args: [id, generation] }, asker, deps) => {
    const record = await recordPressed(id, asker, deps);
    const anew = await isApprovedAnew(record, deps);
    const settled = await decided(record, generationOf(generation), { kind: 'again' }, asker, deps);
    const { speech } = asker;
    const news = anew
      ? speech.t('manage.decide.again.asked')
      : speech.t('manage.decide.again.done', { channel: channelOf(record) });
    return await told(settled, news, asker, deps);
  },
};

/** Whether people are asked before it goes out. */
async function isApprovedAnew(record: PostRecord, { store }: Deps): Promise<boolean> {
  const { approval } = record.delivery;
  return needsApprovalAgain(
    record,
    approval === null ? null : await store.approvals.find(record.campaign.guildId, approval),
  );
}

const leave: Handler = {
  route: logRoutes.leave,
  needs: 'organiser',
  run: async ({ args: [id, generation] }, asker, deps) => {
    const record = await recordPressed(id, asker, deps);
    const settled = await decided(record, generationOf(generation), { kind: 'leave' }, asker, deps);
    return await told(settled, asker.speech.t('manage.decide.left'), asker, deps);
  },
};

export const decideHandlers: readonly Handler[] = [look, there, thereSubmitted, again, againSure, leave];

/**
 * The message that a link or a number names.
 *
 * @throws UserError when it is neither, or leads elsewhere
 */
function messageMeant(text: string, record: PostRecord): Snowflake {
  const { channelId } = record.delivery.channel;
  const [, channel, id] =
    /^(?:\S*?(\d{17,20})[/#]m?)?(\d{17,20})$/.exec(text.trim().replace(/[?&].*?#/, (query) => query)) ?? [];
  const elsewhere = channel !== undefined && channel !== channelId;
  if (id === undefined || elsewhere) {
    throw new UserError('manage.decide.wrongLink', { text: typed(text), channel: channelOf(record) });
  }
  return id;
}
