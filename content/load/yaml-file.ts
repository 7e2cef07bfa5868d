import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node, YAMLError } from 'yaml';
import type { Place, Problem } from './problem.ts';
import type { Path } from './walk.ts';
import { syntaxWords } from './syntax-words.ts';

/** One YAML file: its value, and where each part of it stands. */
export interface YamlFile {
  readonly file: string;
  readonly text: string;
  /** What it says as plain data; undefined when its syntax is broken or it says nothing. */
  readonly value: unknown;
  /** What is wrong with the YAML itself. */
  readonly problems: readonly Problem[];
  /** Where the value at a path stands; what is not there stands where the mapping around it begins. */
  at(path: Path): Place;
  /** Where the key stands that leads to the value at a path. */
  atKey(path: Path): Place;
  /** The value as the editor wrote it, when it is a single word, number or text. */
  scalar(path: Path): Scalar | undefined;
}

/** A single value as it stands in the file. */
interface Scalar {
  readonly written: string;
  readonly quoted: boolean;
  /** A remark that stands behind it on the same line. */
  readonly remark: string | undefined;
}

/** Reads the text of one YAML file. Never throws: what is wrong becomes `problems`. */
export function readYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problem = (offset: number, message: string, fix: string): Problem => ({
    ...place(offset),
    message,
    fix,
  });

  const syntaxProblem = ({ code, message, pos: [offset] }: YAMLError): Problem => {
    const words = syntaxWords(code, message, lineAt(text, offset));
    return problem(offset, `this is not YAML: ${words.what}`, words.fix);
  };

  const problems = [
    ...firstPerLine(document.errors, lines).map((error) =>
      error.code === 'DUPLICATE_KEY'
        ? problem(error.pos[0], duplicateKey(text, error), 'keep one of them, or rename the other')
        : syntaxProblem(error),
    ),
    ...oddities(document).map(({ offset, what }) =>
      problem(
        offset,
        `${what} is not used in packs`,
        `write it out; a text that begins with & * or ! needs quotes`,
      ),
    ),
  ];
  const empty = document.errors.length === 0 && document.contents === null;
  if (empty || (isScalar(document.contents) && document.contents.value === null)) {
    problems.push(problem(0, 'this file says nothing', 'write something into it, or delete it'));
  }
  const readable = document.errors.every((error) => error.code === 'DUPLICATE_KEY');

  return {
    file,
    text,
    value: readable ? plain(document) : undefined,
    problems,
    at: (path) => place(offsetOf(document, path)),
    atKey: (path) => place(steps(document, path).at(-1)?.key?.range?.[0] ?? offsetOf(document, path)),
    scalar: (path) => {
      const last = steps(document, path);
      const node = last.length === path.length ? (last.at(-1)?.value ?? document.contents) : undefined;
      if (!isScalar(node) || !node.range) return undefined;
      return {
        written: text.slice(node.range[0], node.range[1]),
        quoted: node.type !== 'PLAIN',
        remark: node.type === 'PLAIN' ? (node.comment ?? undefined) : undefined,
      };
    },
  };
}

interface Step {
  readonly key: Node | null;
  readonly value: Node | null;
}

/** The nodes along a path, as far as it leads. */
function steps(document: Document.Parsed | Document, path: Path): Step[] {
  const found: Step[] = [];
  let node: unknown = document.contents;
  for (const name of path) {
    let step: Step | undefined;
    if (isSeq<Node>(node) && typeof name === 'number') {
      const value = node.items[name];
      step = value && { key: null, value };
    } else if (isMap<Node, Node | null>(node)) {
      // The last of two equal keys is the one that counts in the plain value.
      const pair = node.items.findLast(
        (item) => isScalar(item.key) && String(item.key.value) === String(name),
      );
      step = pair && { key: pair.key, value: pair.value };
    }
    if (!step) break;
    found.push(step);
    node = step.value;
  }
  return found;
}

function offsetOf(document: Document.Parsed | Document, path: Path): number {
  const last = steps(document, path).at(-1);
  if (!last) return document.contents?.range?.[0] ?? 0;
  const { key, value } = last;
  const start = value?.range?.[0];
  // An empty value stands nowhere, so its key is pointed at.
  const empty = isScalar(value) && value.range?.[0] === value.range?.[1];
  return (empty ? key?.range?.[0] : undefined) ?? start ?? key?.range?.[0] ?? 0;
}

/** A broken line tends to break the parser several times: the first error of each line tells enough. */
function firstPerLine(errors: readonly YAMLError[], lines: LineCounter): YAMLError[] {
  const byLine = new Map<number, YAMLError>();
  for (const error of errors) {
    const { line } = lines.linePos(error.pos[0]);
    if (!byLine.has(line)) byLine.set(line, error);
  }
  return [...byLine.values()];
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^.*/.exec(text.slice(start))?.[0] ?? '';
}

function duplicateKey(text: string, error: YAMLError): string {
  const key = /^[^\s:]+/.exec(text.slice(error.pos[0]))?.[0] ?? '';
  return `the key '${key}' stands twice in the same place`;
}

/** Features of YAML that surprise somebody with a text editor. */
function oddities(document: Document): { offset: number; what: string }[] {
  const found: { offset: number; what: string }[] = [];
  visit(document, {
    Alias: (_key, node) =>
      void found.push({ offset: node.range?.[0] ?? 0, what: `the alias *${node.source}` }),
    Value: (_key, node) => {
      const offset = node.range?.[0] ?? 0;
      if (node.anchor !== undefined) found.push({ offset, what: `the anchor &${node.anchor}` });
      if (node.tag !== undefined) found.push({ offset, what: `the tag ${node.tag}` });
    },
    Pair: (_key, { key }) => {
      if (isMap(key) || isSeq(key)) found.push({ offset: key.range?.[0] ?? 0, what: 'a key that is a list' });
    },
  });
  return found;
}

function plain(document: Document): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return value ?? undefined;
  } catch {
    // An alias that leads nowhere, which is among the oddities already.
    return undefined;
  }
}
