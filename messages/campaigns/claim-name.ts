import { inLanguage } from '../../content/language.ts';
import type { PackRecord } from '../../content/record.ts';
import { inline } from '../posts/inline.ts';
import type { Speech } from '../words.ts';

/** A claim of the record, short, as organisers know it again. Names that are withheld are not shown. */
export function claimName(id: string, record: PackRecord | null, speech: Speech): string {
  const claim = record?.claim(id);
  if (!record || !claim) return speech.t('manage.facts.claimGone', { id: inline(id, 60) });
  if (claim.kind === 'person' && claim.withheld) return speech.t('record.text.withheldName');
  const text = claim.kind === 'event' ? claim.title : claim.text;
  return inline(inLanguage(text, speech.language, record.pack.languages).text, 120);
}
