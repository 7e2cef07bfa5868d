import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';

/** What is wrong with a request, in words for the person. */
export class Fault extends HTTPException {
  constructor(status: ContentfulStatusCode, message: string) {
    super(status, { message });
    this.name = 'Fault';
  }
}

/** Parses what a request brought. @throws Fault 400 that names every mistake */
export function parsed<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const result = schema.safeParse(given);
  if (!result.success) throw new Fault(400, z.prettifyError(result.error));
  return result.data;
}

/** The JSON body of a request. @throws Fault 400, 415 */
export async function bodyOf<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  if (c.req.header('content-type')?.split(';')[0]?.trim() !== 'application/json') {
    throw new Fault(415, 'The body has to be application/json.');
  }
  const text = await c.req.text();
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new Fault(400, 'The body is not JSON.');
  }
  return parsed(schema, given);
}

/** Every error as `{ "error": "words" }`. What is no fault of the request goes to `report` as well. */
export function answerFault(error: Error, c: Context, report: (error: unknown) => void): Response {
  if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
  report(error);
  return c.json({ error: 'failed' }, 500);
}
