import { Hono } from 'hono';
import { refuse } from '../discord-error.ts';
import { FormBody } from '../validation/form-body.ts';
import { conform } from '../validation/schema.ts';
import type { Env } from './env.ts';
import type { Parts } from './parts.ts';
import { requestBody } from './request-body.ts';

/** Users, and the direct messages with them. */
export function userRoutes({ world }: Parts): Hono<Env> {
  return new Hono<Env>()
    .get('/users/@me', (context) => context.json(world.bot))
    .get('/users/@me/guilds', (context) =>
      context.json(
        world.guilds.map(({ id, name }) => ({ id, name, icon: null, owner: false, features: [] })),
      ),
    )
    .get('/users/:user', (context) => {
      const user = world.user(context.req.param('user'));
      if (user === null) throw refuse('unknownUser');
      return context.json(user);
    })
    .post('/users/@me/channels', async (context) => {
      const form = new FormBody();
      const { json } = await requestBody(context.req);
      // The schema is Discord's own description of this type.
      const body = (await conform('CreatePrivateChannelRequestSchema', json, form)) as {
        recipient_id?: string;
      };
      if (!body.recipient_id) form.required(['recipient_id']);
      form.done();
      const place = world.direct(body.recipient_id ?? '');
      if (place === null) throw refuse('unknownUser');
      return context.json(place.channel);
    });
}
