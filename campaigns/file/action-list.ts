import { z } from 'zod';
import { actionKinds } from '../action/action.ts';
import type { FileProblem } from './problem.ts';

/** One action as a list says it: as if it had been typed into the form. */
export const ListedAction = z.strictObject({
  /** Where it stands in the file, from 1. */
  line: z.int(),
  kind: z.enum(actionKinds),
  title: z.string(),
  text: z.string(),
  when: z.string(),
  end: z.string(),
  where: z.string(),
  also: z.string(),
  goal: z.string(),
  /** It comes again and again; this is the first time of it. */
  repeats: z.boolean(),
});
export type ListedAction = z.infer<typeof ListedAction>;

/** The actions of a file, or why there are none. */
export type ActionListRead =
  | { readonly kind: 'actions'; readonly actions: readonly ListedAction[] }
  | { readonly kind: 'problems'; readonly problems: readonly FileProblem[] };
