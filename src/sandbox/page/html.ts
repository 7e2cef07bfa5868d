import type { HtmlEscapedString } from 'hono/utils/html';

/** Escaped HTML, as `html` of hono makes it. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
