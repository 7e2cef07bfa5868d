import type { Languages } from '../../../messages/words.ts';
import type { MovableClock, People } from '../person.ts';

/** What the page is made of. */
export interface PageParts {
  readonly people: People;
  readonly clock: MovableClock;
  readonly languages: Languages;
  /** A sentence of the operator's own beside the practice note, such as where the data lies. May be empty. */
  readonly note: string;
  /** Hears of errors that are no fault of a request. */
  readonly report?: (error: unknown) => void;
  /** Ends the event streams, so that the server can close. */
  readonly signal?: AbortSignal;
}
