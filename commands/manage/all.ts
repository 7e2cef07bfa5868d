import { correctionsOf } from '../../campaigns/post-record.ts';
import { changedPosts, type ChangedPosts } from '../../messages/campaigns/changed-posts.ts';
import { askAnswer } from '../../messages/campaigns/ask.ts';
import { logId, logRoutes } from '../../messages/campaigns/log-routes.ts';
import { allForm } from '../../messages/campaigns/post-forms.ts';
import { button } from '../../messages/components.ts';
import { claimOnce, serverOf } from '../campaign/server.ts';
import type { Asker, Deps, Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { recordPressed } from './record.ts';

/** The posts that a notice of changed claims is about, as they are now: `<route>:<delivery of the notice>`. */
async function meant(
  [noticeId]: readonly string[],
  asker: Asker,
  deps: Deps,
): Promise<Omit<ChangedPosts, 'record'>> {
  const { campaign, delivery } = await recordPressed(noticeId, asker, deps);
  const notice = await deps.store.notices.find(campaign.id, delivery.subject);
  if (notice?.kind !== 'claims-changed') throw new UserError('errors.stale');
  const { claims } = notice;
  const posts = await deps.store.posts.stating(serverOf(asker), campaign.id, claims);
  return { campaign, noticeId: delivery.id, claims, posts };
}

/** Shows them. */
const all: Handler = {
  route: logRoutes.all,
  needs: 'organiser',
  run: async ({ args }, asker, deps) => {
    const { campaign, noticeId, claims, posts } = await meant(args, asker, deps);
    const record = deps.library.shelf(campaign.pack)?.record ?? null;
    const answer = changedPosts({ campaign, noticeId, claims, posts, record }, deps.linkTo, asker.speech);
    return { kind: 'answer', private: true, answer };
  },
};

/** Asks what readers are told; that is where it is confirmed. */
const what: Handler = {
  route: logRoutes.allWhat,
  needs: 'organiser',
  run: async ({ args }, asker, deps) => {
    const { noticeId } = await meant(args, asker, deps);
    return { kind: 'form', form: allForm(noticeId, asker.speech) };
  },
};

/** Has all of them corrected from the record. */
const submitted: Handler = {
  route: logRoutes.allForm,
  needs: 'organiser',
  run: async ({ args, fields }, asker, deps) => {
    const { campaign, posts } = await meant(args, asker, deps);
    const said = (fields['what'] ?? '').trim();
    const { speech } = asker;
    if (said === '') throw new UserError('manage.all.empty');
    if (posts.length === 0) throw new UserError('manage.all.none');
    await claimOnce(asker, deps);
    const now = deps.clock.now();
    let asked = 0;
    for (const record of posts) {
      const seen = correctionsOf(record).length;
      const open = record.amendments.some(({ state }) => state === 'open');
      const wanted = { kind: 'correct', what: said, body: null, seen } as const;
      const { amendments } = deps.store;
      const saved = open
        ? null
        : await amendments.ask(serverOf(asker), record.delivery.id, wanted, asker.userId, now);
      if (saved?.kind === 'saved') asked += 1;
    }
    const left = posts.length - asked;
    const lines = [
      speech.t('manage.all.asked', { count: asked }),
      ...(left > 0 ? [speech.t('manage.all.skipped', { count: left })] : []),
    ];
    const log = button(logId('logNew', campaign.id), speech.t('manage.buttons.problems'));
    return { kind: 'answer', private: true, answer: askAnswer(lines.join('\n'), [], log) };
  },
};

export const allHandlers: readonly Handler[] = [all, what, submitted];
