import { helpAnswer } from '../messages/answers/help.ts';
import { defineCommand } from './contract.ts';
import { shelfFor, tellingFor } from './record/telling.ts';

/** What the bot can do; for who may manage the server also how to begin. */
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
    const reader = { inServer, organiser: inServer && asker.permissions.manageServer };
    return { kind: 'answer', private: true, answer: helpAnswer(telling, reader) };
  },
});
