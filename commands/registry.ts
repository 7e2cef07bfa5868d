import { campaignCommands, campaignHandlers } from './campaign/index.ts';
import { casualties } from './casualties.ts';
import { check, checkHandlers } from './check.ts';
import type { Command, Handler, MessageMenu, PlainKey } from './contract.ts';
import { demands } from './demands.ts';
import { help } from './help.ts';
import { manage } from './manage/menu.ts';
import { privacy, privacyHandlers } from './privacy.ts';
import { recordHandlers } from './record/handlers.ts';
import { reportHandlers } from './report.ts';
import { source } from './source.ts';
import { timeline } from './timeline.ts';

/** Everything that can be used: the only list of it. What is published and what is answered both come from here. */
export interface Registry {
  readonly commands: ReadonlyMap<string, Command>;
  readonly handlers: ReadonlyMap<string, Handler>;
  /** The commands in the menu of a message, by the key of their names. */
  readonly menus: ReadonlyMap<PlainKey, MessageMenu>;
  /** What commands with subcommands are, by their first word. */
  readonly groups: ReadonlyMap<string, PlainKey>;
}

/** Discord's limit for the commands in the menu of a message. */
const mostMenus = 15;

/**
 * Makes a registry.
 *
 * @throws Error when two commands or two handlers have the same name, a subcommand's group has no description,
 * or a name is both a group and a command
 */
export function createRegistry(parts: {
  readonly commands: readonly Command[];
  readonly handlers: readonly Handler[];
  readonly menus?: readonly MessageMenu[];
  readonly groups: Readonly<Record<string, PlainKey>>;
}): Registry {
  const groups = new Map(Object.entries(parts.groups));
  for (const { name } of parts.commands) {
    const [first = '', ...more] = name.split(' ');
    if (more.length > 1) throw new Error(`"${name}" has more than two words`);
    if (more.length === 1 && !groups.has(first)) throw new Error(`nothing describes the group "${first}"`);
    if (more.length === 0 && groups.has(first)) throw new Error(`"${first}" is a command and a group`);
  }
  for (const { route } of parts.handlers) {
    if (route === '' || route.includes(':')) throw new Error(`"${route}" cannot be the route of a handler`);
  }
  const { menus = [] } = parts;
  if (menus.length > mostMenus) throw new Error(`${menus.length} menus are more than Discord shows`);
  return {
    menus: new Map([...unique('menu', menus, ({ name }) => name)].map(([, menu]) => [menu.name, menu])),
    commands: unique('command', parts.commands, ({ name }) => name),
    handlers: unique('route', parts.handlers, ({ route }) => route),
    groups,
  };
}

function unique<Entry>(
  what: string,
  entries: readonly Entry[],
  nameOf: (entry: Entry) => string,
): ReadonlyMap<string, Entry> {
  const all = new Map<string, Entry>();
  for (const entry of entries) {
    const name = nameOf(entry);
    if (all.has(name)) throw new Error(`there are two ${what}s "${name}"`);
    all.set(name, entry);
  }
  return all;
}

/** The registry of the bot. */
export const standardRegistry: Registry = createRegistry({
  commands: [timeline, demands, casualties, source, help, privacy, ...campaignCommands],
  handlers: [...recordHandlers, ...checkHandlers, ...reportHandlers, ...campaignHandlers, ...privacyHandlers],
  menus: [check, manage],
  groups: { campaign: 'commands.groups.campaign', action: 'commands.groups.action' },
});
