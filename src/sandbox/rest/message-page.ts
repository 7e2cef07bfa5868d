import { z } from 'zod';
import type { Storage, StoredMessage } from '../storage.ts';
import { FormBody } from '../validation/form-body.ts';

const Id = z.string().regex(/^\d{1,19}$/);
const Query = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  before: Id.optional(),
  after: Id.optional(),
  around: Id.optional(),
});

/**
 * The messages that a query asks for, newest first, without private answers.
 *
 * @throws DiscordError 50035 when the query is wrong
 */
export async function messagePage(
  storage: Storage,
  channelId: string,
  query: Record<string, string>,
): Promise<readonly StoredMessage[]> {
  const parsed = Query.safeParse(query);
  if (!parsed.success) {
    const form = new FormBody();
    for (const { path } of parsed.error.issues) {
      const [field = ''] = path.map(String);
      const message =
        field === 'limit' ? 'int value should be between 1 and 100.' : 'The value is not snowflake.';
      form.add([field], field === 'limit' ? 'NUMBER_TYPE_MAX' : 'NUMBER_TYPE_COERCE', message);
    }
    form.done();
    throw parsed.error;
  }
  const { limit, before, after, around } = parsed.data;
  const page = { channelId, viewer: null };
  if (around !== undefined) {
    const half = Math.max(1, Math.floor(limit / 2));
    const newer = await storage.messages({ ...page, after: around, limit: half });
    const older = await storage.messages({
      ...page,
      before: String(BigInt(around) + 1n),
      limit: limit - half + 1,
    });
    return [...newer, ...older].slice(0, limit);
  }
  if (before !== undefined) return storage.messages({ ...page, before, limit });
  if (after !== undefined) return storage.messages({ ...page, after, limit });
  return storage.messages({ ...page, limit });
}
