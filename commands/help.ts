import { helpAnswer } from '../messages/answers/help.ts';
import { organisedBy } from './campaign/which.ts';
import { defineCommand, type Asker, type Deps } from './contract.ts';
import { shelfFor, tellingFor } from './record/telling.ts';

/** What the bot can do; for organisers also how to begin. */
export const help = defineCommand({
  name: 'help',
  scope: 'anywhere',
  needs: 'nothing',
  description: 'commands.help.description',
  options: () => [],
  parse: () => ({}),
  run: async (_options, asker, deps) => {
    const telling = tellingFor(await shelfFor(asker, deps), undefined, asker, deps);
    const inServer = asker.guildId !== null;
    const reader = { inServer, organises: await organisedHere(asker, deps) };
    return { kind: 'answer', private: true, answer: helpAnswer(telling, reader) };
  },
});

async function organisedHere(asker: Asker, deps: Deps): Promise<'server' | 'campaign' | 'nothing'> {
  if (asker.guildId === null) return 'nothing';
  if (asker.permissions.manageServer) return 'server';
  const campaigns = asker.roles.length > 0 ? await organisedBy(asker, deps) : [];
  return campaigns.some(({ state }) => state !== 'archived') ? 'campaign' : 'nothing';
}
