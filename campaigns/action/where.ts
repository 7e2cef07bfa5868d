/** Characters of an address as it is written out, `%E6%BC%A2` for 漢. */
const longestAddress = 1_000;
/** Something that is meant as an address, though it may be none that can be used. */
const meantAsLink =
  /^(?:[a-z][a-z0-9+.-]*:\/\/|(?:javascript|data|mailto|vbscript|https?):|www\.)|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#:]\S*)?$/iu;

/** What was typed as the place of an action, or as its link. */
export interface Where {
  readonly place: string | null;
  readonly link: string | null;
  /** What is meant as a link and cannot be used as one. */
  readonly unusable: string | null;
}

/** Reads a field that takes a place, a link, or a place with its link behind it. */
export function readWhere(text: string): Where {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const meant = words.find((word) => (words.length === 1 ? meantAsLink : /^https?:\/\//i).test(word));
  const place = words.filter((word) => word !== meant).join(' ');
  const link = meant === undefined ? null : usableLink(meant);
  return {
    place: place === '' ? null : place,
    link,
    unusable: meant !== undefined && link === null ? meant : null,
  };
}

/**
 * The address as it is kept; null when it does not begin with https, hides a name or a password, or has no room in a
 * message: every letter beyond ASCII becomes up to nine characters there.
 */
export function usableLink(text: string): string | null {
  const url = URL.parse(text);
  const usable =
    url?.protocol === 'https:' && url.username === '' && url.password === '' && url.hostname.includes('.');
  return usable && url.href.length <= longestAddress ? url.href : null;
}
