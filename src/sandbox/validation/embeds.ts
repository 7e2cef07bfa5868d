import type { APIEmbed } from 'discord-api-types/v10';
import type { FormBody, Path } from './form-body.ts';

const maximum = 6000;

/** All texts of all embeds of a message count together. */
export function checkEmbeds(embeds: readonly APIEmbed[], form: FormBody, path: Path): void {
  const size = embeds
    .flatMap(({ title, description, footer, author, fields }) => [
      title,
      description,
      footer?.text,
      author?.name,
      ...(fields ?? []).flatMap(({ name, value }) => [name, value]),
    ])
    .reduce((sum, text) => sum + (text?.length ?? 0), 0);
  if (size > maximum) {
    form.add(path, 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${maximum}`);
  }
}
