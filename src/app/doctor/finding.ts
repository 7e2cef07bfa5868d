/** What was looked at, and whether something is to be done about it. */
export interface Finding {
  readonly about: string;
  /** `fix`: the bot does not work as it should until a person does something. `note`: worth knowing. */
  readonly level: 'ok' | 'note' | 'fix';
  readonly text: string;
}

export function ok(about: string, text: string): Finding {
  return { about, level: 'ok', text };
}

export function note(about: string, text: string): Finding {
  return { about, level: 'note', text };
}

export function fix(about: string, text: string): Finding {
  return { about, level: 'fix', text };
}

const marks = { ok: 'ok  ', note: 'note', fix: 'FIX ' } as const;

/** A finding as a line, further lines of it under the first. */
export function findingLine({ about, level, text }: Finding): string {
  return `${marks[level]}  ${about.padEnd(14)} ${text.replaceAll('\n', `\n${' '.repeat(21)}`)}`;
}
