import type { Snowflake } from '../../campaigns/campaign.ts';
import type { Saved } from '../../campaigns/saved.ts';
import { UserError } from '../errors.ts';

/**
 * What was saved.
 *
 * @throws UserError when somebody else changed it since it was opened, with their name; or when it is gone
 */
export function savedOf<Value>(saved: Saved<Value>): Value {
  switch (saved.kind) {
    case 'saved':
      return saved.value;
    case 'changed':
      throw changedError(saved.by, `<t:${Math.floor(saved.at.epochMilliseconds / 1000)}:R>`);
    case 'gone':
      throw new UserError('errors.gone');
  }
}

function changedError(by: Snowflake | null, when: string): UserError {
  if (by === null) return new UserError('errors.changedBySomebody', { when });
  return new UserError('errors.changed', { by: `<@${by}>`, when });
}
