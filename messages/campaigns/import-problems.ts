import { fileLimits } from '../../campaigns/file/limits.ts';
import type { FileProblem } from '../../campaigns/file/problem.ts';
import type { Answer } from '../payload.ts';
import { shorten, typed } from '../text.ts';
import type { Speech } from '../words.ts';
import { chooseAgain } from './import-form.ts';

/** Everything that is wrong with a file, each with its line and what to do; of very many the first ones. */
export function fileProblemsAnswer(
  problems: readonly FileProblem[],
  campaign: string,
  speech: Speech,
): Answer {
  const shown = problems.slice(0, fileLimits.problems);
  const more = problems.length - shown.length;
  const lines = shown.map((problem) => {
    const what = shorten(fileProblemText(problem, speech), 170);
    return problem.line === null
      ? speech.t('export.wrong.whole', { what })
      : speech.t('export.wrong.line', { line: problem.line, what });
  });
  const text = [
    speech.t('export.wrong.lead', { count: problems.length }),
    ...lines,
    ...(more > 0 ? [speech.t('export.wrong.more', { count: more })] : []),
  ];
  return chooseAgain(text.join('\n'), campaign, speech);
}

/** What is wrong, and what to do about it. */
function fileProblemText(problem: FileProblem, speech: Speech): string {
  const { kind } = problem;
  const found = typed(problem.found);
  const where = typed(problem.where);
  const allowed = typed(problem.allowed);
  switch (kind) {
    case 'empty':
    case 'utf16':
    case 'binary':
    case 'picture-broken':
    case 'audience':
    case 'csv':
    case 'nothing':
      return speech.t(`export.problems.${kind}`);
    case 'syntax':
    case 'alias':
    case 'twice':
    case 'unknown-key':
    case 'format':
    case 'picture-twice':
    case 'picture-bad':
    case 'header':
    case 'header-title':
    case 'column':
    case 'ics':
      return speech.t(`export.problems.${kind}`, { found });
    case 'large':
    case 'deep':
    case 'rows':
      return speech.t(`export.problems.${kind}`, { allowed });
    case 'missing':
    case 'type':
    case 'blank':
    case 'untitled':
    case 'no-time':
    case 'ends':
      return speech.t(`export.problems.${kind}`, { where });
    case 'long':
    case 'small':
    case 'big':
    case 'many':
    case 'few':
      return speech.t(`export.problems.${kind}`, { where, allowed });
    case 'pack':
    case 'zone':
    case 'newer':
    case 'no-language':
      return speech.t(`export.problems.${kind}`, { found, allowed });
    case 'choice':
      return speech.t('export.problems.choice', { where, found, allowed });
    case 'quotes':
    case 'id':
    case 'opaque':
    case 'day':
    case 'wall':
    case 'time':
    case 'moment':
    case 'years':
    case 'link':
    case 'language':
    case 'picture':
    case 'channel':
    case 'subject':
      return speech.t(`export.problems.${kind}`, { where, found });
  }
}
