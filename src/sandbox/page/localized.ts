import type { LocalizationMap } from 'discord-api-types/v10';

/** What carries its words in several languages, as Discord keeps them. */
export interface Localized {
  readonly name_localizations?: LocalizationMap | null;
  readonly description_localizations?: LocalizationMap | null;
}

/** The words for a locale. As in Discord, Latin American Spanish falls back to that of Spain, never the reverse. */
export function localized(
  map: LocalizationMap | null | undefined,
  fallback: string,
  { locale }: { readonly locale: string },
): string {
  const words: Readonly<Record<string, string | null>> = map ?? {};
  return words[locale] ?? (locale === 'es-419' ? words['es-ES'] : undefined) ?? fallback;
}
