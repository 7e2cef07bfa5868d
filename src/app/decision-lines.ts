import type { Log } from '../../campaigns/ports/log.ts';
import type { EndedDelivery } from '../../campaigns/ports/planning.ts';
import type { Store } from '../../campaigns/ports/store.ts';
import { sayEnded } from '../../worker/delivery-lines.ts';

/** What came of a change; some say which deliveries ended on account of it. */
type Outcome =
  | string
  | { readonly kind: string; readonly ended?: readonly EndedDelivery[] }
  | { readonly ended: readonly EndedDelivery[] };

/**
 * The same store, with lines of the log for what organisers decide about deliveries, and for each one that a change
 * ends: what, and never who.
 */
export function withDecisionLines(store: Store, log: Pick<Log, 'info'>): Store {
  const { posts, amendments, announcements, actions, settings, imports, approvals } = store;
  const told = async <Result extends Outcome>(change: string, saving: Promise<Result>): Promise<Result> => {
    const saved = await saving;
    if (typeof saved !== 'string') sayEnded(log, saved.ended ?? [], change);
    return saved;
  };
  return {
    ...store,
    announcements: {
      ...announcements,
      change: async (...given) => await told('announcement.change', announcements.change(...given)),
      withdraw: async (...given) => await told('announcement.withdraw', announcements.withdraw(...given)),
    },
    actions: {
      ...actions,
      keep: async (...given) => await told('action.edit', actions.keep(...given)),
      publish: async (...given) => await told('action.publish', actions.publish(...given)),
      turn: async (change) => await told(`action.${change.to}`, actions.turn(change)),
      reach: async (...given) => await told('action.reached', actions.reach(...given)),
    },
    settings: {
      ...settings,
      changeChannel: async (...given) => await told('channel.change', settings.changeChannel(...given)),
      removeChannel: async (...given) => await told('channel.remove', settings.removeChannel(...given)),
    },
    imports: {
      ...imports,
      apply: async (...given) => await told('campaign.import', imports.apply(...given)),
    },
    approvals: {
      ...approvals,
      vote: async (...given) => await told('approval.vote', approvals.vote(...given)),
      askFor: async (...given) => await told('approval.ask', approvals.askFor(...given)),
      end: async (...given) => await told('approval.end', approvals.end(...given)),
    },
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
