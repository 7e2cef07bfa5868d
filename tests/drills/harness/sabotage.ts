import { randomBytes } from 'node:crypto';
import type { Discord } from '../../../campaigns/ports/discord.ts';
import type { Ledger } from '../../../campaigns/ports/ledger.ts';
import type { Sabotage } from './settings.ts';

interface Ports {
  readonly ledger: Ledger;
  readonly discord: Discord;
}

/** A message of somebody else, older than any delivery: with it in sight, a post that is not seen is absent. */
const older = { id: '1', ours: false, marker: null };

/**
 * Takes one part of the guarantee away, so that a drill that still passes is known to prove nothing: the channel is
 * said to be empty when it is read (`look-up`), each try has a nonce of its own (`nonce`), or a lease is never
 * minded (`lease`).
 */
export function sabotaged(ports: Ports, sabotage: Sabotage | null): Ports {
  const { ledger, discord } = ports;
  switch (sabotage) {
    case null:
      return ports;
    case 'look-up':
      return {
        ledger,
        discord: { ...discord, history: async () => ({ kind: 'read', messages: [older], complete: true }) },
      };
    case 'nonce':
      return {
        ledger,
        discord: {
          ...discord,
          post: (request) => discord.post({ ...request, nonce: randomBytes(12).toString('base64url') }),
        },
      };
    case 'lease':
      return {
        ledger: { ...ledger, claim: (id, options) => ledger.claim(id, { ...options, leaseMs: 1 }) },
        discord,
      };
  }
}
