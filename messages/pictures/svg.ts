/** What an element is made with. Numbers are rounded to a tenth of a pixel. */
type Attributes = Readonly<Record<string, string | number>>;

/** Colours with a contrast of at least 7:1 for text and 3:1 for marks, on the ground and on a lane. */
export const ink = { ground: '#fbfaf7', lane: '#eceae4', tick: '#a9a59b', text: '#1b1b1f', quiet: '#45454d' };

/** One element of a drawing. `inside` is markup already; texts come from {@link text}. */
export function element(name: string, attributes: Attributes, inside = ''): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escaped(value)}"`,
  );
  return inside === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inside}</${name}>`;
}

/** A line of text; `y` is where its letters stand. Whatever it says, it is drawn as text. */
export function text(
  said: string,
  at: { readonly x: number; readonly y: number; readonly anchor?: 'start' | 'middle' | 'end' },
  look: { readonly size: number; readonly bold?: boolean; readonly quiet?: boolean },
): string {
  return element(
    'text',
    {
      x: at.x,
      y: at.y,
      'font-size': look.size,
      ...(look.bold === true && { 'font-weight': 700 }),
      ...(at.anchor && at.anchor !== 'start' && { 'text-anchor': at.anchor }),
      fill: look.quiet === true ? ink.quiet : ink.text,
    },
    escaped(said),
  );
}

/** A line that begins in bold letters and goes on in regular ones. */
export function headedText(
  head: string,
  said: string,
  at: { readonly x: number; readonly y: number },
  size: number,
): string {
  const spans =
    element('tspan', { 'font-weight': 700 }, escaped(head)) +
    element('tspan', { dx: size / 2 }, escaped(said));
  return element('text', { ...at, 'font-size': size, fill: ink.text }, spans);
}

/** A whole drawing on its ground. */
export function drawing(width: number, height: number, parts: readonly string[]): string {
  const ground = element('rect', { width, height, fill: ink.ground });
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height: Math.ceil(height),
      'font-family': 'Noto Sans',
    },
    [ground, ...parts].join('\n'),
  );
}

/** Text as it may stand in XML: no markup, and none of the characters that XML does not know. */
function escaped(said: string): string {
  return said
    .toWellFormed()
    .replaceAll(/[^\P{C}\p{Cf}\p{Co}\p{Cn}]|[\uFFFE\uFFFF]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
