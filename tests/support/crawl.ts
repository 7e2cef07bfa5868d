import type { Registry } from '../../commands/registry.ts';
import type { Form } from '../../messages/payload.ts';
import { nested } from './message-limits.ts';
import type { Reply } from '../../commands/contract.ts';
import { runs } from './runs.ts';

/** Something that can be pressed, chosen or submitted, as an answer of the bot offered it. */
export interface Offer {
  readonly customId: string;
  readonly values: readonly string[];
  /** The fields, when it is a form: each with its first choice, if it has any. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Everything that a reply offers: buttons, selects with each of their first ten choices, and its form. */
export function offersOf(reply: Reply): readonly Offer[] {
  if (reply.kind === 'left') return [];
  if (reply.kind === 'form') return [formOffer(reply.form)];
  return offersIn(reply.answer.components);
}

/** Everything that the components of a message offer. */
export function offersIn(components: readonly object[]): readonly Offer[] {
  const parts = components.flatMap((component) => nested(component));
  return parts.flatMap((part): Offer[] => {
    if (!('custom_id' in part)) return [];
    const options: unknown = part['options'];
    const values = Array.isArray(options) ? options.slice(0, 10).map((option) => valueOf(option)) : [];
    const customId = String(part['custom_id']);
    return values.length === 0
      ? [{ customId, values: [], fields: {} }]
      : values.map((value) => ({ customId, values: [value], fields: {} }));
  });
}

function formOffer(form: Form): Offer {
  const parts = form.components.flatMap((component) => nested(component));
  const fields = parts.flatMap((part) => {
    if (!('custom_id' in part)) return [];
    const options: unknown = part['options'];
    return [[String(part['custom_id']), Array.isArray(options) ? valueOf(options[0]) : ''] as const];
  });
  return { customId: form.custom_id, values: [], fields: Object.fromEntries(fields) };
}

function valueOf(option: unknown): string {
  return typeof option === 'object' && option !== null && 'value' in option ? String(option.value) : '';
}

/**
 * Follows every offer from the first ones on, as somebody would who presses everything: breadth first, each route a
 * few times.
 *
 * @param use what pressing does
 * @param last routes that are followed when nothing else is left to follow: they take away what others need
 * @returns every offer that was met
 */
export async function crawl(
  first: readonly Offer[],
  use: (offer: Offer) => Promise<Reply>,
  last: ReadonlySet<string> = new Set(),
  perRoute = runs(20).numRuns,
): Promise<readonly Offer[]> {
  const met = new Map<string, Offer>();
  const followed = new Map<string, number>();
  const queue = [...first];
  const later: Offer[] = [];
  for (let offer = queue.shift(); offer !== undefined; offer = queue.shift() ?? later.shift()) {
    const key = JSON.stringify(offer);
    if (met.has(key)) continue;
    const route = routeOf(offer);
    const count = followed.get(route) ?? 0;
    met.set(key, offer);
    if (count >= perRoute) continue;
    if (last.has(route) && queue.length > 0) {
      met.delete(key);
      later.push(offer);
      continue;
    }
    followed.set(route, count + 1);
    queue.push(...offersOf(await use(offer)));
  }
  return [...met.values()];
}

export function routeOf({ customId }: Pick<Offer, 'customId'>): string {
  return customId.split(':')[0] ?? '';
}

/** The routes that only organisers may use. */
export function organiserRoutes({ handlers }: Registry): readonly string[] {
  return [...handlers.values()].filter(({ needs }) => needs !== 'nothing').map(({ route }) => route);
}
