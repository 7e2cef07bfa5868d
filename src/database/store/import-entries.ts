import type { Id } from '../../../campaigns/campaign.ts';
import type { ImportPlan } from '../../../campaigns/ports/imports.ts';
import type { EndedDelivery } from '../../../campaigns/ports/planning.ts';

/** What came of the actions or the announcements of a file. */
export interface Imported {
  /** The ids that they have now, by those of the file where they are others. */
  readonly renamed: ReadonlyMap<Id, Id>;
  /** What waited to be posted and is not, on account of it. */
  readonly ended: readonly EndedDelivery[];
}

/** How one of them is brought up to the file. */
interface Steps<Entry> {
  /** @returns the id that it has now */
  readonly insert: (entry: Entry) => Promise<Id>;
  readonly update: (id: Id, entry: Entry) => Promise<readonly EndedDelivery[]>;
  /** It is not in the file any more. */
  readonly remove: (id: Id) => Promise<readonly EndedDelivery[]>;
}

/** Takes the steps that the differences ask for, one after the other. */
export async function importEntries<Entry extends { readonly id: Id | null }>(
  { differences }: ImportPlan,
  about: 'action' | 'announcement',
  entries: readonly Entry[],
  { insert, update, remove }: Steps<Entry>,
): Promise<Imported> {
  const renamed = new Map<Id, Id>();
  const ended: EndedDelivery[] = [];
  for (const difference of differences) {
    if (difference.about !== about) continue;
    const { change, id, index } = difference;
    if (change === 'removed') {
      if (id !== null) ended.push(...(await remove(id)));
      continue;
    }
    const entry = entries[index];
    if (entry === undefined) throw new RangeError(`a difference is about no ${about} of the file`);
    if (change === 'changed' && id !== null) ended.push(...(await update(id, entry)));
    else {
      const own = await insert(entry);
      if (entry.id !== null && own !== entry.id) renamed.set(entry.id, own);
    }
  }
  return { renamed, ended };
}
