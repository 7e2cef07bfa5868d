import { z } from 'zod';

/** What an id can refer to. `events` are the claims of the kind `event`. */
export type Target = 'sources' | 'voices' | 'topics' | 'demands' | 'claims' | 'events';

/** What a schema cannot check by itself, because it needs the rest of the pack. */
export interface Mark {
  /** A text in every language of the pack. */
  readonly localized?: true;
  /** An id that must be listed elsewhere in the pack. */
  readonly refersTo?: Target;
}

/** The marks of the pack's schemas. A schema derived from a marked one (`describe`) keeps the mark. */
export const marks = z.registry<Mark>();
