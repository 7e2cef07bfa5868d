/** A file sent with a message; `index` is the n of its field `files[n]`. */
export interface UploadedFile {
  readonly index: number;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}
