import { inZone, readWall } from '../../campaigns/calendar/wall-time.ts';
import type { TypedTime } from '../../campaigns/typed-time/read.ts';
import { button, customIdLength, row, words } from '../components.ts';
import type { Answer, Form } from '../payload.ts';
import { zoneCity } from '../posts/moments.ts';
import type { Telling } from '../say.ts';
import { capital, typed } from '../text.ts';
import { packWall } from './action-routes.ts';
import { formOf } from './form.ts';
import { typedMoment, wallName, yourTime } from './moments.ts';
import { mourningRemark, slotId, slotLook, slotMoment, slotName, type SlotFacts } from './slot.ts';

/** What can be typed as a time. */
const longestTime = 100;

/** Asks to which time a post is to be moved. */
export function moveForm(facts: SlotFacts, { speech }: Telling, typedBefore: string): Form {
  const { zone, wall } = facts.occurrence;
  return formOf(slotId('slotMoveForm', facts), speech.t('calendar.moveForm.heading'), [
    {
      id: 'when',
      label: speech.t('calendar.moveForm.label', { place: zoneCity(zone) }),
      hint: speech.t('calendar.moveForm.hint'),
      value: typedBefore === '' ? wall.replace('T', ' ') : typedBefore,
      required: true,
      maxLength: longestTime,
    },
  ]);
}

/** Shows the time that was understood, for the campaign and for the reader, before it counts. */
export function moveAsk(facts: SlotFacts, to: string, telling: Telling): Answer {
  const { occurrence } = facts;
  const { speech } = telling;
  const at = inZone(readWall(to), occurrence.zone).toInstant();
  const day = at.toZonedDateTimeISO(occurrence.zone).toPlainDate();
  const ask = speech.t('calendar.move.ask', {
    what: slotName(facts, telling),
    from: slotMoment(facts, telling),
    to: typedMoment(at, occurrence.zone, speech),
    yours: yourTime(at),
  });
  return {
    components: [
      words([ask, ...mourningRemark(day, facts, telling, 'calendar.move.mourningDay')].join('\n')),
      row(
        button(slotId('slotMoveSure', facts, packWall(to)), speech.t('calendar.buttons.moveSure'), 'main'),
        button(slotId('slotMove', facts), speech.t('calendar.buttons.otherTime')),
        button(slotLook('slot', facts), speech.t('calendar.buttons.cancel')),
      ),
    ],
  };
}

/** Why a typed time cannot be taken, or which of two is meant. What was typed stands in the next form again. */
export function moveProblem(
  facts: SlotFacts,
  text: string,
  problem: Exclude<TypedTime, { kind: 'at' }>,
  telling: Telling,
): Answer {
  const { speech } = telling;
  const readings = problem.kind === 'ambiguous' ? problem.readings : [];
  const again = slotId('slotMove', facts);
  const withText = `${again}:${text}`;
  return {
    components: [
      words(problemText(facts, text, problem, telling)),
      ...(readings.length === 0
        ? []
        : [
            row(
              ...readings.map((wall) =>
                button(
                  slotId('slotMoveTo', facts, packWall(wall)),
                  capital(wallName(wall, speech), speech.language),
                ),
              ),
            ),
          ]),
      row(
        button(
          withText.length <= customIdLength && !/\p{Cc}/u.test(text) ? withText : again,
          speech.t('calendar.buttons.otherTime'),
        ),
        button(slotLook('slot', facts), speech.t('calendar.buttons.cancel')),
      ),
    ],
  };
}

function problemText(
  { occurrence: { zone } }: SlotFacts,
  given: string,
  problem: Exclude<TypedTime, { kind: 'at' }>,
  { speech }: Telling,
): string {
  const text = typed(given);
  if (problem.kind === 'unreadable' || problem.kind === 'ambiguous') {
    return speech.t(`calendar.move.${problem.kind}`, { text });
  }
  const moment = typedMoment(inZone(readWall(problem.at), zone).toInstant(), zone, speech);
  return speech.t(`calendar.move.${problem.kind}`, { text, moment });
}
