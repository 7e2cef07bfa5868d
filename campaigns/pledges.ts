import type { Id } from './campaign.ts';
import { pledgeHolder, pledgeWaiter } from './pledge.ts';
import type { PledgeBook, Pledges } from './ports/pledges.ts';

/**
 * What members pledge, over a book in which nobody's name stands.
 *
 * @param key gives the key; asked only when somebody's pledge is written or looked for
 */
export function createPledges(book: PledgeBook, key: () => Promise<Uint8Array>): Pledges {
  return {
    give: async (actionId, person, state) =>
      await book.set(actionId, pledgeHolder(await key(), person, actionId), state),

    takeBack: async (person, actionIds) => {
      const secret = await key();
      return await book.remove(actionIds.map((id) => pledgeHolder(secret, person, id)));
    },

    of: async (person, actionIds) => {
      if (actionIds.length === 0) return new Map();
      const secret = await key();
      const holders = new Map(actionIds.map((id): [string, Id] => [pledgeHolder(secret, person, id), id]));
      const found = await book.find([...holders.keys()]);
      return new Map(
        [...found].flatMap(([holder, state]) => {
          const id = holders.get(holder);
          return id === undefined ? [] : [[id, state]];
        }),
      );
    },

    waiter: async (person) => pledgeWaiter(await key(), person),
  };
}
