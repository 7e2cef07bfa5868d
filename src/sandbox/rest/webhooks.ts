import { Hono } from 'hono';
import type { Env } from './env.ts';
import { originOf } from './messages.ts';
import type { Parts } from './parts.ts';
import { requestBody } from './request-body.ts';

/** What is sent with the token of an interaction after its first answer. */
export function webhookRoutes({ followUps }: Parts): Hono<Env> {
  const one = '/webhooks/:application/:token/messages/:message';
  return new Hono<Env>()
    .post('/webhooks/:application/:token', async (context) => {
      const { application, token } = context.req.param();
      const body = await requestBody(context.req);
      const { message } = await followUps.create(application, token, { ...body, origin: originOf(context) });
      return context.json(message);
    })
    .get(one, async (context) => {
      const { application, token, message } = context.req.param();
      return context.json((await followUps.get(application, token, message)).message);
    })
    .patch(one, async (context) => {
      const { application, token, message } = context.req.param();
      const body = await requestBody(context.req);
      const edited = await followUps.edit(application, token, message, {
        ...body,
        origin: originOf(context),
      });
      return context.json(edited.message);
    })
    .delete(one, async (context) => {
      const { application, token, message } = context.req.param();
      await followUps.delete(application, token, message);
      return context.body(null, 204);
    });
}
