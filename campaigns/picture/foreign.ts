/** What begins pages and programs. No picture has these words by chance, and no tool writes them into one. */
const markers = ['<!doctype', '<html', '<script', '<svg', '<iframe', '<?php', '%pdf-'];
const longest = Math.max(...markers.map(({ length }) => length));

/** An archive is read from its end: a record of 22 bytes, with a comment that reaches to the end of the file. */
const zipEnd = Buffer.from('PK\x05\x06', 'latin1');
const zipRecord = 22;
const longestComment = 65_535;

/** Whether a file can also be read as a page, a document, a program or an archive. */
export function holdsSomethingElse(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return hasMarker(buffer) || endsAsZip(buffer);
}

function hasMarker(buffer: Buffer): boolean {
  for (const first of ['<', '%']) {
    for (let at = buffer.indexOf(first); at !== -1; at = buffer.indexOf(first, at + 1)) {
      const text = buffer.toString('latin1', at, at + longest).toLowerCase();
      if (markers.some((marker) => text.startsWith(marker))) return true;
    }
  }
  return false;
}

function endsAsZip(buffer: Buffer): boolean {
  const from = Math.max(0, buffer.length - longestComment - zipRecord);
  for (let at = buffer.indexOf(zipEnd, from); at !== -1; at = buffer.indexOf(zipEnd, at + 1)) {
    const comment = at + zipRecord <= buffer.length ? buffer.readUInt16LE(at + zipRecord - 2) : -1;
    if (at + zipRecord + comment === buffer.length) return true;
  }
  return false;
}
