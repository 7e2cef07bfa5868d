import { setTimeout as wait } from 'node:timers/promises';
import { startIds } from '../../../src/sandbox/world/start.ts';
import type { StubGateway } from './gateway.ts';
import { applicationId, askingChannelId, interactionIdOf, memberId } from './ids.ts';
import { answerIn } from './body.ts';
import type { Answers, Asked, Order } from './protocol.ts';

/** Discord waits no longer. */
const patienceMs = 3_000;

/** What members ask, timed from the moment in which Discord tells the bot to the moment in which it has the answer. */
export interface Questions {
  ask(order: Extract<Order, { do: 'ask' }>): Promise<Asked>;
  /** An answer arrived; its whole body was read. */
  answered(interactionId: string, contentType: string, body: Buffer): void;
  /** The last answer to each command. */
  lastAnswers(token: string): Promise<Answers>;
}

interface Open {
  readonly token: string;
  readonly command: string;
  readonly resolve: () => void;
}
interface Received {
  readonly contentType: string;
  readonly body: Buffer;
}

export function createQuestions(gateway: StubGateway): Questions {
  const open = new Map<string, Open>();
  const answers = new Map<string, Map<string, Received>>();
  let asked = 0;

  async function one(token: string, command: string): Promise<number | null> {
    asked += 1;
    const id = interactionIdOf(asked);
    const answered = new Promise<void>((resolve) => open.set(id, { token, command, resolve }));
    const question = questionOf(id, command);
    const since = performance.now();
    gateway.send(token, 'INTERACTION_CREATE', question);
    const giveUp = new AbortController();
    const outcome = await Promise.race([
      answered.then(() => performance.now() - since),
      wait(patienceMs, null, { signal: giveUp.signal }).catch(() => null),
    ]);
    giveUp.abort();
    open.delete(id);
    return outcome;
  }

  return {
    ask: async ({ token, commands, times, everyMs }) => {
      const all: Promise<number | null>[] = [];
      const begun = performance.now();
      for (let number = 0; number < times; number += 1) {
        await wait(Math.max(0, begun + number * everyMs - performance.now()));
        all.push(one(token, commands[number % commands.length] ?? ''));
      }
      const outcomes = await Promise.all(all);
      const ms = outcomes.filter((outcome) => outcome !== null);
      return { ms, unanswered: outcomes.length - ms.length };
    },
    answered: (interactionId, contentType, body) => {
      const question = open.get(interactionId);
      if (question === undefined) return;
      question.resolve();
      const known = answers.get(question.token) ?? new Map<string, Received>();
      answers.set(question.token, known.set(question.command, { contentType, body }));
    },
    lastAnswers: async (token) =>
      Object.fromEntries(
        await Promise.all(
          [...(answers.get(token) ?? [])].map(async ([command, answer]) => [
            command,
            await answerIn(answer.body, answer.contentType),
          ]),
        ),
      ),
  };
}

function questionOf(id: string, command: string): object {
  return {
    id,
    application_id: applicationId,
    type: 2,
    token: `bench-${id}`,
    version: 1,
    data: { id: interactionIdOf(0), name: command, type: 1, options: [] },
    guild_id: startIds.guild,
    guild: { id: startIds.guild, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    channel_id: askingChannelId,
    channel: { id: askingChannelId, type: 0, name: 'channel-0', permissions: '8' },
    member: {
      user: { id: memberId, username: 'member', discriminator: '0', global_name: null, avatar: null },
      roles: [],
      joined_at: '2026-01-01T00:00:00.000Z',
      permissions: '8',
      deaf: false,
      mute: false,
      flags: 0,
    },
    app_permissions: '8',
    locale: 'en-US',
    entitlements: [],
    authorizing_integration_owners: { 0: startIds.guild },
    context: 0,
    attachment_size_limit: 10_485_760,
  };
}
