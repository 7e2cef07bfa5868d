import { DiscordError, type FieldErrors } from '../discord-error.ts';

/** Where a field is: `['components', 0, 'custom_id']`. */
export type Path = readonly (string | number)[];

/** Collects what is wrong with a body, and refuses it with all of that at once. */
export class FormBody {
  readonly #errors: FieldErrors = {};
  #count = 0;

  add(path: Path, code: string, message: string): void {
    this.#count += 1;
    let at = this.#errors;
    for (const key of path.map(String)) {
      const next = at[key];
      at = at[key] = next === undefined || isList(next) ? {} : next;
    }
    const before = at['_errors'];
    at['_errors'] = [...(isList(before) ? before : []), { code, message }];
  }

  /** The field's length must lie between two numbers. */
  length(path: Path, actual: number, minimum: number, maximum: number): void {
    if (actual >= minimum && actual <= maximum) return;
    if (minimum === 0) this.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${maximum} or fewer in length.`);
    else this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${minimum} and ${maximum} in length.`);
  }

  required(path: Path): void {
    this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  }

  /** The refusal of everything that was added. */
  get error(): DiscordError {
    return new DiscordError(400, 50035, 'Invalid Form Body', this.#errors);
  }

  /** @throws DiscordError 50035 when something was added */
  done(): void {
    if (this.#count > 0) throw this.error;
  }
}

/** The refusal of a body with a single mistake. */
export function invalidForm(path: Path, code: string, message: string): DiscordError {
  const form = new FormBody();
  form.add(path, code, message);
  return form.error;
}

function isList(value: FieldErrors[string] | undefined): value is Exclude<FieldErrors[string], FieldErrors> {
  return Array.isArray(value);
}
