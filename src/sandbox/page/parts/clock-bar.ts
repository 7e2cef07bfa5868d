import { html } from 'hono/html';
import { Temporal } from 'temporal-polyfill';
import type { Html } from '../html.ts';
import { wordClock } from '../message/moment.ts';
import type { Reader } from '../reader.ts';
import type { ClockReading } from '../routes/clock.ts';
import { icon } from './icon.ts';

/** The campaign clock: its time, and everything that moves it. The scripts keep the time current. */
export function drawClockBar(reading: ClockReading, reader: Reader): Html {
  const { t } = reader.speech;
  const now = Temporal.Instant.from(reading.now);
  const next = reading.next === null ? null : Temporal.Instant.from(reading.next);
  return html`<section
    class="clock"
    id="clock"
    aria-label="${t('sandbox.clock.title')}"
    data-now="${reading.now}"
    data-next="${reading.next ?? ''}"
    data-real="${String(reading.real)}"
  >
    <div class="clock-time">
      ${icon('clock')}
      <p>
        <span class="clock-label">${t('sandbox.clock.title')}</span>
        <span class="clock-state" id="clock-state"
          >${reading.real ? t('sandbox.clock.real') : t('sandbox.clock.moved')}</span
        >
        <time id="clock-utc">${wordClock(now, { locale: reader.locale, zone: 'UTC' })} UTC</time>
        <span id="clock-here"
          >${reader.zone === 'UTC' ? '' : t('sandbox.clock.here', { time: wordClock(now, reader) })}</span
        >
      </p>
    </div>
    <button type="button" class="button primary next-post" id="next-post">
      ${icon('next')}
      <span
        >${t('sandbox.clock.nextPost')}
        <small id="next-due"
          >${next === null ? t('sandbox.clock.none') : t('sandbox.clock.due', { time: wordClock(next, reader) })}</small
        ></span
      >
    </button>
    <details class="clock-more" id="clock-more">
      <summary class="button secondary">${t('sandbox.clock.more')}</summary>
      <div class="clock-moves">
        <button type="button" class="button secondary" data-later="1">${t('sandbox.clock.hour')}</button>
        <button type="button" class="button secondary" data-later="24">${t('sandbox.clock.day')}</button>
        <button type="button" class="button secondary" data-later="168">${t('sandbox.clock.week')}</button>
        <form id="clock-moment">
          <label>${t('sandbox.clock.moment')} <input type="datetime-local" name="at" required /></label>
          <button type="submit" class="button secondary">${t('sandbox.clock.go')}</button>
        </form>
        <button type="button" class="button secondary" id="clock-real">
          ${t('sandbox.clock.backToReal')}
        </button>
      </div>
    </details>
    <p class="refusal" role="alert" id="clock-refusal" hidden></p>
  </section>`;
}
