/** Tags that the page draws, each with the attributes that it may have. */
const known: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'target', 'rel', 'class', 'download'],
  article: [],
  blockquote: [],
  br: [],
  button: [
    'type',
    'class',
    'data-press',
    'data-dismiss',
    'disabled',
    'aria-haspopup',
    'aria-expanded',
    'aria-label',
  ],
  code: [],
  del: [],
  div: ['class', 'data-select', 'data-menu', 'data-min', 'data-max', 'aria-hidden'],
  em: [],
  h3: ['class'],
  h4: ['class'],
  h5: ['class'],
  hr: ['class'],
  img: ['src', 'alt', 'width', 'height'],
  li: ['class', 'data-key', 'data-message', 'id', 'role', 'aria-selected', 'data-value'],
  ol: ['start'],
  p: ['class', 'role', 'hidden'],
  pre: ['tabindex'],
  rect: ['width', 'height', 'fill'],
  small: ['class', 'title'],
  span: ['class', 'role', 'tabindex', 'aria-hidden'],
  strong: [],
  path: ['d'],
  svg: ['class', 'viewBox', 'aria-hidden', 'focusable'],
  time: ['class', 'datetime', 'title'],
  u: [],
  ul: ['role', 'tabindex', 'hidden', 'aria-label', 'aria-multiselectable'],
};

const tag = /<\/?([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*\/?>/g;

/** What of the HTML is neither text nor a tag that is meant: a foreign tag or attribute, a bad address, a stray `<`. */
export function foreignMarkup(drawn: string): string {
  const rest = drawn.replace(tag, (whole, name: string, attributes: string) => {
    const allowed = known[name];
    if (allowed === undefined) return `«${whole}»`;
    const given = [...attributes.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)];
    const foreign = given.some(([, attribute = '', value = '']) => {
      const address = attribute === 'href' || attribute === 'src';
      return !allowed.includes(attribute) || (address && !/^(https?:\/\/|\/sandbox\/files\/)/i.test(value));
    });
    return foreign ? `«${whole}»` : '';
  });
  return [
    ...(rest.match(/«[^»]*»/g) ?? []),
    ...(rest.replace(/«[^»]*»/g, '').match(/[<>].{0,20}/g) ?? []),
  ].join(' ');
}
