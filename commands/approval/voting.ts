import type { Temporal } from 'temporal-polyfill';
import type { VoteResult } from '../../campaigns/ports/approvals.ts';
import { approvalRoutes } from '../../messages/campaigns/approval-routes.ts';
import { claimOnce } from '../campaign/server.ts';
import type { Asker, Deps, Handler, Reply } from '../contract.ts';
import { sentence, told, type Words } from './saying.ts';
import { approvalPressed, replaced, type Found } from './which.ts';

/** How often it is looked at again when somebody changes something at that moment. */
const mostLooks = 3;

/**
 * `approval-vote:<approval>`: it may go out like this, as far as this person is concerned. Judged by what would be
 * posted now: a request in the channel may be older than the post.
 */
export const votePressed: Handler = {
  route: approvalRoutes.vote,
  needs: 'organiser',
  run: async ({ args: [id, where] }, asker, deps) => {
    const found = await approvalPressed(id, asker, deps);
    const here = where === 'here';
    await claimOnce(asker, deps);
    const now = deps.clock.now();
    for (let looks = 1; ; looks += 1) {
      const said = await lookAndVote(found, here, now, asker, deps);
      if (said.kind === 'reply') return said.reply;
      if (said.result.kind === 'moved' && looks < mostLooks) continue;
      const words: Words = {
        done: (state) => asker.speech.t('approval.sheet.given', { state }),
        already: (state) => asker.speech.t('approval.sheet.already', { state }),
      };
      return await told(await brought(said.result, deps), found, here, words, asker, deps);
    }
  },
};

/** The same with what waits now: what waits in place of something older may be out of date, too. */
async function brought(result: VoteResult, { approvalsNow }: Deps): Promise<VoteResult> {
  if (result.kind !== 'stale' || result.now === null) return result;
  const seen = await approvalsNow.look(result.now);
  return seen.kind === 'changed' ? { ...result, now: seen.now } : result;
}

type Said =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'voted'; readonly result: VoteResult };

async function lookAndVote(
  { approval, campaign }: Found,
  here: boolean,
  now: Temporal.Instant,
  asker: Asker,
  deps: Deps,
): Promise<Said> {
  const { speech, userId } = asker;
  const seen = await deps.approvalsNow.look(approval);
  switch (seen.kind) {
    case 'same': {
      const { approvals } = deps.store;
      const result = await approvals.vote(campaign.guildId, approval.id, userId, seen.judged, now);
      return { kind: 'voted', result };
    }
    case 'changed': {
      const newest = { approval: seen.now, campaign };
      return { kind: 'reply', reply: await replaced(approval, newest, here, asker, deps) };
    }
    case 'nothing':
      return { kind: 'reply', reply: sentence(speech.t('approval.sheet.nothing'), here) };
    case 'late':
      return { kind: 'reply', reply: sentence(speech.t('approval.sheet.passed'), here) };
  }
}
