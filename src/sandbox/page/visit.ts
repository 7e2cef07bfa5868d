import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import type { Person } from '../person.ts';
import { offeredMenus } from './commands.ts';
import { Fault } from './fault.ts';
import type { Scene } from './message/scene.ts';
import type { PageParts } from './page-parts.ts';
import { isZone, localeOf, type Reader } from './reader.ts';

/** Discord's ids, as text. */
export const Id = z.string().regex(/^\d{1,20}$/, 'an id is digits');

/** Who asks, and in which language: part of every request. */
export const Viewer = z.object({ person: Id, locale: z.string().min(2).max(20) });
export type Viewer = z.infer<typeof Viewer>;

/** Cookies outlive the browser, so that a returning person finds their language again. */
const remembered = { path: '/', sameSite: 'Strict', httpOnly: true, maxAge: 31_536_000 } as const;

/** The reader that a request speaks for. @throws Fault 404 for a person who is not in this server */
export function readerOf(c: Context, parts: PageParts, viewer: Viewer): Reader {
  const person = parts.people.all.find(({ id }) => id === viewer.person);
  if (person === undefined) {
    throw new Fault(
      404,
      parts.languages.in(parts.languages.forLocale(viewer.locale)).t('sandbox.error.unknownPerson'),
    );
  }
  return reading(c, parts, person, viewer.locale);
}

/** The reader who opens the page: named in its address, remembered from last time, or the first person there is. */
export function visitorOf(c: Context, parts: PageParts): Reader {
  const wanted = c.req.query('person') ?? getCookie(c, 'sandbox_person');
  const person = parts.people.all.find(({ id }) => id === wanted) ?? parts.people.all[0];
  if (person === undefined) throw new RangeError('a sandbox without people');
  const locale =
    c.req.query('locale') ??
    getCookie(c, 'sandbox_locale') ??
    c.req.header('accept-language')?.split(/[,;]/)[0];
  const reader = reading(c, parts, person, locale);
  setCookie(c, 'sandbox_person', person.id, remembered);
  setCookie(c, 'sandbox_locale', reader.locale, remembered);
  return reader;
}

/** What is around a message for this reader, now. */
export function sceneOf(parts: PageParts, reader: Reader): Scene {
  const view = parts.people.view(reader.person.id);
  const menus = offeredMenus(view, reader);
  const { channels, roles } = view;
  return { reader, now: parts.clock.now(), people: parts.people.all, channels, roles, menus };
}

/** @throws Fault 404 for a channel that this person does not see */
export function requireChannel(parts: PageParts, reader: Reader, channelId: Snowflake): void {
  if (parts.people.view(reader.person.id).channels.some(({ id }) => id === channelId)) return;
  throw new Fault(404, reader.speech.t('sandbox.error.unknownChannel', { name: reader.person.name }));
}

function reading(c: Context, { languages }: PageParts, person: Person, locale: string | undefined): Reader {
  const language = languages.forLocale(locale);
  const zone = getCookie(c, 'sandbox_zone') ?? 'UTC';
  return {
    person,
    locale: localeOf(language),
    zone: isZone(zone) ? zone : 'UTC',
    speech: languages.in(language),
  };
}
