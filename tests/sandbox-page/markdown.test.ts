import { ChannelType } from 'discord-api-types/v10';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Languages, loadLanguages } from '../../messages/words.ts';
import { drawText } from '../../src/sandbox/page/message/markdown.ts';
import type { Scene } from '../../src/sandbox/page/message/scene.ts';
import { ana, general, rosa } from './practice-server.ts';
import { foreignMarkup } from './markup.ts';

let languages: Languages;
beforeAll(async () => {
  languages = await loadLanguages();
});

function scene(zone = 'America/Lima', locale = 'en-US'): Scene {
  return {
    reader: { person: ana, locale, zone, speech: languages.in(languages.forLocale(locale)) },
    now: Temporal.Instant.from('2027-01-02T12:00:00Z'),
    people: [ana, rosa],
    channels: [{ id: general, type: ChannelType.GuildText, name: 'general', topic: '', private: false }],
    roles: [{ id: '70', name: 'Organisers' }],
    menus: [{ name: 'Check against sources', label: 'Check against sources' }],
  };
}

const draw = async (text: string, around = scene()): Promise<string> => String(await drawText(text, around));

test('a text with more marks than can be parsed is shown as it was typed', async () => {
  const text = `${'*'.repeat(4_000)}<b>`;
  expect(await draw(text)).toBe(`<div class="text">${'*'.repeat(4_000)}&lt;b&gt;</div>`);
});

describe('what Discord draws', () => {
  test.each([
    [
      '**bold** *italic* __under__ ~~gone~~',
      '<strong>bold</strong> <em>italic</em> <u>under</u> <del>gone</del>',
    ],
    [
      '# One\n## Two\n### Three',
      '<h3 class="heading-1">One</h3><h4 class="heading-2">Two</h4><h5 class="heading-3">Three</h5>',
    ],
    ['- a\n- b\n  - c', '<ul><li>a</li><li>b<br><ul><li>c</li></ul></li></ul>'],
    ['1. x\n2. y', '<ol start="1"><li>x</li><li>y</li></ol>'],
    ['> said\nafter', '<blockquote>said<br></blockquote>after'],
    ['> said\n-# small after a quote', '<blockquote>said<br></blockquote><small>small after a quote</small>'],
    ['text\n-# small', 'text<br><small>small</small>'],
    ['`<b>`', '<code>&lt;b&gt;</code>'],
    ['one\ntwo', 'one<br>two'],
  ])('%j', async (text, drawn) => {
    expect(await draw(text)).toBe(`<div class="text">${drawn}</div>`);
  });

  test('links open elsewhere and send no referrer', async () => {
    const link = 'href="https://example.org/a" target="_blank" rel="noopener noreferrer"';
    expect(await draw('[words](https://example.org/a)')).toContain(`<a ${link}>words</a>`);
    expect(await draw('<https://example.org/a>')).toContain(`<a ${link}>https://example.org/a</a>`);
    expect(await draw('see https://example.org/a')).toContain(`<a ${link}>https://example.org/a</a>`);
  });

  test('mentions are written by name, unknown ones with a question mark', async () => {
    const drawn = await draw(
      `<@${rosa.id}> in <#${general}> and <@&123456789012345678>, <@123456789012345678>`,
    );
    expect(drawn).toContain('>@Rosa</span>');
    expect(drawn).toContain('>#general</span>');
    expect(drawn).toContain('>@role</span>');
    expect(drawn).toContain('>@?</span>');
  });

  test('moments stand in the reader’s zone, with the full date as title', async () => {
    const lima = await draw('<t:1799503200:F>');
    expect(lima).toContain('datetime="2027-01-09T14:00:00Z"');
    expect(lima).toContain('title="Saturday, January 9, 2027 at 9:00 AM (America/Lima)"');
    expect(lima).toContain('>Saturday, January 9, 2027 at 9:00 AM</time>');
    expect(await draw('<t:1799503200:t>', scene('Europe/London', 'es-419'))).toMatch(
      />2:00\s+p\.\s?m\.<\/time>/,
    );
    expect(await draw('<t:1799503200:R>')).toContain('>in 7 days</time>');
  });

  test('custom emoji are words: nothing is fetched from elsewhere', async () => {
    expect(await draw('<:candle:123456789012345678>')).toContain('<span class="emoji">:candle:</span>');
  });

  test('colour codes of terminals are left out', async () => {
    expect(await draw('```ansi\n\u001B[1;31mred\u001B[0m\n```')).toContain('<code>red</code>');
  });
});

/** What hostile text is made of. */
const pieces = [
  '<',
  '>',
  '"',
  "'",
  '&',
  '`',
  '```',
  '*',
  '**',
  '_',
  '__',
  '~~',
  '||',
  '[',
  '](',
  ')',
  '# ',
  '-# ',
  '> ',
  '>>> ',
  '- ',
  '1. ',
  '\n',
  'javascript:',
  'https://e.org/',
  'onerror=',
  '<script>',
  '<t:1799503200:R>',
  `<@${rosa.id}>`,
  '\\',
  '\u001B[31m',
  'a',
  ' ',
];

describe('hostile text', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x) [y](file:///etc/passwd) [z](//example.org)',
    '[a"onmouseover="alert(1)](https://e.org/"onmouseover="alert(1))',
    '<https://e.org/"onclick=alert(1)>',
    'https://e.org/"><img src=x onerror=alert(1)>',
    '```"><img src=x onerror=alert(1)>\ncode```',
    '```html\n<script>alert(1)</script>\n```',
    '```ansi\n\u001B[31m<script>alert(1)</script>\n```',
    '`</code><script>alert(1)</script>`',
    '||<svg onload=alert(1)>||',
    '<t:1799503200:"onx> <:"onx:1> </"onx:1234567890123456>',
    '# <b>x</b>\n-# <b>x</b>\n> <b>x</b>\n- <b>x</b>',
    '&lt;script&gt; &#106;avascript:',
  ])('%j', async (text) => {
    expect(foreignMarkup(await draw(text))).toBe('');
  });

  test('any mixture of marks and markup yields only the tags and attributes that are meant', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), async (parts) => {
        expect(foreignMarkup(await draw(parts.join('')))).toBe('');
      }),
      { numRuns: 500 },
    );
  });
});
