import { randomInt } from 'node:crypto';
import { sentenceAnswer } from '../messages/answers/sentence.ts';
import type { Answer } from '../messages/payload.ts';
import { cleanedAnswer, tooLongAnswer } from '../messages/answers/typed.ts';
import { shorten } from '../messages/text.ts';
import type {
  Asker,
  Choice,
  Command,
  Deps,
  Given,
  Handler,
  MenuMessage,
  MessageMenu,
  Press,
  Reply,
  Typed,
} from './contract.ts';
import { AnsweredElsewhere, UserError } from './errors.ts';
import { organisesSomething } from './organiser.ts';
import type { Registry } from './registry.ts';
import { isClean, longest, readTexts } from './typed-text.ts';

/** Discord's limits for suggestions. */
const mostChoices = 25;
const choiceLength = 100;

/** What came with a press; files come with few. */
export type PressInput = Omit<Press, 'args' | 'files'> & Partial<Pick<Press, 'files'>>;

/**
 * Answers people. Nothing here rejects: what cannot be done, and what goes wrong, becomes a private answer.
 * Whether somebody may is checked at each use.
 */
export interface Dispatch {
  /** @param name the words typed, such as `campaign create` */
  command(name: string, options: Given, asker: Asker, deps: Deps): Promise<Reply>;
  /**
   * @param name what the menu's entry is called in English
   * @param message on which it was opened
   */
  menu(name: string, message: MenuMessage, asker: Asker, deps: Deps): Promise<Reply>;
  /** Suggestions for the option that is being typed: at most 25; none when something is wrong. */
  suggest(name: string, typed: Typed, asker: Asker, deps: Deps): Promise<readonly Choice[]>;
  /**
   * A pressed button, a select or a submitted form. The custom id comes back from outside: it may be forged or
   * out of date, and gives no right to anything.
   */
  press(customId: string, input: PressInput, asker: Asker, deps: Deps): Promise<Reply>;
}

export function createDispatch({ commands, handlers, menus }: Registry): Dispatch {
  return {
    command: async (name, options, asker, deps) =>
      await answering(`/${name}`, asker, deps, async () => {
        const command = commands.get(name);
        if (!command) throw new UserError('errors.unknownCommand');
        await checkPermission(command, asker, deps);
        return await withTexts(options, longest.option, asker, (texts) => command.answer(texts, asker, deps));
      }),

    menu: async (name, message, asker, deps) =>
      await answering(`the menu "${shorten(name, 40)}"`, asker, deps, async () => {
        const english = deps.languages.in('en');
        const menu = [...menus.values()].find((one) => english.t(one.name) === name);
        if (!menu) throw new UserError('errors.unknownMenu');
        await checkPermission(menu, asker, deps);
        return await menu.run(message, asker, deps);
      }),

    suggest: async (name, typed, asker, deps) => {
      try {
        const command = commands.get(name);
        if (!command?.suggest) return [];
        await checkPermission(command, asker, deps);
        const { text = '' } = readTexts({ text: typed.text }).texts;
        const { texts: filledIn } = readTexts(typed.options);
        const choices = await command.suggest({ ...typed, text, options: filledIn }, asker, deps);
        return choices
          .filter(({ value }) => value.length <= choiceLength)
          .slice(0, mostChoices)
          .map(({ name: label, value }) => ({ name: shorten(label, choiceLength), value }));
      } catch (cause) {
        if (!(cause instanceof UserError)) {
          deps.reportFault({ reference: newReference(), during: `suggestions for /${name}`, cause });
        }
        return [];
      }
    },

    press: async (customId, { values, fields, files = [] }, asker, deps) => {
      const [route = '', ...args] = customId.split(':');
      return await answering(`the button "${shorten(route, 40)}"`, asker, deps, async () => {
        const handler = [customId, ...values].every(isClean) ? handlers.get(route) : undefined;
        if (!handler) throw new UserError('errors.stale');
        await checkPermission(handler, asker, deps);
        return await withTexts(fields, longest.field, asker, (texts) =>
          handler.run({ args, values, fields: texts, files }, asker, deps),
        );
      });
    },
  };
}

/**
 * Does something with what was typed, once it can be read and kept: what nobody can mean is left out, which the answer
 * says, and what is longer than Discord lets people type is given back.
 */
async function withTexts<Value extends string | number | boolean>(
  given: Readonly<Record<string, Value>>,
  limit: number,
  { speech }: Asker,
  work: (texts: Readonly<Record<string, Value | string>>) => Promise<Reply>,
): Promise<Reply> {
  const { texts, cleaned, length } = readTexts(given);
  if (length > limit) {
    const all = Object.values(texts).filter((value) => typeof value === 'string');
    return privately(tooLongAnswer(all, { length, limit }, speech));
  }
  const reply = await work(texts);
  if (!cleaned || reply.kind === 'form' || reply.kind === 'left') return reply;
  return { ...reply, answer: cleanedAnswer(reply.answer, speech) };
}

async function checkPermission(
  used: Pick<Command | Handler | MessageMenu, 'needs'> & { readonly scope?: Command['scope'] },
  asker: Asker,
  deps: Deps,
): Promise<void> {
  if ((used.scope === 'server' || used.needs !== 'nothing') && asker.guildId === null) {
    throw new UserError('errors.onlyInServer');
  }
  if (used.needs === 'manage-server' && !asker.permissions.manageServer) {
    throw new UserError('errors.needsManageServer');
  }
  if (used.needs !== 'nothing' && asker.muted) throw new UserError('errors.muted');
  if (used.needs === 'organiser' && !(await organisesSomething(asker, deps))) {
    throw new UserError('errors.needsOrganiser');
  }
}

/** Turns whatever is thrown into words for the person, and what is our fault also into a line of the log. */
async function answering(
  during: string,
  asker: Asker,
  deps: Deps,
  work: () => Promise<Reply>,
): Promise<Reply> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AnsweredElsewhere) return { kind: 'left' };
    if (cause instanceof UserError) return privately(cause.inAnswer(asker.speech));
    const reference = newReference();
    deps.reportFault({ reference, during, cause });
    return privately(sentenceAnswer(asker.speech.t('errors.unexpected', { reference })));
  }
}

function privately(answer: Answer): Reply {
  return { kind: 'answer', private: true, answer };
}

/** Eight letters and digits that cannot be mistaken for one another when they are read aloud. */
function newReference(): string {
  const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return Array.from({ length: 8 }, () => signs[randomInt(signs.length)]).join('');
}
