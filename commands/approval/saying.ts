import type { VoteResult } from '../../campaigns/ports/approvals.ts';
import { sentenceAnswer } from '../../messages/answers/sentence.ts';
import { claimOnce } from '../campaign/server.ts';
import type { Asker, Deps, Handler, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';
import { approvalRoutes } from '../../messages/campaigns/approval-routes.ts';
import { approvalPressed, replaced, shown, type Found } from './which.ts';

/** What is said when it worked, or when it was so already; both with how it stands now. */
export interface Words {
  readonly done: (state: string) => string;
  readonly already: (state: string) => string;
}

/** What came of something that a person said to an approval. */
export async function told(
  result: VoteResult,
  { campaign }: Found,
  here: boolean,
  { done, already }: Words,
  asker: Asker,
  deps: Deps,
): Promise<Reply> {
  const { speech } = asker;
  switch (result.kind) {
    case 'given':
    case 'taken-back':
      return await shown({ approval: result.approval, campaign }, { here, lead: done }, asker, deps);
    case 'already':
      return await shown({ approval: result.approval, campaign }, { here, lead: already }, asker, deps);
    case 'editor':
      return await shown(
        { approval: result.approval, campaign },
        { here, lead: (state) => speech.t('approval.sheet.youChanged', { state }) },
        asker,
        deps,
      );
    case 'stale':
      if (result.now === null) return sentence(speech.t('approval.sheet.staleGone'), here);
      if (result.now.id !== result.approval.id) {
        return await replaced(result.approval, { approval: result.now, campaign }, here, asker, deps);
      }
      return await shown({ approval: result.now, campaign }, { here }, asker, deps);
    case 'moved':
      return sentence(speech.t('approval.sheet.moved'), here);
    case 'too-late':
      return sentence(speech.t('approval.sheet.tooLate'), here);
    case 'gone':
      throw new UserError('approval.errors.notFound');
  }
}

export function sentence(text: string, here: boolean): Reply {
  const answer = sentenceAnswer(text);
  return here ? { kind: 'update', answer } : { kind: 'answer', private: true, answer };
}

/** `approval-back:<approval>`: not any more. Until it goes out. */
export const takeBackPressed: Handler = {
  route: approvalRoutes.takeBack,
  needs: 'organiser',
  run: async ({ args: [id, where] }, asker, deps) => {
    const found = await approvalPressed(id, asker, deps);
    await claimOnce(asker, deps);
    const { guildId } = found.campaign;
    const now = deps.clock.now();
    const result = await deps.store.approvals.takeBack(guildId, found.approval.id, asker.userId, now);
    const words: Words = {
      done: (state) => asker.speech.t('approval.sheet.takenBack', { state }),
      already: (state) => asker.speech.t('approval.sheet.notGiven', { state }),
    };
    return await told(result, found, where === 'here', words, asker, deps);
  },
};

/** `approval-again:<approval>`: what was turned down is to stay as it is, and everybody is asked anew. */
export const askAgainPressed: Handler = {
  route: approvalRoutes.askAgain,
  needs: 'organiser',
  run: async ({ args: [id, where] }, asker, deps) => {
    const found = await approvalPressed(id, asker, deps);
    await claimOnce(asker, deps);
    const { guildId } = found.campaign;
    const now = deps.clock.now();
    const result = await deps.store.approvals.askAgain(guildId, found.approval.id, asker.userId, now);
    const words: Words = {
      done: () => asker.speech.t('approval.sheet.askedAgain'),
      already: () => asker.speech.t('approval.sheet.notDown'),
    };
    return await told(result, found, where === 'here', words, asker, deps);
  },
};

/** `approval-reject:<approval>`, with a reason: it is not to go out like this. */
export const rejectSubmitted: Handler = {
  route: approvalRoutes.rejected,
  needs: 'organiser',
  run: async ({ args: [id, where], fields }, asker, deps) => {
    const found = await approvalPressed(id, asker, deps);
    const reason = (fields['reason'] ?? '').trim().slice(0, 500);
    if (reason === '') throw new UserError('approval.errors.reason');
    await claimOnce(asker, deps);
    const { guildId } = found.campaign;
    const now = deps.clock.now();
    const result = await deps.store.approvals.reject(guildId, found.approval.id, asker.userId, reason, now);
    const words: Words = {
      done: () => asker.speech.t('approval.sheet.turnedDown'),
      already: () => asker.speech.t('approval.sheet.downAlready'),
    };
    return await told(result, found, where === 'here', words, asker, deps);
  },
};
