import { html } from 'hono/html';
import { Temporal } from 'temporal-polyfill';
import type { SeenMessage } from '../../person.ts';
import type { Html } from '../html.ts';
import { drawMessage } from './message.ts';
import { dayOf, wordMoment } from './moment.ts';
import type { Scene } from './scene.ts';

/** Messages of one author stand together until this long a pause. */
const pause = Temporal.Duration.from({ minutes: 7 });

/** The messages of a channel, oldest first: a line between days, and authors named once for what they say in a row. */
export function drawHistory(messages: readonly SeenMessage[], scene: Scene): Html {
  return html`${messages.map((seen, index) => {
    const before = messages[index - 1];
    const newDay = before === undefined || !sameDay(before, seen, scene.reader.zone);
    const follows = before !== undefined && !newDay && belongsTo(before, seen);
    return html`${newDay ? drawDay(seen, scene) : ''}${drawMessage(seen, follows, scene)}`;
  })}`;
}

function drawDay(seen: SeenMessage, scene: Scene): Html {
  const moment = postedAt(seen);
  const day = dayOf(moment, scene.reader.zone).toString();
  return html`<li class="day" data-key="day-${day}-${seen.message.id}">
    <time datetime="${day}">${wordMoment(moment, 'D', scene.reader)}</time>
  </li>`;
}

function belongsTo(before: SeenMessage, seen: SeenMessage): boolean {
  return (
    before.message.author.id === seen.message.author.id &&
    before.private === seen.private &&
    seen.message.interaction_metadata === undefined &&
    before.message.interaction_metadata === undefined &&
    Temporal.Duration.compare(postedAt(before).until(postedAt(seen)), pause) <= 0
  );
}

function sameDay(one: SeenMessage, other: SeenMessage, zone: string): boolean {
  return dayOf(postedAt(one), zone).equals(dayOf(postedAt(other), zone));
}

function postedAt(seen: SeenMessage): Temporal.Instant {
  return Temporal.Instant.from(seen.message.timestamp);
}
