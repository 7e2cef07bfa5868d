import { ApplicationIntegrationType } from 'discord-api-types/v10';
import { Hono, type Context } from 'hono';
import { refuse } from '../discord-error.ts';
import { checkCommands } from '../validation/command.ts';
import { invalidForm } from '../validation/form-body.ts';
import { joinedGuild } from './access.ts';
import type { Env } from './env.ts';
import type { Parts } from './parts.ts';
import { requestBody } from './request-body.ts';

/** Application commands: those everywhere, and those of one server. */
export function commandRoutes(parts: Parts): Hono<Env> {
  const routes = new Hono<Env>();
  for (const scope of [
    '/applications/:application/commands',
    '/applications/:application/guilds/:guild/commands',
  ]) {
    routes.route('/', scopedRoutes(parts, scope));
  }
  return routes;
}

function scopedRoutes(parts: Parts, path: string): Hono<Env> {
  const { commands, world } = parts;
  const supported = Object.keys(world.application.integration_types_config ?? {}).map(
    (key): ApplicationIntegrationType =>
      key === String(ApplicationIntegrationType.UserInstall)
        ? ApplicationIntegrationType.UserInstall
        : ApplicationIntegrationType.GuildInstall,
  );
  const scope = (context: Context<Env>): string | null => {
    if (context.req.param('application') !== world.application.id) throw refuse('unknownApplication');
    const guildId = context.req.param('guild');
    return guildId === undefined ? null : joinedGuild(parts, guildId).id;
  };
  const one = `${path}/:command`;

  return new Hono<Env>()
    .get(path, (context) => {
      const full = context.req.query('with_localizations') === 'true';
      return context.json(
        commands.of(scope(context)).map((command) => (full ? command : withoutWords(command))),
      );
    })
    .put(path, async (context) => {
      const guildId = scope(context);
      const { json } = await requestBody(context.req);
      if (!Array.isArray(json)) {
        throw invalidForm([], 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      }
      const bodies = json.map((body: unknown, index) => ({ body, path: [index] }));
      const checked = await checkCommands(bodies, 'ApplicationCommandUpdateRequestSchema', supported);
      return context.json(await commands.replace(guildId, checked));
    })
    .post(path, async (context) => {
      const guildId = scope(context);
      const { json: body } = await requestBody(context.req);
      const [checked] = await checkCommands(
        [{ body, path: [] }],
        'ApplicationCommandCreateRequestSchema',
        supported,
      );
      if (checked === undefined) throw refuse('unknownCommand');
      const { command, isNew } = await commands.put(guildId, checked);
      return context.json(command, isNew ? 201 : 200);
    })
    .get(one, (context) => context.json(commands.get(scope(context), context.req.param('command') ?? '')))
    .patch(one, async (context) => {
      const guildId = scope(context);
      const before = commands.get(guildId, context.req.param('command') ?? '');
      const { json } = await requestBody(context.req);
      const body: unknown = { ...before, ...(typeof json === 'object' ? json : {}) };
      const [checked] = await checkCommands(
        [{ body, path: [] }],
        'ApplicationCommandCreateRequestSchema',
        supported,
      );
      if (checked === undefined) throw refuse('unknownCommand');
      return context.json(await commands.change(guildId, before.id, checked));
    })
    .delete(one, async (context) => {
      await commands.remove(scope(context), context.req.param('command') ?? '');
      return context.body(null, 204);
    });
}

/** Translations are sent only to those who ask for them. */
function withoutWords(fields: object): object {
  const kept = Object.entries(fields).filter(
    ([key]) => key !== 'name_localizations' && key !== 'description_localizations',
  );
  return Object.fromEntries(kept.map(([key, value]): [string, unknown] => [key, withoutInnerWords(value)]));
}

function withoutInnerWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutInnerWords);
  return typeof value === 'object' && value !== null ? withoutWords(value) : value;
}
