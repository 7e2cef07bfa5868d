import type { Campaign } from '../../campaigns/campaign.ts';
import type { Delivery } from '../../campaigns/delivery.ts';
import type { Asker, Deps, Fault, Given, Reply } from '../../commands/contract.ts';
import { createDispatch, type Dispatch } from '../../commands/dispatch.ts';
import { standardRegistry, type Registry } from '../../commands/registry.ts';
import type { Library } from '../../content/library.ts';
import type { Pictures } from '../../messages/pictures/picture.ts';
import type { Answer } from '../../messages/payload.ts';
import { loadLanguages } from '../../messages/words.ts';
import { nested } from './message-limits.ts';
import { libraryOf, riverPack } from './river-pack.ts';

const languages = await loadLanguages();

/** A member in a server who may speak; whatever else is true of them is given. */
export function askerWith(
  given: Partial<Omit<Asker, 'speech' | 'permissions'>> & {
    readonly language?: string;
    readonly permissions?: Partial<Asker['permissions']>;
  } = {},
): Asker {
  const { language = 'en', permissions, ...rest } = given;
  return {
    interactionId: '100000000000000001',
    userId: '200000000000000001',
    guildId: '300000000000000001',
    channelId: '400000000000000001',
    roles: [],
    muted: false,
    ...rest,
    permissions: { manageServer: false, speak: true, ...permissions },
    speech: languages.in(language),
  };
}

/** The bot's commands over a library, without a world: what they read of the store is given. */
export function bot(
  given: {
    readonly library?: Library;
    readonly campaigns?: readonly Pick<Campaign, 'id' | 'guildId' | 'pack' | 'state'>[];
    readonly deliveries?: readonly Pick<Delivery, 'id' | 'campaignId' | 'channel' | 'frozen'>[];
    readonly registry?: Registry;
    readonly pictures?: Pictures;
  } = {},
): { readonly dispatch: Dispatch; readonly deps: Deps; readonly faults: readonly Fault[] } {
  const {
    library = libraryOf(riverPack()),
    campaigns = [],
    deliveries = [],
    registry = standardRegistry,
    pictures = { png: async () => null },
  } = given;
  const faults: Fault[] = [];
  const store = {
    campaigns: {
      ofGuild: async (guildId: string) => campaigns.filter((campaign) => campaign.guildId === guildId),
      find: async (guildId: string, id: string) =>
        campaigns.find((campaign) => campaign.id === id && campaign.guildId === guildId) ?? null,
    },
    cooldowns: { take: async () => 0 },
    pledges: { actions: async () => [] },
    ownData: async () => ({ logged: null, reports: 0 }),
    ledger: { find: async (id: string) => deliveries.find((delivery) => delivery.id === id) ?? null },
  };
  // The commands of the record read no more of the store than this, and use neither Discord nor the clock.
  const deps = {
    library,
    languages,
    store,
    pictures,
    pledges: { of: async () => new Map() },
    reportFault: (fault: Fault) => faults.push(fault),
  } as object as Deps;
  return { dispatch: createDispatch(registry), deps, faults };
}

/** Uses a command over the small pack, as a member unless told; what is said is free of faults. */
export async function ask(
  name: string,
  options: Given = {},
  asker = askerWith(),
): Promise<{ readonly reply: Reply; readonly text: string }> {
  const { dispatch, deps, faults } = bot();
  const reply = await dispatch.command(name, options, asker, deps);
  const [fault] = faults;
  if (fault) throw new Error(`${fault.during} failed`, { cause: fault.cause });
  return { reply, text: readAloud(answerOf(reply)) };
}

/** The answer of a reply, whoever sees it. */
export function answerOf(reply: Reply): Answer {
  if (reply.kind === 'form' || reply.kind === 'left') throw new Error(`${reply.kind} instead of an answer`);
  return reply.answer;
}

/** All words of an answer, as a person reads them. */
export function readAloud(answer: Answer): string {
  return partsOf(answer)
    .flatMap((part) => ('content' in part ? [String(part['content'])] : []))
    .join('\n');
}

/** Every custom id of an answer, with the values that can be chosen there; none for a button. */
export function pressable(
  answer: Answer,
): readonly { readonly customId: string; readonly values: readonly string[] }[] {
  return partsOf(answer).flatMap((part) => {
    if (!('custom_id' in part)) return [];
    const options: readonly unknown[] = Array.isArray(part['options']) ? part['options'] : [];
    const values = options.map((option) => String(new Map(Object.entries(Object(option))).get('value')));
    return [{ customId: String(part['custom_id']), values }];
  });
}

/** The custom id of the button with this label. */
export function buttonOf(answer: Answer, label: string): string {
  const button = partsOf(answer).find((part) => part['label'] === label);
  if (!button) throw new Error(`no button "${label}"`);
  return String(button['custom_id']);
}

function partsOf({ components }: Answer) {
  return components.flatMap((component) => nested(component));
}
