import { AllowedMentionsTypes, type APIAllowedMentions } from 'discord-api-types/v10';
import type { FormBody, Path } from './form-body.ts';

const kinds = [
  ['users', AllowedMentionsTypes.User],
  ['roles', AllowedMentionsTypes.Role],
] as const;

/** A kind of mention is either parsed from the text or listed, and nobody is listed twice. */
export function checkAllowedMentions(mentions: APIAllowedMentions, form: FormBody, path: Path): void {
  for (const [kind, type] of kinds) {
    const listed = mentions[kind] ?? [];
    if (listed.length > 0 && mentions.parse?.includes(type) === true) {
      form.add(
        path,
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
    }
    if (new Set(listed).size < listed.length) {
      form.add([...path, kind], 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value');
    }
  }
}
