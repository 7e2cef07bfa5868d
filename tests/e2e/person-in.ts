import type { Change, InteractionResult, Person } from '../../src/sandbox/person.ts';
import type { StandIn } from './stand-in.ts';

const locale = 'en-US';

/** Somebody in a channel, who reads the newest answer to them and presses what is on it. */
export function personIn({ sandbox: { people } }: StandIn, { id }: Person, channelId: string) {
  /** Resolves once what was done is answered in full: on a slow machine the bot says first that it works on it. */
  const answered = async (act: () => Promise<InteractionResult>): Promise<InteractionResult> => {
    const watching = new AbortController();
    const changed = new Promise<void>((resolve) => {
      const listener = (change: Change): void => {
        if (change.kind === 'message' && change.seen.private && !change.seen.thinking) resolve();
      };
      people.watch(id, listener, watching.signal);
    });
    const result = await act();
    if (result.kind === 'answered') await changed;
    watching.abort();
    return result;
  };
  const newest = async (): Promise<{ readonly id: string; readonly text: string }> => {
    const seen = (await people.messages(id, channelId)).findLast((one) => one.private);
    if (!seen) throw new Error('nothing was answered');
    return { id: seen.message.id, text: JSON.stringify(seen.message.components) };
  };
  const pressOn = async (messageId: string, customId: string, values: readonly string[] = []) =>
    await answered(() => people.press(id, { messageId, customId, values, locale }));
  return {
    /** What only they see, with everything that is on it. */
    answer: async () => (await newest()).text,
    pressOn,
    /** @param pattern the route of what is pressed, and perhaps more of its custom id */
    press: async (pattern: string, values: readonly string[] = []) => {
      const { id: messageId, text } = await newest();
      const [, customId] = new RegExp(`"custom_id":"(${pattern}(?::[^"]*)?)"`).exec(text) ?? [];
      if (customId === undefined) throw new Error(`nothing to press for ${pattern}: ${text}`);
      return await pressOn(messageId, customId, values);
    },
    /** @param target the message on which a menu is opened */
    use: async (name: string, options: Record<string, string>, target?: string) =>
      await answered(() =>
        people.command(id, { channelId, name, options, locale, ...(target !== undefined && { target }) }),
      ),
    submit: async (formId: string, fields: Record<string, string>) =>
      await answered(() => people.submit(id, { formId, fields, locale })),
  };
}
