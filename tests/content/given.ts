import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadPack } from '../../content/load/pack.ts';
import type { LoadedPack, LoadResult } from '../../content/load/pack.ts';
import { formatProblem } from '../../content/load/problem.ts';
import type { Problem } from '../../content/load/problem.ts';

/** A manifest in two languages. */
export const manifest = `pack:
  id: harbour
  title: { en: Harbour strike, es: Huelga del puerto }
  languages: [en, es]
  zone: Europe/Lisbon
  reviewed: 2024-03-01
  editorial: { en: One paper, es: Un periódico }
  caveat: { en: Counts may be incomplete, es: Las cifras pueden estar incompletas }
`;

/** A pack with one of everything. Its claims stand in the document of `document`. */
export const lists = `topics:
  - { id: strike, title: { en: The strike, es: La huelga } }
voices:
  - { id: union, name: { en: The dockers' union, es: El sindicato } }
sources:
  - id: gazette
    title: Gazette
    date: 1974-02-10
    language: en
    url: https://gazette.example/1974
    learnedElsewhere: { url: { en: Its archive, es: Su archivo } }
    sha256: ${'a'.repeat(64)}
demands:
  - { id: eight-hours, title: { en: Eight hours, es: Ocho horas } }
claims:
  - id: walkout
    kind: event
    date: 1974-02-03
    title: { en: The walkout, es: La salida }
    remember: { as: milestone, why: { en: It began the strike, es: Inició la huelga } }
    text: { en: 'Some 400 dockers left the quays', es: 'Unos 400 estibadores dejaron los muelles' }
    topics: [strike]
    place: { en: The quays, es: Los muelles }
    citations:
      - { document: gazette, paragraph: 2, terms: [400 dockers] }
  - id: injured
    kind: casualties
    harm: injured
    number: 12
    qualifier: at-least
    counted: { en: Dockers, es: Estibadores }
    agent: { en: The harbour police, es: La policía del puerto }
    event: walkout
    text: { en: At least 12 were hurt, es: Al menos 12 resultaron heridos }
    citations:
      - { document: gazette, paragraph: 3, by: union, terms: [at least twelve] }
  - id: ana-reis
    kind: person
    harm: injured
    name: Ana Reis
    age: 30
    text: { en: Ana Reis was hurt, es: Ana Reis resultó herida }
    citations:
      - { document: gazette, paragraph: 3, terms: [Ana Reis] }
  - id: demand-hours
    kind: demand
    demand: eight-hours
    who: { en: The union, es: El sindicato }
    text: { en: The union wants shorter days, es: El sindicato quiere jornadas más cortas }
    citations:
      - { document: gazette, paragraph: 2, terms: [eight hours] }
  - id: ships
    kind: figure
    text: { en: '9 ships waited', es: '9 barcos esperaban' }
    numbers:
      - { value: 9, qualifier: exact, of: { en: ships, es: barcos } }
    citations:
      - { document: gazette, paragraph: 2, terms: [Nine ships] }
disagreements:
  - { id: how-many, claims: [injured, ships], why: { en: Two counts, es: Dos cuentas } }
glossary:
  - { id: quay, term: { en: quay, es: muelle }, text: { en: Where ships lie, es: Donde atracan } }
synonyms:
  - [docker, longshore worker]
`;

/** The document that the claims of `lists` cite. */
export const document = `Gazette, 10 February 1974

On 3 February some 400 dockers left the quays and asked for eight hours.
Nine ships waited.

The union said that at least twelve were hurt, among them Ana Reis, 30.
`;

/** A new folder with these files, which is removed after the test. @returns its path */
export async function givenFolder(files: Files): Promise<string> {
  const folder = await writtenFolder(files);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

type Files = Readonly<Record<string, string | Uint8Array>>;

async function writtenFolder(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'content-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** The problems as lines, with the files named as in the test. */
export function lines(folder: string, problems: readonly Problem[]): string[] {
  const prefix = relative(process.cwd(), folder).replaceAll('\\', '/');
  return problems.map((problem) =>
    formatProblem(problem).replaceAll(`${prefix}/`, '').replaceAll(prefix, '.'),
  );
}

/** What is wrong with a pack made of these files. */
export async function problemsIn(files: Files): Promise<string[]> {
  const { folder, result } = await loadedOnce(files);
  return result.ok ? [] : lines(folder, result.problems);
}

/** A pack that has to be right. */
export async function givenPack(files: Files): Promise<LoadedPack> {
  const { folder, result } = await loadedOnce(files);
  if (!result.ok) throw new Error(lines(folder, result.problems).join('\n'));
  return result;
}

async function loadedOnce(files: Files): Promise<{ folder: string; result: LoadResult }> {
  const folder = await writtenFolder(files);
  try {
    return { folder, result: await loadPack(folder) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
