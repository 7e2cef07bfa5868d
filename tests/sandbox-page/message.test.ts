import {
  type APIMediaGalleryComponent,
  type APIMessage,
  ButtonStyle,
  ChannelType,
  ComponentType,
} from 'discord-api-types/v10';
import { Temporal } from 'temporal-polyfill';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Languages, loadLanguages } from '../../messages/words.ts';
import type { SeenMessage } from '../../src/sandbox/person.ts';
import { drawHistory } from '../../src/sandbox/page/message/history.ts';
import { foreignMarkup } from './markup.ts';
import { answerComponents, componentsV2, message, picture, usedBy, userOf } from './practice-messages.ts';
import { ana, general, rosa } from './practice-server.ts';

let languages: Languages;
beforeAll(async () => {
  languages = await loadLanguages();
});

const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'';

function seen(at: string, given: Partial<APIMessage> = {}, more: Partial<SeenMessage> = {}): SeenMessage {
  const id = String(Temporal.Instant.from(at).epochMilliseconds);
  return {
    message: message({ id, channel_id: general, timestamp: at, ...given }),
    private: false,
    thinking: false,
    ...more,
  };
}

async function draw(messages: readonly SeenMessage[], locale = 'en-US'): Promise<string> {
  const drawn = await drawHistory(messages, {
    reader: { person: ana, locale, zone: 'America/Lima', speech: languages.in(languages.forLocale(locale)) },
    now: Temporal.Instant.from('2027-01-02T20:00:00Z'),
    people: [ana, rosa],
    channels: [{ id: general, type: ChannelType.GuildText, name: 'general', topic: '', private: false }],
    roles: [{ id: '70', name: 'Organisers' }],
    menus: [{ name: 'Check against sources', label: 'Check against sources' }],
  });
  return String(drawn);
}

const authors = (drawn: string): number => drawn.match(/class="author"/g)?.length ?? 0;
const days = (drawn: string): string[] =>
  [...drawn.matchAll(/class="day"[^>]*>\s*<time datetime="([^"]+)"/g)].map(([, day = '']) => day);

describe('a channel’s messages', () => {
  test('what one author says within seven minutes stands below one name', async () => {
    const drawn = await draw([
      seen('2027-01-02T12:00:00Z'),
      seen('2027-01-02T12:07:00Z'),
      seen('2027-01-02T12:14:01Z'),
    ]);
    expect(authors(drawn)).toBe(2);
  });

  test('another author, a private answer, or an answer to a command begins anew', async () => {
    const at = (second: number) => `2027-01-02T12:00:0${second}Z`;
    expect(authors(await draw([seen(at(1)), seen(at(2), { author: userOf(ana) })]))).toBe(2);
    expect(authors(await draw([seen(at(1)), seen(at(2), {}, { private: true })]))).toBe(2);
    expect(authors(await draw([seen(at(1)), seen(at(2), usedBy(ana, 'help'))]))).toBe(2);
  });

  test('a line stands between the reader’s days, not those of UTC', async () => {
    const drawn = await draw([
      seen('2027-01-02T03:00:00Z'),
      seen('2027-01-02T04:59:00Z'),
      seen('2027-01-02T05:01:00Z'),
    ]);
    expect(days(drawn)).toEqual(['2027-01-01', '2027-01-02']);
  });

  test('times are told from the campaign clock', async () => {
    expect(await draw([seen('2027-01-02T12:00:00Z')])).toMatch(/>Today at 7:00\sAM<\/time/);
    expect(await draw([seen('2027-01-01T12:00:00Z')], 'es-419')).toMatch(
      />Ayer a las 7:00\sa\.\s?m\.<\/time/,
    );
    expect(await draw([seen('2026-12-30T12:00:00Z')])).toMatch(/>12\/30\/26, 7:00\sAM<\/time/);
  });
});

