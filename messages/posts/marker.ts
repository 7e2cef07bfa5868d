import { z } from 'zod';
import type { Id } from '../../campaigns/campaign.ts';

/**
 * Every post says which delivery it is: the custom id of one of its buttons is `post:` and the delivery's id.
 * Reading a channel backwards, a post is known by it again, whatever became of the attempt that sent it.
 */
const route = 'post';
/** The message whose button opens the panel of the organisers is known again in the same way. */
export const organiseRoute = 'organise';
const markerPattern = /^(?:post|organise):([\w-]{16})$/;

const Button = z.object({ custom_id: z.string() });
const Row = z.object({ components: z.array(z.unknown()) });

/** The custom id that marks a post of this delivery. */
export function markerId(deliveryId: Id): string {
  return `${route}:${deliveryId}`;
}

/** The delivery that a message says it is, from its components as Discord sends them; null when it is no post. */
export function markerOf(components: unknown): Id | null {
  if (!Array.isArray(components)) return null;
  for (const row of components) {
    const parsed = Row.safeParse(row);
    for (const component of parsed.success ? parsed.data.components : []) {
      const button = Button.safeParse(component);
      const match = button.success ? markerPattern.exec(button.data.custom_id) : null;
      if (match?.[1] !== undefined) return match[1];
    }
  }
  return null;
}
