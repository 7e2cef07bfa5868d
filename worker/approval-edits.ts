import type { Temporal } from 'temporal-polyfill';
import type { Action } from '../campaigns/action/action.ts';
import type { Snowflake } from '../campaigns/campaign.ts';
import type { Store } from '../campaigns/ports/store.ts';
import type { PostFacts } from '../messages/posts/facts.ts';

/** Somebody changed something that shows. */
export interface Edit {
  readonly by: Snowflake;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** Who wrote what stands in a post, as far as people write it: the record is nobody's. */
export async function editsOf(
  facts: PostFacts,
  now: Temporal.Instant,
  { actions }: Pick<Store, 'actions'>,
): Promise<readonly Edit[]> {
  switch (facts.purpose) {
    case 'announcement':
      return edit(facts.announcement);
    case 'reminder':
      return await ofActions([facts.action], actions);
    case 'digest': {
      const shown = facts.actions.filter(({ state, ends, deadline }) => {
        const end = ends ?? deadline;
        return state === 'open' && (end === null || end.epochMilliseconds > now.epochMilliseconds);
      });
      return await ofActions(shown, actions);
    }
    case 'remembrance':
    case 'planning-note':
    case 'notice':
      return [];
  }
}

/**
 * Who wrote actions last. Whoever only said how far one is, or typed something that members do not see yet, did not
 * write it: otherwise the one who did could approve it.
 */
async function ofActions(shown: readonly Action[], actions: Store['actions']): Promise<readonly Edit[]> {
  const touched = shown.filter(({ contentChangedAt, changedAt }) => !contentChangedAt?.equals(changedAt));
  const writers = await actions.writers(touched.map(({ id }) => id));
  return shown.flatMap((action) => {
    if (!touched.includes(action)) return edit(action);
    const { createdBy: changedBy, createdAt: changedAt } = action;
    const written = writers.get(action.id);
    return edit(written ? { changedBy: written.by, changedAt: written.at } : { changedBy, changedAt });
  });
}

/** Nothing when it is forgotten who it was: then nobody is left out of those who may approve. */
function edit({
  changedBy,
  changedAt,
}: {
  readonly changedBy: Snowflake | null;
  readonly changedAt: Temporal.Instant;
}): readonly Edit[] {
  return changedBy === null ? [] : [{ by: changedBy, at: changedAt.epochMilliseconds }];
}
