import type { Context } from 'hono';
import type { z } from 'zod';
import type { PersonFile } from '../person.ts';
import { bodyOf, Fault, parsed } from './fault.ts';
import { carriesFiles } from './guard.ts';

/**
 * What a submitted form brought: its JSON alone, or as the field `body` of `multipart/form-data`, and beside it the
 * files, each named by its field.
 *
 * @throws Fault 400, 415
 */
export async function formBodyOf<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<{ readonly body: z.output<Schema>; readonly files: readonly PersonFile[] }> {
  if (!carriesFiles(c.req.header('content-type'))) return { body: await bodyOf(c, schema), files: [] };
  const data = await c.req.formData().catch(() => {
    throw new Fault(400, 'The body is not form data.');
  });
  const files: PersonFile[] = [];
  let body: unknown;
  for (const [field, value] of data) {
    if (typeof value !== 'string') {
      const type = value.type === '' ? 'application/octet-stream' : value.type;
      files.push({ field, name: value.name, type, bytes: await value.bytes() });
    } else if (field === 'body') {
      body = jsonOf(value);
    }
  }
  return { body: parsed(schema, body), files };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault(400, 'The body is not JSON.');
  }
}
