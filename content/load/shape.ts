import type { z } from 'zod';
import { marks } from '../schema/marks.ts';
import { PackFile } from '../schema/pack.ts';
import { issueWords } from './issue-words.ts';
import type { Problem } from './problem.ts';
import { isMapping, walk } from './walk.ts';
import type { Path, Visit } from './walk.ts';
import type { YamlFile } from './yaml-file.ts';

/** A file as far as it follows the schema, and where it does not. */
export interface Shape {
  /** Undefined when it does not follow the schema. */
  readonly content: PackFile | undefined;
  readonly problems: readonly Problem[];
}

/** Holds a file against the schema of a pack's files: keys, types, formats. */
export function shapeOf(file: YamlFile): Shape {
  if (file.value === undefined) return { content: undefined, problems: [] };
  const parsed = PackFile.safeParse(file.value);
  const problems: Problem[] = cutOff(file);
  if (parsed.success) return { content: parsed.data, problems };

  const visits = new Map<string, Visit>();
  for (const visit of walk(PackFile, file.value)) visits.set(JSON.stringify(visit.path), visit);
  for (const issue of parsed.error.issues) {
    for (const single of divided(issue)) {
      const path = single.path.filter((name) => typeof name !== 'symbol');
      const visit = visits.get(JSON.stringify(path));
      const words = issueWords(single, {
        path,
        schema: visit?.schema,
        localized: visit !== undefined && marks.get(visit.schema)?.localized === true,
        value: visit?.value,
        missing: visit === undefined && !standsAt(file.value, path),
        written: file.scalar(path)?.written,
      });
      const place = words.atKey === undefined ? file.at(path) : file.atKey(words.atKey);
      problems.push({ ...place, message: words.message, fix: words.fix });
    }
  }
  return { content: undefined, problems };
}

/** One issue for each of several unknown keys, so that each is pointed at. */
function divided(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.map((key) => ({ ...issue, keys: [key] }));
}

function standsAt(value: unknown, path: Path): boolean {
  let inner = value;
  for (const name of path) {
    if (Array.isArray(inner)) inner = inner[Number(name)];
    else if (isMapping(inner) && Object.hasOwn(inner, name)) inner = inner[name];
    else return false;
  }
  return true;
}

/** Unquoted texts that YAML ends at a ` #`, of which the editor may know nothing. */
function cutOff(file: YamlFile): Problem[] {
  const problems: Problem[] = [];
  for (const { schema, value, path } of walk(PackFile, file.value)) {
    if (marks.get(schema)?.localized !== true || !isMapping(value)) continue;
    for (const language of Object.keys(value)) {
      const at = [...path, language];
      const remark = file.scalar(at)?.remark;
      if (remark === undefined) continue;
      problems.push({
        ...file.at(at),
        message: `the text ends before "#${remark}", which YAML reads as a remark`,
        fix: 'put the text in quotes, or the remark on a line of its own',
      });
    }
  }
  return problems;
}
