import { createHtmlTag, markdownEngine, rules, toHTML } from '@odiffey/discord-markdown';
import { html, raw } from 'hono/html';
import { Temporal } from 'temporal-polyfill';
import type { Html } from '../html.ts';
import { wordDistance, wordMoment } from './moment.ts';
import type { Scene } from './scene.ts';

type Rule = typeof rules.heading;
type Draw = Rule['html'];
type Match = Rule['match'];

const escape = markdownEngine.sanitizeText;

/** Colour codes of ```ansi blocks: they would be drawn as rubbish. */
const ansi = new RegExp(`${String.fromCodePoint(27)}\\[[\\d;]*m`, 'g');

/** Only web addresses become links, as in Discord; they open elsewhere and learn nothing of this page. */
const link: Draw = (node, output, state) => {
  const words = output(node['content'], state);
  const target = String(node['target']);
  if (!/^https?:\/\//i.test(target)) return words;
  return createHtmlTag('a', words, { href: target, target: '_blank', rel: 'noopener noreferrer' });
};

/** `#` to `###` below the page's own headings. */
const heading: Draw = (node, output, state) =>
  createHtmlTag(`h${Number(node['level']) + 2}`, output(node['content'], state), {
    class: `heading-${String(node['level'])}`,
  });

/** A line begins after anything that ended with a line break, a quote or a code block too. */
const atLineStart =
  (pattern: RegExp): Match =>
  (source, state) => {
    const before: unknown = state['prevCapture']?.[0];
    return typeof before !== 'string' || before.endsWith('\n') ? pattern.exec(source) : null;
  };

const discord = {
  ...rules,
  heading: { ...rules.heading, html: heading, match: atLineStart(/^(#{1,3}) +([^\n]+?)(\n|$)/) },
  footnote: { ...rules.footnote, match: atLineStart(/^-# +([^\n]+?)(\n|$)/) },
  link: { ...rules.link, html: link },
  url: { ...rules.url, html: link },
  autolink: { ...rules.autolink, html: link },
  codeBlock: {
    ...rules.codeBlock,
    html: ((node) =>
      createHtmlTag('pre', createHtmlTag('code', escape(String(node['content']).replace(ansi, '')), {}), {
        tabindex: '0',
      })) satisfies Draw,
  },
  discordEmoji: {
    ...rules.discordEmoji,
    html: ((node) =>
      createHtmlTag('span', `:${escape(String(node['name']))}:`, { class: 'emoji' })) satisfies Draw,
  },
  spoiler: {
    ...rules.spoiler,
    html: ((node, output, state) =>
      createHtmlTag('span', output(node['content'], state), {
        class: 'spoiler',
        role: 'button',
        tabindex: '0',
      })) satisfies Draw,
  },
};

const parser = markdownEngine.parserFor(discord);
const output = markdownEngine.outputFor(discord, 'html');

/** A message's text as escaped HTML: Discord's markdown, mentions by their names, moments in the reader's zone. */
export function drawText(text: string, scene: Scene): Html {
  const { reader } = scene;
  const called = (mark: string, name: string | undefined): string => escape(`${mark}${name ?? '?'}`);
  const marked = toHtmlOrPlain(text, {
    discordCallback: {
      user: ({ id }) => called('@', scene.people.find((person) => person.id === id)?.name),
      channel: ({ id }) => called('#', scene.channels.find((channel) => channel.id === id)?.name),
      role: ({ id }) =>
        called(
          '@',
          scene.roles.find((role) => role.id === id)?.name ?? reader.speech.t('sandbox.message.role'),
        ),
      everyone: () => '@everyone',
      here: () => '@here',
      slash: ({ name }) => called('/', name),
      timestamp: ({ timestamp, style }) => drawMoment(timestamp, style, scene),
    },
  });
  return html`<div class="text">${raw(marked)}</div>`;
}

/** Thousands of marks in a row are more than the parser can bear: such a text is shown as it was typed. */
function toHtmlOrPlain(text: string, options: Parameters<typeof toHTML>[1]): string {
  try {
    return toHTML(text, options, parser, output);
  } catch (error) {
    if (error instanceof RangeError) return escape(text);
    throw error;
  }
}

/**
 * A `<t:…>` mark: the words, and the full date in the reader's zone as its title.
 *
 * @param seconds since 1970; the parser gives the digits as they stand
 */
function drawMoment(seconds: number | string, style: string | undefined, { reader, now }: Scene): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1_000);
  const words =
    style === 'R' ? wordDistance(moment, now, reader.locale) : wordMoment(moment, style ?? 'f', reader);
  return createHtmlTag('time', escape(words), {
    class: 'moment',
    datetime: moment.toString(),
    title: `${wordMoment(moment, 'F', reader)} (${reader.zone})`,
  });
}
