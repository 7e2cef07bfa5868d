import type { UploadedFile, UploadRead, Uploads } from '../../campaigns/ports/uploads.ts';

/** Files that Discord keeps, by address. What is not there cannot be read. */
export class FakeUploads implements Uploads {
  readonly #files = new Map<string, UploadRead>();
  /** The addresses that were asked, in order. */
  readonly asked: string[] = [];

  /** Puts a file there. @returns what Discord tells of it */
  put(content: Uint8Array | UploadRead, more: Partial<UploadedFile> = {}): UploadedFile {
    const read: UploadRead = content instanceof Uint8Array ? { kind: 'read', bytes: content } : content;
    const number = this.#files.size + 1;
    const url = `https://cdn.discordapp.com/ephemeral-attachments/1/${number}/file`;
    this.#files.set(url, read);
    const size = read.kind === 'read' ? read.bytes.byteLength : 1;
    return { field: 'picture', id: String(number), name: 'file.png', size, url, contentType: null, ...more };
  }

  async read(file: UploadedFile): Promise<UploadRead> {
    this.asked.push(file.url);
    return this.#files.get(file.url) ?? { kind: 'problem', reason: 'unreachable' };
  }
}
