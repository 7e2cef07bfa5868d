import type { Snowflake } from '../campaign.ts';

/** A file that a person added to a form, as Discord tells of it. Its content is fetched by {@link Uploads}. */
export interface UploadedFile {
  /** The custom id of the field in the form. */
  readonly field: string;
  readonly id: Snowflake;
  /** What the person called it. */
  readonly name: string;
  /** In bytes, as Discord says. */
  readonly size: number;
  /** Where Discord keeps it. */
  readonly url: string;
  /** As Discord says; it proves nothing of the content. */
  readonly contentType: string | null;
}

export type UploadRead =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  /** `elsewhere`: its address is none of Discord's, and nothing was asked there. */
  | { readonly kind: 'problem'; readonly reason: 'too-large' | 'too-slow' | 'elsewhere' | 'unreachable' };

/** Fetches what people uploaded, and nothing else. */
export interface Uploads {
  /** @param mostBytes nothing beyond is read */
  read(file: UploadedFile, mostBytes: number): Promise<UploadRead>;
}
