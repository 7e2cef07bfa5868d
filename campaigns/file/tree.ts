import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node } from 'yaml';
import { fileLimits } from './limits.ts';
import { problem, type FileProblem } from './problem.ts';

type Path = readonly PropertyKey[];

/** The line on which the value at a path stands, from 1; of what is not there, that of the group around it. */
export function lineAt(document: Document, path: Path, lines: LineCounter): number {
  let node: unknown = document.contents;
  let offset = rangeOf(node) ?? 0;
  for (const name of path) {
    if (isSeq<Node>(node) && typeof name === 'number') node = node.items[name];
    else if (isMap<Node, Node | null>(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(name));
      offset = rangeOf(pair?.key) ?? offset;
      node = pair?.value;
    } else break;
    // A group begins below its key; an entry of a list has none.
    if (isScalar(node) || typeof name === 'number') offset = rangeOf(node) ?? offset;
    if (node === undefined || node === null) break;
  }
  return Math.max(1, lines.linePos(offset).line);
}

function rangeOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}

/** Keys that mean something to the language that reads them, and nothing in a file. */
const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What a file may not have, whatever it says: aliases, anchors and tags, keys that stand twice or are no words, and
 * groups in groups without end. Asked before anything is made of it.
 */
export function forbidden(document: Document, lines: LineCounter): readonly FileProblem[] {
  const found: FileProblem[] = [];
  const at = (node: { readonly range?: readonly number[] | null | undefined }): number =>
    Math.max(1, lines.linePos(node.range?.[0] ?? 0).line);
  const pending: { readonly node: unknown; readonly depth: number }[] = [
    { node: document.contents, depth: 1 },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next;
    if (found.length > fileLimits.problems) break;
    if (isAlias(node)) {
      found.push(problem('alias', { line: at(node), found: `*${node.source}` }));
      continue;
    }
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) continue;
    if (node.anchor !== undefined) found.push(problem('alias', { line: at(node), found: `&${node.anchor}` }));
    if (node.tag !== undefined) found.push(problem('alias', { line: at(node), found: node.tag }));
    if (isScalar(node)) continue;
    if (depth > fileLimits.depth) {
      found.push(problem('deep', { line: at(node), allowed: String(fileLimits.depth) }));
      continue;
    }
    if (isSeq(node)) {
      pending.push(...node.items.map((item) => ({ node: item, depth: depth + 1 })));
      continue;
    }
    const keys = new Set<string>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) && typeof key.value === 'string' ? key.value : null;
      const line = isScalar(key) ? at(key) : at(node);
      if (name === null || reserved.has(name)) {
        found.push(problem('unknown-key', { line, found: name ?? (isScalar(key) ? String(key.value) : '') }));
      } else if (keys.has(name)) {
        found.push(problem('twice', { line, found: name }));
      }
      keys.add(name ?? '');
      if (isScalar(key) && key.anchor !== undefined) {
        found.push(problem('alias', { line, found: `&${key.anchor}` }));
      }
      if (found.length > fileLimits.problems) break;
      pending.push({ node: value, depth: depth + 1 });
    }
  }
  return found.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
