import type { HonoRequest } from 'hono';
import { DiscordError, refuse } from '../discord-error.ts';
import type { UploadedFile } from '../uploaded-file.ts';

export interface RequestBody {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/** 10 MiB, what a server without boosts allows for one file. */
export const fileLimit = 10 * 1024 * 1024;

/**
 * Reads a body as JSON, or as `multipart/form-data` with the JSON in `payload_json` and files beside it.
 *
 * @throws DiscordError 50109 when it is not JSON, 40005 when it is too large
 */
export async function requestBody(request: HonoRequest): Promise<RequestBody> {
  if (Number(request.header('content-length') ?? 0) > 3 * fileLimit) throw refuse('tooLarge');
  if (request.header('content-type')?.startsWith('multipart/form-data') !== true) {
    const text = await request.text();
    return { json: text === '' ? {} : parsed(text), files: [] };
  }
  const fields = await request.formData();
  const files: UploadedFile[] = [];
  let json: unknown = {};
  for (const [name, value] of fields) {
    if (typeof value === 'string') {
      if (name === 'payload_json') json = parsed(value);
      continue;
    }
    const index = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (index === undefined) continue;
    if (value.size > fileLimit) throw refuse('tooLarge');
    const type = value.type === '' ? 'application/octet-stream' : value.type;
    files.push({ index: Number(index), name: value.name, type, bytes: await value.bytes() });
  }
  if (files.length > 10) {
    throw new DiscordError(400, 30015, 'Maximum number of attachments in a message reached (10)');
  }
  return { json, files };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('invalidJson');
  }
}
