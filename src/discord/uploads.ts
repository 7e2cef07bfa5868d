import type { UploadedFile, UploadRead, Uploads } from '../../campaigns/ports/uploads.ts';

/** Where Discord keeps what people upload. */
const discordsHosts = new Set(['cdn.discordapp.com', 'media.discordapp.net']);
/** `/ephemeral-attachments/<application>/<id>/<name>` is where uploads of forms are, the other where messages' are. */
const uploadPath = /^\/(?:ephemeral-)?attachments\/\d{1,20}\/\d{1,20}\/[^/]+$/;

export interface UploadsOptions {
  /** Where Discord's API is: a stand-in for Discord keeps its files itself. */
  readonly apiUrl: string;
  /** For the whole file, in milliseconds. */
  readonly timeoutMs?: number;
}

/**
 * Fetches uploads from where Discord keeps them. No other address is ever asked, redirects are not followed, and
 * no more is read than wanted.
 */
export function createUploads({ apiUrl, timeoutMs = 10_000 }: UploadsOptions): Uploads {
  const { origin, hostname } = new URL(apiUrl);
  const standIn = hostname === 'discord.com' ? null : origin;
  return {
    read: async (file, mostBytes) => {
      const url = addressOf(file, standIn);
      if (url === null) return problem('elsewhere');
      if (file.size > mostBytes) return problem('too-large');
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        return await fetchUpTo(url, mostBytes, signal);
      } catch {
        return problem(signal.aborted ? 'too-slow' : 'unreachable');
      }
    },
  };
}

/** @returns null when it is not the address of an upload at Discord, or at the stand-in */
function addressOf({ url: text }: UploadedFile, standIn: string | null): URL | null {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || !uploadPath.test(url.pathname))
    return null;
  const atDiscord = url.protocol === 'https:' && url.port === '' && discordsHosts.has(url.hostname);
  return atDiscord || url.origin === standIn ? url : null;
}

async function fetchUpTo(url: URL, mostBytes: number, signal: AbortSignal): Promise<UploadRead> {
  const response = await fetch(url, {
    redirect: 'error',
    signal,
    headers: { 'accept-encoding': 'identity' },
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    return problem('unreachable');
  }
  if (Number(response.headers.get('content-length') ?? 0) > mostBytes) {
    await response.body.cancel();
    return problem('too-large');
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop ends the request.
  for await (const part of response.body) {
    size += part.byteLength;
    if (size > mostBytes) return problem('too-large');
    parts.push(part);
  }
  return { kind: 'read', bytes: Buffer.concat(parts) };
}

function problem(reason: Extract<UploadRead, { kind: 'problem' }>['reason']): UploadRead {
  return { kind: 'problem', reason };
}