describe('a message', () => {
  const at = '2027-01-02T12:00:00Z';

  test('of the bot is marked, with the command above that it answers', async () => {
    const drawn = await draw([seen(at, usedBy(rosa, 'campaign create'))]);
    expect(drawn).toContain('<span class="tag">APP</span>');
    expect(drawn.replace(/\s+/g, ' ')).toContain(
      '<strong>Rosa</strong> used <span class="command">/campaign create</span>',
    );
  });

  test('that is private says so and can be dismissed; one in the making says that too', async () => {
    const drawn = await draw([seen(at, { content: 'later' }, { private: true, thinking: true })], 'es-419');
    expect(drawn).toContain('Solo tú puedes ver esto');
    expect(drawn).toContain('data-dismiss');
    expect(drawn).toContain('Memoria está pensando…');
    expect(drawn).not.toContain('later');
  });

  test('that was edited says so', async () => {
    expect(await draw([seen(at, { edited_timestamp: at })])).toContain('(edited)');
  });

  test('of the second version shows its components, and no content', async () => {
    const drawn = await draw([
      seen(at, { content: 'not shown', flags: componentsV2, components: answerComponents('all') }),
    ]);
    expect(drawn).not.toContain('not shown');
    expect(drawn).toContain('fill="#f0b232"');
    expect(drawn).toContain('<hr class="separator small" />');
    expect(drawn).toContain('data-press="sources"');
    expect(drawn).toMatch(/data-press="back"\s+disabled/);
    expect(drawn).toMatch(
      /<a class="button secondary link" href="https:\/\/example\.org\/1" target="_blank"/,
    );
    expect(drawn).toMatch(/role="option" aria-selected="false" data-value="juliaca"/);
    expect(foreignMarkup(drawn)).toBe('');
  });

  test('with pictures gives their text, and takes them from the page’s own address', async () => {
    const own = await draw([seen(at, { attachments: [{ ...picture, description: 'Candles & names' }] })]);
    expect(own).toContain(`src="/sandbox/files/${picture.id}?person=${ana.id}"`);
    expect(own).toContain('alt="Candles &amp; names"');
    const gallery = (url: string): APIMediaGalleryComponent => ({
      type: ComponentType.MediaGallery,
      items: [{ media: { url }, description: 'Lit' }],
    });
    const components = [gallery('attachment://candles.png')];
    const shown = await draw([seen(at, { flags: componentsV2, attachments: [picture], components })]);
    expect(shown).toContain('alt="Lit"');
    const foreign = [gallery('https://elsewhere.example/x.png')];
    const elsewhere = await draw([seen(at, { flags: componentsV2, components: foreign })]);
    expect(elsewhere).not.toContain('<img');
  });

  test('with an embed of older bots shows its words', async () => {
    const embeds = [
      {
        title: 'Title',
        url: 'https://example.org/',
        description: '**bold**',
        color: 0xff,
        fields: [{ name: 'a', value: 'b' }],
      },
    ];
    const drawn = await draw([seen(at, { embeds })]);
    expect(drawn).toContain('href="https://example.org/"');
    expect(drawn).toContain('<strong>bold</strong>');
    expect(drawn).toContain('fill="#0000ff"');
  });
});

test('hostile words in any place stay words', async () => {
  const button = {
    type: ComponentType.Button,
    label: hostile,
    custom_id: hostile,
    style: ButtonStyle.Primary,
  } as const;
  const link = {
    type: ComponentType.Button,
    label: 'x',
    url: 'javascript:alert(1)',
    style: ButtonStyle.Link,
  } as const;
  const options = [{ label: hostile, value: hostile, description: hostile, emoji: { name: hostile } }];
  const select = {
    type: ComponentType.StringSelect,
    custom_id: hostile,
    placeholder: hostile,
    options,
  } as const;
  const drawn = await draw([
    seen('2027-01-02T12:00:00Z', {
      ...usedBy({ ...ana, name: hostile }, hostile),
      author: userOf({ id: ana.id, name: hostile }),
      content: hostile,
      attachments: [
        { ...picture, description: hostile, filename: hostile },
        { ...picture, id: '2', content_type: 'text/html', filename: hostile },
      ],
      embeds: [
        {
          title: hostile,
          url: 'javascript:alert(1)',
          description: hostile,
          author: { name: hostile },
          footer: { text: hostile },
        },
      ],
      components: [
        { type: ComponentType.ActionRow, components: [button, link] },
        { type: ComponentType.ActionRow, components: [select] },
        { type: ComponentType.File, file: { url: hostile }, name: hostile },
        { type: ComponentType.MediaGallery, items: [{ media: { url: hostile }, description: hostile }] },
        {
          type: ComponentType.Container,
          accent_color: 0x1ffffff,
          components: [{ type: ComponentType.TextDisplay, content: hostile }],
        },
      ],
    }),
  ]);
  expect(foreignMarkup(drawn)).toBe('');
  expect(drawn).not.toContain('javascript:');
});
