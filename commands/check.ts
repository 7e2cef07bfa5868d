import { comparer, type Comparer } from '../content/compare/compare.ts';
import type { PackRecord } from '../content/record.ts';
import { sheetAt } from '../messages/answers/at.ts';
import { checkAnswer, checkRoutes, moreAnswer } from '../messages/answers/check.ts';
import type { Handler, MessageMenu } from './contract.ts';
import { UserError } from './errors.ts';
import { claimsBehind } from './record/claims-behind.ts';
import { wayOf, withPicture } from './record/reply.ts';
import { shelfFor, tellingFor } from './record/telling.ts';

/** How much of a message is compared, in characters: as much as one may have. */
const longestText = 4_000;

/** What was prepared for comparing, as long as the record is in use. */
const comparers = new WeakMap<PackRecord, Comparer>();

function comparerFor(record: PackRecord): Comparer {
  const made = comparers.get(record) ?? comparer(record);
  comparers.set(record, made);
  return made;
}

/** Sets a message beside the record. Its text is used for the answer and kept nowhere. */
export const check: MessageMenu = {
  name: 'check.menu',
  scope: 'anywhere',
  needs: 'nothing',
  run: async ({ text }, asker, deps) => {
    if (!/[\p{L}\p{N}]/u.test(text)) {
      throw new UserError('check.empty', { menu: asker.speech.t('check.menu') });
    }
    const telling = tellingFor(await shelfFor(asker, deps), undefined, asker, deps);
    const cut = text.length > longestText;
    const comparison = comparerFor(telling.record).compare(cut ? beginningOf(text) : text);
    const answer = checkAnswer(comparison, cut ? longestText : null, telling);
    return { kind: 'answer', private: true, answer };
  },
};

/** As much of a long text as is compared. Half a word or number at its end would be another one. */
function beginningOf(text: string): string {
  const end = Math.max(text.lastIndexOf(' ', longestText), text.lastIndexOf('\n', longestText));
  return text.slice(0, end > longestText / 2 ? end : longestText);
}

/** Opens one of the claims beside the answer, which stays: `check-open:<language>`, the place as value. */
const open: Handler = {
  route: checkRoutes.open,
  needs: 'nothing',
  run: async ({ args: [language], values }, asker, deps) => {
    const { place, telling } = await wayOf(language, (values[0] ?? '').split(':'), asker, deps);
    if (place.view !== 'claim') throw new UserError('errors.stale');
    const answer = await withPicture(sheetAt(place, telling), telling, deps);
    return { kind: 'answer', private: true, answer };
  },
};

/** Shows what had no room: `check-more:<language>:<eight characters for each claim>`. */
const more: Handler = {
  route: checkRoutes.more,
  needs: 'nothing',
  run: async ({ args: [language, packed = ''] }, asker, deps) => {
    const { claims, telling } = await claimsBehind(language, packed, asker, deps);
    return { kind: 'answer', private: true, answer: moreAnswer(claims, telling) };
  },
};

export const checkHandlers: readonly Handler[] = [open, more];
