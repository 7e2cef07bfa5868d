import type { Answer } from './protocol.ts';

/** The JSON of a request's body: all of it, or of a body with files the part that is no file. */
export async function jsonPart(body: Buffer, contentType: string): Promise<string> {
  return (await answerIn(body, contentType)).json;
}

/** The JSON of a request's body, and its files. */
export async function answerIn(body: Buffer, contentType: string): Promise<Answer> {
  if (!contentType.startsWith('multipart/')) return { json: body.toString(), files: [] };
  const headers = { 'content-type': contentType };
  const form = await new Response(new Uint8Array(body), { headers }).formData();
  const parts = [...form.values()].filter((part) => typeof part !== 'string');
  const files = await Promise.all(
    parts.map(async (file) => ({
      name: file.name,
      base64: Buffer.from(await file.arrayBuffer()).toString('base64'),
    })),
  );
  const json = form.get('payload_json');
  return { json: typeof json === 'string' ? json : '', files };
}
