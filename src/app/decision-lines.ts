import type { Log } from '../../campaigns/ports/log.ts';
import type { Store } from '../../campaigns/ports/store.ts';

/** The same store, with a line of the log for what organisers decide about single deliveries: what, and never who. */
export function withDecisionLines(store: Store, log: Pick<Log, 'info'>): Store {
  const { posts, amendments } = store;
  return {
    ...store,
    posts: {
      ...posts,
      decide: async (guildId, id, seen, decision, by, now) => {
        const saved = await posts.decide(guildId, id, seen, decision, by, now);
        if (saved.kind === 'saved') {
          log.info({ delivery: id, decision: decision.kind }, 'an organiser decided about a delivery');
        }
        return saved;
      },
    },
    amendments: {
      ...amendments,
      ask: async (guildId, deliveryId, wanted, by, now) => {
        const saved = await amendments.ask(guildId, deliveryId, wanted, by, now);
        if (saved.kind === 'saved') {
          const { id: amendment } = saved.value;
          log.info({ delivery: deliveryId, amendment, kind: wanted.kind }, 'an amendment was asked for');
        }
        return saved;
      },
    },
  };
}
