import { forgottenText, privacyAnswer, type OwnPrivacy } from '../messages/answers/privacy.ts';
import { sentenceAnswer } from '../messages/answers/sentence.ts';
import { actionRoutes } from '../messages/campaigns/action-routes.ts';
import { claimOnce, serverOf } from './campaign/server.ts';
import { defineCommand, type Asker, type Deps, type Handler } from './contract.ts';

/** What is stored about the asker and about others, and who can see what. */
export const privacy = defineCommand({
  name: 'privacy',
  scope: 'anywhere',
  needs: 'nothing',
  description: 'commands.privacy.description',
  options: () => [],
  parse: () => ({}),
  run: async (_options, asker, deps) => ({
    kind: 'answer',
    private: true,
    answer: privacyAnswer(await ownOf(asker, deps), asker.speech),
  }),
});

/** Deletes what the presser pledged in this server. Somebody who is muted may, too: it is theirs. */
const forget: Handler = {
  route: actionRoutes.forget,
  needs: 'nothing',
  run: async (_press, asker, deps) => {
    const { store, pledges } = deps;
    const actions = await store.pledges.actions(serverOf(asker));
    await claimOnce(asker, deps);
    const count = await pledges.takeBack(
      asker.userId,
      actions.map(({ id }) => id),
    );
    return { kind: 'answer', private: true, answer: sentenceAnswer(forgottenText(count, asker.speech)) };
  },
};

export const privacyHandlers: readonly Handler[] = [forget];

async function ownOf({ guildId, userId }: Asker, { store, pledges }: Deps): Promise<OwnPrivacy | null> {
  if (guildId === null) return null;
  const actions = await store.pledges.actions(guildId);
  const own = await pledges.of(
    userId,
    actions.map(({ id }) => id),
  );
  return {
    ...(await store.ownData(guildId, userId)),
    pledged: actions.filter(({ id }) => own.has(id)).map(({ title }) => title),
  };
}
