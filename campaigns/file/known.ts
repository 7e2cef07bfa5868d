import { nearest } from '../../content/nearest.ts';
import { whereOf } from './issue.ts';
import type { CampaignFile } from './model.ts';
import { problem, type FileProblem, type FileProblemKind } from './problem.ts';

/** What a file can name that this bot knows. */
export interface Known {
  /** The ids of content packs. */
  readonly packs: readonly string[];
  readonly languages: readonly string[];
}

/** Packs, languages and zones of a file that nobody knows here. */
export function unknownNames(
  file: CampaignFile,
  known: Known,
  lineOf: (path: readonly PropertyKey[]) => number,
): readonly FileProblem[] {
  const found: FileProblem[] = [];
  const look = (
    kind: FileProblemKind,
    path: readonly PropertyKey[],
    name: string,
    names: readonly string[],
  ): void => {
    if (names.includes(name)) return;
    const allowed = nearest(name, names) ?? names.slice(0, 20).join(', ');
    found.push(problem(kind, { line: lineOf(path), where: whereOf(path), found: name, allowed }));
  };
  const { pack, zone, language } = file.campaign;
  look('pack', ['campaign', 'pack'], pack, known.packs);
  look('no-language', ['campaign', 'language'], language, known.languages);
  if (!isZone(zone)) look('zone', ['campaign', 'zone'], zone, Intl.supportedValuesOf('timeZone'));
  for (const [index, channel] of file.channels.entries()) {
    look('no-language', ['channels', index, 'language'], channel.language, known.languages);
  }
  for (const [index, { translations }] of file.announcements.entries()) {
    for (const name of Object.keys(translations)) {
      look('no-language', ['announcements', index, 'translations', name], name, known.languages);
    }
  }
  return found;
}

/** A zone that is known by this name, of which lists leave some out: `UTC`, or an old spelling. No bare offsets. */
function isZone(name: string): boolean {
  if (!/^[a-z][a-z_/+-]*\d{0,2}$/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
