import type { Discord } from '../../../campaigns/ports/discord.ts';
import type { Ledger } from '../../../campaigns/ports/ledger.ts';
import { Opening, type Step } from './settings.ts';

interface Ports {
  readonly ledger: Ledger;
  readonly discord: Discord;
}

/** The same ports, with a stop before and after each step that matters, until its gate is opened for good. */
export function gated({ ledger, discord }: Ports, gates: readonly Step[]): Ports {
  const closed = new Map(gates.map((step) => [step, Promise.withResolvers<void>()]));
  process.on('message', (message) => {
    const opening = Opening.safeParse(message);
    if (opening.success) closed.get(opening.data.open)?.resolve();
  });
  const stopAt = async (step: Step, delivery: string): Promise<void> => {
    const gate = closed.get(step);
    if (!gate) return;
    process.send?.({ step, delivery });
    await gate.promise;
  };
  return {
    ledger: {
      ...ledger,
      claim: async (id, options) => {
        await stopAt('claiming', id);
        const result = await ledger.claim(id, options);
        if (result.kind === 'claimed') await stopAt('claimed', id);
        return result;
      },
      settle: async (id, leaseId, outcome, now) => {
        await stopAt('recording', id);
        const recorded = await ledger.settle(id, leaseId, outcome, now);
        await stopAt('recorded', id);
        return recorded;
      },
    },
    discord: {
      ...discord,
      post: async (request) => {
        const delivery = request.nonce.split('.')[0] ?? '';
        await stopAt('posting', delivery);
        const outcome = await discord.post(request);
        await stopAt('posted', delivery);
        return outcome;
      },
    },
  };
}
