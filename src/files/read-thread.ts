import { parentPort } from 'node:worker_threads';
import type { FileKind } from '../../campaigns/ports/files.ts';
import { readCampaignFile, type CampaignFileRead } from '../../campaigns/file/read.ts';
import { readCsv } from '../../campaigns/file/read-csv.ts';
import { readIcs } from '../../campaigns/file/read-ics.ts';
import type { Known } from '../../campaigns/file/known.ts';
import type { ActionListRead } from '../../campaigns/file/action-list.ts';

/** What the thread is asked for: one file, and then it is over. */
export interface ReadRequest {
  readonly kind: FileKind;
  readonly bytes: Uint8Array;
  /** For a campaign. */
  readonly known: Known;
}
/** What it says: first that it is there, so that the time to begin is not the file's, and then what it read. */
export type ReadAnswer = { readonly kind: 'ready' } | CampaignFileRead | ActionListRead;

function read({ kind, bytes, known }: ReadRequest): CampaignFileRead | ActionListRead {
  switch (kind) {
    case 'campaign':
      return readCampaignFile(bytes, known);
    case 'ics':
      return readIcs(bytes);
    case 'csv':
      return readCsv(bytes);
  }
}

function say(answer: ReadAnswer): void {
  parentPort?.postMessage(answer, []);
}

// This file is a worker thread's own: it is never imported, and this is where the thread begins.
parentPort?.once('message', (request: ReadRequest) => say(read(request)));
say({ kind: 'ready' });
