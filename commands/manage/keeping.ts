import { withTyped } from '../../messages/answers/typed.ts';
import { line, words } from '../../messages/components.ts';
import { shorten } from '../../messages/text.ts';
import type { Asker, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';

/** Does something with what was typed; when it cannot be done, that is given back below the reason. */
export async function keepingTyped(
  kept: string,
  { speech }: Asker,
  work: () => Promise<Reply>,
): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError) || kept === '') throw error;
    const { components, ...rest } = error.inAnswer(speech);
    const answer = { ...rest, components: [...components, line(), words(shorten(kept, 2_700))] };
    return { kind: 'answer', private: true, answer: withTyped(answer, [kept], speech) };
  }
}
