import type { ActionListRead } from '../file/action-list.ts';
import type { Known } from '../file/known.ts';
import type { CampaignFileRead } from '../file/read.ts';

/** What a file is read as. */
export const fileKinds = ['campaign', 'ics', 'csv'] as const;
export type FileKind = (typeof fileKinds)[number];

/** `too-slow`: reading it was ended. `busy`: too many files are being read. `failed`: it could not be tried. */
export type FileResult<Read> = Read | { readonly kind: 'too-slow' | 'busy' | 'failed' };

/** Reads what people upload. Whatever a file is made of, reading it ends soon and holds nobody else up. */
export interface Files {
  campaign(bytes: Uint8Array, known: Known): Promise<FileResult<CampaignFileRead>>;
  actions(kind: Exclude<FileKind, 'campaign'>, bytes: Uint8Array): Promise<FileResult<ActionListRead>>;
}
