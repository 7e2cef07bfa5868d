import type { Context } from 'hono';
import { Hono } from 'hono';
import { z } from 'zod';
import type { InteractionResult } from '../../person.ts';
import { bodyOf } from '../fault.ts';
import { formBodyOf } from '../form-body.ts';
import { drawForm } from '../form.ts';
import type { PageParts } from '../page-parts.ts';
import type { Reader } from '../reader.ts';
import { Id, readerOf, requireChannel, sceneOf, Viewer } from '../visit.ts';

const Say = Viewer.extend({ channel: Id, text: z.string().trim().min(1).max(2_000) });
const Use = Viewer.extend({
  channel: Id,
  name: z.string().min(1).max(98),
  target: Id.optional(),
  options: z.record(z.string().max(32), z.union([z.string().max(6_000), z.number(), z.boolean()])),
});
const Suggest = Use.extend({ focused: z.string().max(32) });
const Press = Viewer.extend({
  message: Id,
  customId: z.string().min(1).max(100),
  values: z.array(z.string().max(100)).max(25).optional(),
});
const Submit = Viewer.extend({
  form: z.string().min(1).max(200),
  fields: z.record(z.string().max(100), z.string().max(4_000)),
});

/** What a person does: speak, use a command, press, choose, submit. */
export function actingRoutes(parts: PageParts): Hono {
  const { people } = parts;
  const app = new Hono();
  app.post('/say', async (c) => {
    const { channel, text, ...viewer } = await bodyOf(c, Say);
    const reader = readerOf(c, parts, viewer);
    requireChannel(parts, reader, channel);
    return c.json(await people.say(reader.person.id, channel, text, reader.locale));
  });
  app.post('/command', async (c) => {
    const { channel, name, options, target, ...viewer } = await bodyOf(c, Use);
    const reader = readerOf(c, parts, viewer);
    requireChannel(parts, reader, channel);
    const use = {
      channelId: channel,
      name,
      options,
      locale: reader.locale,
      ...(target !== undefined && { target }),
    };
    return answer(c, parts, reader, await people.command(reader.person.id, use));
  });
  app.post('/suggest', async (c) => {
    const { channel, name, options, focused, ...viewer } = await bodyOf(c, Suggest);
    const reader = readerOf(c, parts, viewer);
    requireChannel(parts, reader, channel);
    const use = { channelId: channel, name, options, focused, locale: reader.locale };
    const choices = await people.suggest(reader.person.id, use);
    const locales: { readonly [locale in string]?: string | null }[] = choices.map(
      (choice) => choice.name_localizations ?? {},
    );
    return c.json({
      choices: choices.map((choice, index) => ({
        label: locales[index]?.[reader.locale] ?? choice.name,
        value: choice.value,
      })),
    });
  });
  app.post('/press', async (c) => {
    const { message, customId, values, ...viewer } = await bodyOf(c, Press);
    const reader = readerOf(c, parts, viewer);
    const use = { messageId: message, customId, locale: reader.locale, ...(values && { values }) };
    return answer(c, parts, reader, await people.press(reader.person.id, use));
  });
  app.post('/submit', async (c) => {
    const { body, files } = await formBodyOf(c, Submit);
    const { form, fields, ...viewer } = body;
    const reader = readerOf(c, parts, viewer);
    const use = { formId: form, fields, files, locale: reader.locale };
    return answer(c, parts, reader, await people.submit(reader.person.id, use));
  });
  return app;
}

/** The result for the page: a form as HTML, the others as they are. */
async function answer(
  c: Context,
  parts: PageParts,
  reader: Reader,
  result: InteractionResult,
): Promise<Response> {
  if (result.kind !== 'form') return c.json(result);
  const drawn = await drawForm(result.form, sceneOf(parts, reader));
  return c.json({ kind: 'form', form: result.formId, html: String(drawn) });
}
