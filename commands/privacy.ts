import { privacyAnswer } from '../messages/answers/privacy.ts';
import { defineCommand } from './contract.ts';

/** What is stored, and who can see what. */
export const privacy = defineCommand({
  name: 'privacy',
  scope: 'anywhere',
  needs: 'nothing',
  description: 'commands.privacy.description',
  options: () => [],
  parse: () => ({}),
  run: async (_options, { speech }) => ({ kind: 'answer', private: true, answer: privacyAnswer(speech) }),
});
