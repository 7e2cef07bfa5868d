import { inline } from '../../messages/posts/inline.ts';
import { UserError } from '../errors.ts';

/** How long a campaign's name may be, in characters. */
export const longestName = 60;

/**
 * The name that is meant: on one line, without blanks around it.
 *
 * @throws UserError when it is too long, or cannot be seen
 */
export function nameMeant(text: string): string {
  const name = text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  // A name that cannot be seen, of zero-width characters alone, is none.
  const length = inline(name, longestName) === '' ? 0 : name.length;
  if (length === 0 || length > longestName) throw new UserError('campaign.errors.name', { length });
  return name;
}
