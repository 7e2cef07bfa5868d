import type { PersonFile } from '../person.ts';
import type { Uploads } from '../uploads.ts';
import type { AnyComponent } from '../validation/components.ts';
import { numberOf } from './component-use.ts';
import { Refused } from './refused.ts';
import type { Resolved } from './resolved.ts';

/** What somebody without a subscription may upload: 10 MiB a file. */
export const uploadLimit = 10 * 1024 * 1024;

/**
 * What is sent of a field for files: their ids, and beside them where they are.
 *
 * @throws Refused when there are too few or too many, or one is too large or of a type that is not asked for
 */
export async function uploadValue(
  field: AnyComponent,
  label: string,
  all: readonly PersonFile[],
  resolved: Resolved,
  uploads: Uploads,
): Promise<object> {
  const customId = String(field['custom_id']);
  const files = all.filter((file) => file.field === customId);
  const required = field['required'] !== false;
  const least = Math.max(required ? 1 : 0, files.length === 0 ? 0 : numberOf(field['min_values'], 1));
  const most = numberOf(field['max_values'], 1);
  if (files.length < least) {
    throw new Refused((speech) => speech.t('refusal.field.missing', { field: label }));
  }
  if (files.length > most) {
    throw new Refused((speech) => speech.t('refusal.field.tooManyFiles', { field: label, limit: most }));
  }
  if (files.some(({ bytes }) => bytes.byteLength > uploadLimit)) {
    throw new Refused((speech) => speech.t('refusal.field.largeFile', { field: label }));
  }
  const ids: string[] = [];
  for (const file of files) ids.push(resolved.attachment(await uploads.keep(file)));
  return { custom_id: customId, values: ids };
}
