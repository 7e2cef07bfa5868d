/** What is wrong in a file. Words are found for it in the reader's language. */
export interface FileProblem {
  /** From 1; null when it is about the file as a whole. */
  readonly line: number | null;
  readonly kind: FileProblemKind;
  /** Where it stands: `actions › 2 › when`; empty when it is about the file as a whole. */
  readonly where: string;
  /** What stands there, or what the reader of the format says. */
  readonly found: string;
  /** What may stand there. */
  readonly allowed: string;
}

export const fileProblemKinds = [
  'empty',
  'utf16',
  'binary',
  'large',
  'syntax',
  'alias',
  'deep',
  'twice',
  'unknown-key',
  'missing',
  'quotes',
  'type',
  'choice',
  'long',
  'small',
  'big',
  'many',
  'few',
  'format',
  'newer',
  'id',
  'opaque',
  'day',
  'wall',
  'time',
  'moment',
  'years',
  'link',
  'language',
  'blank',
  'picture',
  'picture-twice',
  'picture-broken',
  'untitled',
  'no-time',
  'ends',
  'channel',
  'audience',
  'subject',
  'rows',
  'header',
  'header-title',
  'column',
  'csv',
  'ics',
  'nothing',
  'pack',
  'zone',
  'no-language',
  'picture-bad',
] as const;
export type FileProblemKind = (typeof fileProblemKinds)[number];

/** A problem of the file as a whole, or of a line of it. */
export function problem(kind: FileProblemKind, more: Partial<Omit<FileProblem, 'kind'>> = {}): FileProblem {
  return { line: null, where: '', found: '', allowed: '', ...more, kind };
}
