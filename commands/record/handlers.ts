import { place as placeOf } from '../../messages/place.ts';
import type { Handler, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';
import { sheetOf, wayOf, withPicture, type Way } from './reply.ts';
import { shelfFor, tellingFor } from './telling.ts';
import type { Asker, Deps } from '../contract.ts';

/** A button that leads to another answer: `go:<language>:<s or p>:<place>`. */
const go: Handler = {
  route: 'go',
  needs: 'nothing',
  run: async ({ args: [language, standing, ...steps] }, asker, deps) =>
    await show(await wayOf(language, steps, asker, deps), standing, asker, deps),
};

/** A list from which one entry is opened: `open:<language>:<s or p>:<place of the list>`, the chosen place as value. */
const open: Handler = {
  route: 'open',
  needs: 'nothing',
  run: async ({ args: [language, standing, ...steps], values }, asker, deps) => {
    const chosen = await wayOf(language, (values[0] ?? '').split(':'), asker, deps);
    const list = await wayOf(language, steps, asker, deps);
    return await show({ ...chosen, place: { ...chosen.place, back: list.place } }, standing, asker, deps);
  },
};

/** Posts a private answer in the channel: `share:<language>:p:<place>`. */
const share: Handler = {
  route: 'share',
  needs: 'nothing',
  run: async ({ args: [language, , ...steps] }, asker, deps) => {
    if (!asker.permissions.speak) throw new UserError('errors.cannotShare');
    const { sheet, telling } = await sheetOf(await wayOf(language, steps, asker, deps), asker, deps);
    const count = await deps.store.cooldowns.take('share', asker.userId);
    if (count > 0) throw new UserError('pledge.share.wait', { count });
    const by = telling.speech.t('record.sharedBy', { member: `<@${asker.userId}>` });
    const remarks = [...(sheet.remarks ?? []), by];
    return {
      kind: 'answer',
      private: false,
      answer: await withPicture({ ...sheet, remarks }, { ...telling, shared: true }, deps),
    };
  },
};

/** The button under a post: `post:<delivery>`. It shows what the post states, and where that comes from. */
const post: Handler = {
  route: 'post',
  needs: 'nothing',
  run: async ({ args: [delivery] }, asker, deps) => {
    const telling = tellingFor(await shelfFor(asker, deps), undefined, asker, deps);
    const place = placeOf('post', { subject: delivery ?? null });
    return await show({ place, telling }, 's', asker, deps);
  },
};

export const recordHandlers: readonly Handler[] = [go, open, share, post];

/** What stands in the channel stays as it is for everyone: whoever presses there gets an answer of their own. */
async function show(way: Way, standing: string | undefined, asker: Asker, deps: Deps): Promise<Reply> {
  const { sheet, telling } = await sheetOf(way, asker, deps);
  const answer = await withPicture(sheet, telling, deps);
  return standing === 'p' ? { kind: 'update', answer } : { kind: 'answer', private: true, answer };
}
