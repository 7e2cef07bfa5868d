import { ComponentType } from 'discord-api-types/v10';
import { words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { small } from '../text.ts';
import type { Speech } from '../words.ts';

/** Discord's limits for a message of Components V2. */
const most = { components: 40, text: 4_000 } as const;
/** Longer than this nobody types; what sends more is no person. */
const mostBytes = 1_000_000;

/** What somebody typed, all of it, as a file to copy it from; and the component that shows it. */
function typedFile(texts: readonly string[], speech: Speech) {
  const name = `${speech.t('errors.typedFile')}.txt`;
  const all = texts.filter((text) => text !== '').join('\n\n');
  const bytes = new TextEncoder().encode(all).slice(0, mostBytes);
  return {
    file: { name, type: 'text/plain; charset=utf-8', bytes },
    shown: { type: ComponentType.File, file: { url: `attachment://${name}` } },
  } as const;
}

/** A longer text does not stand in an answer, beside the sentence that says why it is given back. */
const mostShown = 2_700;

/** An answer that gives back what was typed: as text, and also as a file when that would be cut. */
export function withTyped(answer: Answer, texts: readonly string[], speech: Speech): Answer {
  if (texts.every((text) => text.length <= mostShown)) return answer;
  const { file, shown } = typedFile(texts, speech);
  return { components: [...answer.components, shown], files: [...(answer.files ?? []), file] };
}

/** Refuses what is too long, and gives it back as a file. */
export function tooLongAnswer(
  texts: readonly string[],
  { length, limit }: { readonly length: number; readonly limit: number },
  speech: Speech,
): Answer {
  const { file, shown } = typedFile(texts, speech);
  const sentence = speech.t('errors.tooLong', { limit: String(limit), length: String(length) });
  return { components: [words(sentence), shown], files: [file] };
}

/** An answer that says first that something was left out of what was typed; as it was where there is no room. */
export function cleanedAnswer(answer: Answer, speech: Speech): Answer {
  const news = small(speech.t('errors.cleaned'));
  const parts = answer.components.flatMap(partsOf);
  const text = parts.reduce((sum, part) => sum + ('content' in part ? String(part.content).length : 0), 0);
  if (parts.length >= most.components || text + news.length > most.text) return answer;
  return { ...answer, components: [words(news), ...answer.components] };
}

/** A component with all that it holds. */
function partsOf(component: object): readonly object[] {
  const held = [
    ...('components' in component && Array.isArray(component.components) ? component.components : []),
    ...('accessory' in component ? [component.accessory] : []),
  ];
  return [
    component,
    ...held.flatMap((one: unknown) => (typeof one === 'object' && one !== null ? partsOf(one) : [])),
  ];
}
