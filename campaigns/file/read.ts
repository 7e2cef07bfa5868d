import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { fileLimits } from './limits.ts';
import { CampaignFile, fileFormat, type FilePicture } from './model.ts';
import { readPictures, splitDocuments } from './pictures.ts';
import { unknownNames, type Known } from './known.ts';
import { problem, type FileProblem } from './problem.ts';
import { brokenReferences } from './references.ts';
import { textOf } from './text.ts';
import { forbidden, lineAt } from './tree.ts';
import { problemsOfIssue } from './issue.ts';

/** What came of reading a file: the campaign in it, or everything that is wrong with it, in the order of its lines. */
export type CampaignFileRead =
  | { readonly kind: 'campaign'; readonly file: CampaignFile; readonly pictures: readonly FilePicture[] }
  | { readonly kind: 'problems'; readonly problems: readonly FileProblem[] };

/**
 * Reads a file that somebody uploaded. It may take long on purpose of whoever wrote it: read it where it can be
 * ended ({@link ../ports/files.ts}).
 */
export function readCampaignFile(bytes: Uint8Array, known: Known): CampaignFileRead {
  if (bytes.byteLength > fileLimits.file) return refused([tooLarge(fileLimits.file)]);
  const decoded = textOf(bytes);
  if ('problem' in decoded) return refused([decoded.problem]);
  const { head, rest } = splitDocuments(decoded.text);
  if (Buffer.byteLength(head) > fileLimits.campaign) return refused([tooLarge(fileLimits.campaign)]);
  const lines = new LineCounter();
  // Whether keys stand twice is looked at below: here it would be asked of each two of them.
  const document = parseDocument(head, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
    uniqueKeys: false,
  });
  const newer = newerFormat(document, lines);
  if (newer) return refused([newer]);
  const { pictures, problems } = readPictures(rest, head.split('\n').length);
  const file = judged(document, lines, pictures, known);
  const all = [...('file' in file ? [] : file.problems), ...problems];
  if (all.length > 0 || !('file' in file)) return refused(all);
  return { kind: 'campaign', file: file.file, pictures };
}

function judged(
  document: Document.Parsed,
  lines: LineCounter,
  pictures: readonly FilePicture[],
  known: Known,
): { readonly file: CampaignFile } | { readonly problems: readonly FileProblem[] } {
  const [error] = document.errors;
  if (error) {
    const deep = /call stack/i.test(error.message);
    const line = Math.max(1, lines.linePos(error.pos[0]).line);
    return {
      problems: [
        problem(deep ? 'deep' : 'syntax', {
          line,
          found: deep ? '' : error.message,
          allowed: String(fileLimits.depth),
        }),
      ],
    };
  }
  const odd = forbidden(document, lines);
  if (odd.length > 0) return { problems: odd };
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  const at = (path: readonly PropertyKey[]): number => lineAt(document, path, lines);
  const parsed = CampaignFile.safeParse(value);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.flatMap((issue: z.core.$ZodIssue) => problemsOfIssue(issue, value, at)),
    };
  }
  const broken = [...unknownNames(parsed.data, known, at), ...brokenReferences(parsed.data, pictures, at)];
  return broken.length > 0 ? { problems: broken } : { file: parsed.data };
}

/** Whether a newer bot wrote it: then nothing else that is wrong with it means anything. */
function newerFormat({ contents }: Document.Parsed, lines: LineCounter): FileProblem | null {
  if (!isMap(contents)) return null;
  const node: unknown = contents.get('format', true);
  if (!isScalar(node) || typeof node.value !== 'number' || node.value <= fileFormat) return null;
  const line = lines.linePos(node.range?.[0] ?? 0).line;
  return problem('newer', { line, found: String(node.value), allowed: String(fileFormat) });
}

function tooLarge(most: number): FileProblem {
  return problem('large', { allowed: String(Math.round(most / 1024)) });
}

function refused(problems: readonly FileProblem[]): CampaignFileRead {
  const once = new Map(problems.map((one) => [JSON.stringify(one), one]));
  return {
    kind: 'problems',
    problems: [...once.values()].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}
